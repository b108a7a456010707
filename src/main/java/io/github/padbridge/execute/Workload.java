package io.github.padbridge.execute;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvSpec;

/**
 * What executing a layer takes, estimated before anything is allocated. Saturating: a layer too
 * large for numbers is too large.
 */
final class Workload {
  private Workload() {}

  /** Products of an input and a weight element. */
  static double products(ConvSpec spec) {
    double products =
        (double) spec.outChannels() * (spec.inChannels() / spec.groups()) * batch(spec);
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      products *= spec.kernelSize().get(axis);
      products *= (spec.op().isTransposed() ? spec.inputSize(axis) : spec.outputSize(axis)).value();
    }
    return products;
  }

  /**
   * Bytes: the tensors of both sides, and the columns a convolution is unrolled to, a group at a
   * time. Padding and a dilated kernel count with what they grow to.
   */
  static double bytes(ConvSpec spec) {
    double data = (double) spec.inChannels() * batch(spec);
    double result = (double) spec.outChannels() * batch(spec);
    double kernel = spec.weightShape().elements();
    double columns =
        (double) (spec.op().isTransposed() ? spec.outChannels() : spec.inChannels())
            / spec.groups()
            * batch(spec);
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      double in = spec.inputSize(axis).value();
      double out = spec.outputSize(axis).value();
      double spread = (double) spec.effectiveKernel(axis) / spec.kernelSize().get(axis);
      boolean dilatesKernel = spec.op().isTransposed() || spec.spatialRank() == 3;
      double padded = spec.op().isTransposed() ? in : in + spec.padAmount(axis).total();
      double full = spec.op().isTransposed() ? out + spec.padAmount(axis).total() : out;
      data *= padded;
      result *= Math.max(full, out);
      kernel *= dilatesKernel ? spread : 1;
      columns *=
          (spec.op().isTransposed() ? in : out)
              * (dilatesKernel ? spec.effectiveKernel(axis) : spec.kernelSize().get(axis));
    }
    return Double.BYTES * (4 * (data + result + kernel) + 2 * columns);
  }

  /**
   * Bytes that the plan takes at its largest step: its data, and the columns of a convolution, a
   * part at a time.
   */
  static double bytes(Plan plan) {
    Shape data = plan.input();
    Shape weight = plan.weight();
    double largest = 0;
    for (Plan.Traced traced : plan.steps()) {
      Shape before = data;
      if (traced.step().on() == Operand.WEIGHT) {
        weight = traced.shape();
      } else {
        data = traced.shape();
      }
      double columns = 0;
      if (traced.step() instanceof Step.Conv) {
        columns = positions(data) * positions(weight);
      } else if (traced.step() instanceof Step.ConvTranspose) {
        columns = positions(before) * positions(weight);
      }
      double kept = 2.0 * before.elements() + 2.0 * data.elements() + 2.0 * weight.elements();
      largest = Math.max(largest, Double.BYTES * (kept + 2 * columns));
    }
    return largest;
  }

  /** Elements but for the last axis. */
  private static double positions(Shape shape) {
    return (double) shape.elements() / Math.max(shape.size(shape.rank() - 1).value(), 1);
  }

  private static double batch(ConvSpec spec) {
    return spec.isBatched() ? spec.inputShape().size(0).value() : 1;
  }

  /**
   * The layer with a batch of one, and with two channels a group in three groups at most. The
   * geometry, which is what a translation can get wrong, is the same: it depends on neither.
   */
  static ConvSpec reduced(ConvSpec spec) {
    int groups = Math.min(spec.groups(), 3);
    int in = groups * Math.min(spec.inChannels() / spec.groups(), 2);
    int out = groups * Math.min(spec.outChannels() / spec.groups(), 2);
    return spec.withChannels(
        in, out, groups, withBatchOfOne(spec).with(spec.isBatched() ? 1 : 0, Size.of(in)));
  }

  static Shape withBatchOfOne(ConvSpec spec) {
    return spec.isBatched() ? spec.inputShape().with(0, Size.of(1)) : spec.inputShape();
  }
}
