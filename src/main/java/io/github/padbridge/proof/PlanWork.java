package io.github.padbridge.proof;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.shape.Shape;

/**
 * What executing a plan takes, estimated before anything is allocated.
 *
 * @param products products of an input and a weight element, those with zeros that the plan inserts
 *     included
 * @param bytes what is kept to the end, the operands and what every step leaves, and the columns
 *     that a convolution is unrolled to, a group at a time
 * @param moved the same with the columns of every group of every convolution
 */
record PlanWork(double products, double bytes, double moved) {
  static PlanWork of(Plan plan) {
    Shape data = plan.input();
    Shape weight = plan.weight() == null ? Shape.of(0) : plan.weight();
    double kept = (double) data.elements() + weight.elements() + plan.output().elements();
    double products = 0;
    double columns = 0;
    double most = 0;
    int parts = 1;
    for (Plan.Traced traced : plan.steps()) {
      Step step = traced.step();
      if (step instanceof Step.Split split && split.on() == Operand.DATA) {
        parts = split.parts();
      } else if (step instanceof Step.Concat concat && concat.on() == Operand.DATA) {
        parts = 1;
      }
      double unrolled = columns(step, data, traced.shape(), weight);
      products += parts * unrolled * channels(step, weight);
      columns += parts * unrolled * groups(step);
      most = Math.max(most, unrolled);
      kept += parts * (double) traced.shape().elements();
      weight = step.on() == Operand.WEIGHT ? traced.shape() : weight;
      data = step.on() == Operand.DATA ? traced.shape() : data;
    }
    return new PlanWork(
        products, Double.BYTES * (kept + 2 * most), Double.BYTES * (kept + 2 * columns));
  }

  private static double columns(Step step, Shape before, Shape after, Shape weight) {
    if (step instanceof TensorFlowStep.Conv) {
      return positions(after, after.rank() - 1) * positions(weight, weight.rank() - 1);
    }
    if (step instanceof TensorFlowStep.ConvTranspose) {
      return positions(before, before.rank() - 1) * positions(weight, weight.rank() - 1);
    }
    if (step instanceof TorchStep.Conv) {
      return positions(after, 1) * positions(weight, 0);
    }
    if (step instanceof TorchStep.ConvTranspose) {
      return positions(before, 1) * positions(weight, 0);
    }
    return 0;
  }

  /** The weight's channels that its columns are multiplied by. */
  private static double channels(Step step, Shape weight) {
    int axis = step instanceof TorchStep ? 0 : weight.rank() - 1;
    return weight.size(axis).value();
  }

  private static double groups(Step step) {
    if (step instanceof TensorFlowStep.Conv conv) {
      return conv.groups().value();
    }
    return step instanceof TorchStep.Conv conv ? conv.groups().value() : 1;
  }

  /** Elements but for one axis. */
  private static double positions(Shape shape, int axis) {
    return (double) shape.elements() / Math.max(shape.size(axis).value(), 1);
  }
}
