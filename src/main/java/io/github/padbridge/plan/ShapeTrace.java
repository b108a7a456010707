package io.github.padbridge.plan;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * The shape after each step: of the tensor the step changes, and of one part of it while it is
 * split.
 */
final class ShapeTrace implements Interpreter<Shape> {
  private Shape data;
  private Shape weight;
  private int parts = 1;

  ShapeTrace(Shape input, Shape weight) {
    this.data = input;
    this.weight = weight;
  }

  /** The data's shape as the steps so far leave it. */
  Shape data() {
    return data;
  }

  @Override
  public Shape expandDims(Step.ExpandDims step) {
    List<Size> sizes = new ArrayList<>(data.sizes());
    sizes.add(0, Size.of(1));
    return data = new Shape(sizes);
  }

  @Override
  public Shape squeeze(Step.Squeeze step) {
    return data = new Shape(data.sizes().subList(1, data.rank()));
  }

  @Override
  public Shape transpose(Step.Transpose step) {
    return switch (step.on()) {
      case DATA -> data = data.permuted(step.permutation());
      case WEIGHT -> weight = weight.permuted(step.permutation());
    };
  }

  @Override
  public Shape pad(Step.Pad step) {
    for (int axis = 0; axis < data.rank(); axis++) {
      data = data.with(axis, ConvArithmetic.padded(data.size(axis), step.paddings().get(axis)));
    }
    return data;
  }

  @Override
  public Shape gather(Step.Gather step) {
    return data =
        data.with(step.axis(), ConvArithmetic.padded(data.size(step.axis()), step.amount()));
  }

  @Override
  public Shape dilateKernel(Step.DilateKernel step) {
    for (int axis = 0; axis < step.dilations().size(); axis++) {
      long spread =
          ConvArithmetic.effectiveKernel(weight.size(axis).value(), step.dilations().get(axis));
      weight = weight.with(axis, Size.of(spread));
    }
    return weight;
  }

  @Override
  public Shape split(Step.Split step) {
    parts = step.parts();
    return switch (step.on()) {
      case DATA -> data = part(data, step);
      case WEIGHT -> weight = part(weight, step);
    };
  }

  private static Shape part(Shape whole, Step.Split step) {
    return whole.with(step.axis(), Size.of(whole.size(step.axis()).value() / step.parts()));
  }

  @Override
  public Shape concat(Step.Concat step) {
    int together = parts;
    parts = 1;
    return switch (step.on()) {
      case DATA -> data = data.with(step.axis(), data.size(step.axis()).times(together));
      case WEIGHT -> weight = weight.with(step.axis(), weight.size(step.axis()).times(together));
    };
  }

  @Override
  public Shape zeroInsert(Step.ZeroInsert step) {
    for (int axis = 0; axis < step.strides().size(); axis++) {
      data =
          data.with(
              axis + 1, ConvArithmetic.zeroInserted(data.size(axis + 1), step.strides().get(axis)));
    }
    return data;
  }

  @Override
  public Shape flipKernel(Step.FlipKernel step) {
    return weight;
  }

  @Override
  public Shape conv(Step.Conv step) {
    for (int axis = 0; axis < step.strides().size(); axis++) {
      long reach =
          ConvArithmetic.effectiveKernel(weight.size(axis).value(), step.dilations().get(axis));
      data = data.with(axis + 1, convolved(data.size(axis + 1), reach, step, axis));
    }
    return data = data.with(data.rank() - 1, weight.size(weight.rank() - 1));
  }

  private static Size convolved(Size in, long reach, Step.Conv step, int axis) {
    int stride = step.strides().get(axis);
    if (step.padding() instanceof ConvPadding.Same) {
      return ConvArithmetic.sameOutput(in, stride);
    }
    Size padded =
        step.padding() instanceof ConvPadding.Explicit explicit
            ? ConvArithmetic.padded(in, explicit.amounts().get(axis))
            : in;
    return ConvArithmetic.forwardOutput(padded, reach, stride);
  }

  @Override
  public Shape convTranspose(Step.ConvTranspose step) {
    return data = step.outputShape();
  }

  @Override
  public Shape slice(Step.Slice step) {
    return data = new Shape(step.size());
  }

  @Override
  public Shape addBias(Step.AddBias step) {
    return data;
  }
}
