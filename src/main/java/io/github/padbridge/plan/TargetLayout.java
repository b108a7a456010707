package io.github.padbridge.plan;

import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Converts a plan to data in the layout of its target: channels last for TensorFlow, channels first
 * for PyTorch. Such a plan transposes no data at its start or end. A plan for TensorFlow takes the
 * weight of a PyTorch layer in {@link KernelOrder} with every strategy; further changes of the
 * weight stay steps.
 */
public final class TargetLayout {
  private TargetLayout() {}

  /**
   * The same computation on data, and for TensorFlow on a weight, in the framework's layouts.
   *
   * @param source the framework of the planned layer
   */
  public static Plan of(Plan plan, Framework source) {
    boolean keepsWeight =
        !plan.target().equals(TensorFlowOpSet.OPS) || source == Framework.TENSORFLOW;
    Plan.Builder steps =
        new Plan.Builder(plan.target(), plan.strategy(), input(plan), weight(plan, keepsWeight));
    for (Plan.Traced traced : plan.steps()) {
      Step step = traced.step();
      if (!(step instanceof Transpose transpose)) {
        steps.add(step, traced.why());
      } else if (transpose.on() == Operand.WEIGHT) {
        Layout from = keepsWeight ? transpose.from() : KernelOrder.of(transpose.from());
        if (!from.equals(transpose.to())) {
          steps.add(new Transpose(Operand.WEIGHT, from, transpose.to()), traced.why());
        }
      }
    }
    return steps.build();
  }

  /** The input's shape in the layout of the plan's framework. */
  public static Shape input(Plan plan) {
    return !plan.steps().isEmpty()
            && plan.steps().get(0).step() instanceof Transpose transpose
            && transpose.on() == Operand.DATA
        ? plan.steps().get(0).shape()
        : plan.input();
  }

  private static @Nullable Shape weight(Plan plan, boolean keepsWeight) {
    Shape weight = plan.weight();
    return weight == null || keepsWeight
        ? weight
        : weight.permuted(KernelOrder.permutation(weight.rank()));
  }
}
