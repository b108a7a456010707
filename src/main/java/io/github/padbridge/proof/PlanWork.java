package io.github.padbridge.proof;

import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Columns;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.shape.Shape;

/**
 * An estimate of the work of running a plan, made before anything is allocated.
 *
 * @param products products of an input and a weight element, including those with inserted zeros
 * @param bytes the bytes kept to the end: operands, the result of every step, and the columns of a
 *     convolution, one group at a time
 * @param moved the bytes moved: as {@code bytes}, with the columns of every group of every
 *     convolution
 */
record PlanWork(double products, double bytes, double moved) {
  static PlanWork of(Plan plan) {
    Shape data = plan.input();
    Shape weight = plan.weight() == null ? Shape.of(0) : plan.weight();
    double kept = (double) data.elements() + weight.elements() + plan.output().elements();
    double products = 0;
    double columns = 0;
    double most = 0;
    for (Plan.Traced traced : plan.steps()) {
      Step step = traced.step();
      Columns unrolled = step.columns(data, traced.shape(), weight);
      products += traced.parts() * unrolled.elements() * unrolled.channels();
      columns += traced.parts() * unrolled.elements() * unrolled.groups();
      most = Math.max(most, unrolled.elements());
      kept += traced.parts() * (double) traced.shape().elements();
      weight = step.on() == Operand.WEIGHT ? traced.shape() : weight;
      data = step.on() == Operand.DATA ? traced.shape() : data;
    }
    return new PlanWork(
        products, Double.BYTES * (kept + 2 * most), Double.BYTES * (kept + 2 * columns));
  }
}
