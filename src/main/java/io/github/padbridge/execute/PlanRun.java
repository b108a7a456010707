package io.github.padbridge.execute;

import static io.github.padbridge.proof.ExecutionFault.unless;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Concat;
import io.github.padbridge.plan.step.Interpreter;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Split;
import io.github.padbridge.proof.ExecutionFault;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The run of a plan: its operands, each in one part or, between split and concat, in several. The
 * result of every step must have the shape that the plan has. Subclasses implement the steps with a
 * library; each returns the changed operand, or its first part.
 *
 * @param <A> the array type of the library
 */
public abstract class PlanRun<A> implements Interpreter<A> {
  private final Plan plan;
  private final Sizes sizes;
  private final @Nullable A bias;
  private List<A> data;
  private List<A> weight;
  private List<A> coverage = List.of();

  /**
   * @param weight null where the layer has none, like {@code bias}
   * @throws ExecutionFault if x is not of the plan's input shape
   */
  protected PlanRun(Plan plan, CaseTensors on, A x, @Nullable A weight, @Nullable A bias) {
    this.plan = plan;
    this.sizes = Sizes.of(plan, on);
    this.data = List.of(x);
    this.weight = weight == null ? List.of() : List.of(weight);
    this.bias = bias;
  }

  /** The sizes of an array. */
  protected abstract int[] shape(A array);

  /** The numbers of an array. */
  protected abstract Tensor tensor(A array);

  /** Splits one axis into {@code count} equal parts. */
  protected abstract List<A> parts(A whole, int axis, int count);

  /** Joins arrays along an axis. */
  protected abstract A joined(int axis, List<A> parts);

  /**
   * Runs all steps.
   *
   * @throws ExecutionFault if the framework refuses a step, or if a step gives another shape than
   *     the plan has
   */
  protected final Tensor run() {
    for (Plan.Traced traced : plan.steps()) {
      int[] left = shape(traced.step().accept(this));
      int[] claimed = sizes(traced.shape());
      if (!Arrays.equals(left, claimed)) {
        throw new ExecutionFault(
            plan.target().call(traced.step()).op()
                + " gives shape "
                + Arrays.toString(left)
                + ", the plan has "
                + Arrays.toString(claimed));
      }
    }
    unless(data.size() == 1, "the plan ends with " + data.size() + " parts");
    return tensor(data.get(0));
  }

  public final A split(Split step) {
    List<A> whole = operand(step.on());
    unless(whole.size() == 1, "split twice");
    int size = shape(whole.get(0))[step.axis()];
    unless(
        step.parts() >= 1 && size % step.parts() == 0, size + " do not split into " + step.parts());
    return set(step.on(), parts(whole.get(0), step.axis(), step.parts()));
  }

  public final A concat(Concat step) {
    return set(step.on(), List.of(joined(step.axis(), operand(step.on()))));
  }

  /** Changes the data, or each part of it. */
  protected final A onData(UnaryOperator<A> change) {
    return on(Operand.DATA, change);
  }

  /** Changes an operand, or each part of it. */
  protected final A on(Operand operand, UnaryOperator<A> change) {
    return set(operand, operand(operand).stream().map(change).toList());
  }

  /** Each part of the data with its part of the kernel. */
  protected final A onPairs(BinaryOperator<A> convolution) {
    unless(data.size() == weight.size(), "kernels for another number of parts");
    List<A> results = new ArrayList<>();
    for (int part = 0; part < data.size(); part++) {
      results.add(convolution.apply(data.get(part), weight.get(part)));
    }
    return set(Operand.DATA, results);
  }

  /** Sets the coverage, made from the data or its first part. */
  protected final A cover(UnaryOperator<A> ones) {
    return set(Operand.COVERAGE, List.of(ones.apply(data.get(0))));
  }

  /** The coverage; a step must have set it. */
  protected final A coverage() {
    return operand(Operand.COVERAGE).get(0);
  }

  /** The bias, null where the layer has none. */
  protected final @Nullable A bias() {
    return bias;
  }

  /** The value of a size in this run. */
  protected final int size(Size size) {
    return sizes.of(size);
  }

  /** The values of the sizes of a shape in this run. */
  protected final int[] sizes(Shape shape) {
    return sizes.of(shape);
  }

  private List<A> operand(Operand operand) {
    List<A> parts =
        switch (operand) {
          case DATA -> data;
          case WEIGHT -> weight;
          case COVERAGE -> coverage;
        };
    unless(!parts.isEmpty(), "a step on a " + operand + " that does not exist");
    return parts;
  }

  private A set(Operand operand, List<A> parts) {
    switch (operand) {
      case DATA -> data = parts;
      case WEIGHT -> weight = parts;
      case COVERAGE -> coverage = parts;
    }
    return parts.get(0);
  }
}
