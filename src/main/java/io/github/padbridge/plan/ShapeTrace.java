package io.github.padbridge.plan;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The shape after each step: of the tensor the step changes, and of one part of it while it is
 * split.
 */
final class ShapeTrace implements Interpreter<Shape> {
  private Shape data;
  private @Nullable Shape weight;
  private @Nullable Shape coverage;
  private int parts = 1;

  ShapeTrace(Shape input, @Nullable Shape weight) {
    this.data = input;
    this.weight = weight;
  }

  /** The data's shape as the steps so far leave it. */
  Shape data() {
    return data;
  }

  /** The weight's shape as the steps so far leave it. */
  Shape weight() {
    return of(Operand.WEIGHT);
  }

  /** The shape of an operand, which must be there. */
  private Shape of(Operand operand) {
    Shape shape =
        switch (operand) {
          case DATA -> data;
          case WEIGHT -> weight;
          case COVERAGE -> coverage;
        };
    return Objects.requireNonNull(shape);
  }

  private Shape set(Operand operand, Shape shape) {
    switch (operand) {
      case DATA -> data = shape;
      case WEIGHT -> weight = shape;
      case COVERAGE -> coverage = shape;
    }
    return shape;
  }

  @Override
  public Shape expandDims(Step.ExpandDims step) {
    List<Size> sizes = new ArrayList<>(data.sizes());
    sizes.add(0, Size.of(1));
    return set(Operand.DATA, new Shape(sizes));
  }

  @Override
  public Shape squeeze(Step.Squeeze step) {
    return set(Operand.DATA, new Shape(data.sizes().subList(1, data.rank())));
  }

  @Override
  public Shape transpose(Step.Transpose step) {
    return set(step.on(), of(step.on()).permuted(step.permutation()));
  }

  @Override
  public Shape pad(Step.Pad step) {
    Shape padded = of(step.on());
    for (int axis = 0; axis < padded.rank(); axis++) {
      padded =
          padded.with(axis, ConvArithmetic.padded(padded.size(axis), step.paddings().get(axis)));
    }
    return set(step.on(), padded);
  }

  @Override
  public Shape gather(TensorFlowStep.Gather step) {
    return set(
        Operand.DATA,
        data.with(step.axis(), ConvArithmetic.padded(data.size(step.axis()), step.amount())));
  }

  @Override
  public Shape dilateKernel(TensorFlowStep.DilateKernel step) {
    Shape spread = weight();
    for (int axis = 0; axis < step.dilations().size(); axis++) {
      long reach =
          ConvArithmetic.effectiveKernel(spread.size(axis).value(), step.dilations().get(axis));
      spread = spread.with(axis, Size.of(reach));
    }
    return set(Operand.WEIGHT, spread);
  }

  @Override
  public Shape split(Step.Split step) {
    parts = step.parts();
    Shape whole = of(step.on());
    Size part = whole.size(step.axis()).dividedBy(step.parts());
    return set(step.on(), whole.with(step.axis(), part));
  }

  @Override
  public Shape concat(Step.Concat step) {
    Shape part = of(step.on());
    Shape whole = part.with(step.axis(), part.size(step.axis()).times(parts));
    parts = 1;
    return set(step.on(), whole);
  }

  @Override
  public Shape zeroInsert(TensorFlowStep.ZeroInsert step) {
    for (int axis = 0; axis < step.strides().size(); axis++) {
      data =
          data.with(
              axis + 1, ConvArithmetic.zeroInserted(data.size(axis + 1), step.strides().get(axis)));
    }
    return data;
  }

  @Override
  public Shape flipKernel(Step.FlipKernel step) {
    return weight();
  }

  @Override
  public Shape conv(TensorFlowStep.Conv step) {
    for (int axis = 0; axis < step.strides().size(); axis++) {
      long reach =
          ConvArithmetic.effectiveKernel(weight().size(axis).value(), step.dilations().get(axis));
      data =
          data.with(
              axis + 1,
              tensorFlowOutput(
                  data.size(axis + 1), reach, step.strides().get(axis), step.padding(), axis));
    }
    return set(Operand.DATA, data.with(data.rank() - 1, weight().size(weight().rank() - 1)));
  }

  private static Size tensorFlowOutput(
      Size in, long reach, long stride, ConvPadding padding, int axis) {
    if (padding instanceof ConvPadding.Same) {
      return ConvArithmetic.sameOutput(in, stride);
    }
    Size padded =
        padding instanceof ConvPadding.Explicit explicit
            ? ConvArithmetic.padded(in, explicit.amounts().get(axis))
            : in;
    return ConvArithmetic.forwardOutput(padded, reach, stride);
  }

  @Override
  public Shape convTranspose(TensorFlowStep.ConvTranspose step) {
    return set(Operand.DATA, step.outputShape());
  }

  @Override
  public Shape slice(Step.Slice step) {
    return set(Operand.DATA, new Shape(step.size()));
  }

  @Override
  public Shape addBias(TensorFlowStep.AddBias step) {
    return data;
  }

  @Override
  public Shape reshape(Step.Reshape step) {
    return set(step.on(), step.shape());
  }

  @Override
  public Shape ones(Step.Ones step) {
    return set(Operand.COVERAGE, data.with(0, Size.of(1)).with(step.channelAxis(), Size.of(1)));
  }

  @Override
  public Shape divide(Step.Divide step) {
    return data;
  }

  @Override
  public Shape scale(Step.Scale step) {
    return data;
  }

  @Override
  public Shape pool(TensorFlowStep.Pool step) {
    Shape pooled = of(step.on());
    for (int axis = 0; axis < step.ksize().size(); axis++) {
      Size in = pooled.size(axis + 1);
      pooled =
          pooled.with(
              axis + 1,
              tensorFlowOutput(
                  in, step.ksize().get(axis), step.strides().get(axis), step.padding(), axis));
    }
    return set(step.on(), pooled);
  }

  @Override
  public Shape windowMax(TensorFlowStep.WindowMax step) {
    long reach = ConvArithmetic.effectiveKernel(step.size(), step.dilation());
    Size windows = ConvArithmetic.forwardOutput(data.size(step.axis()), reach, step.stride());
    return set(Operand.DATA, data.with(step.axis(), windows));
  }

  @Override
  public Shape samePad(TorchStep.SamePad step) {
    Shape padded = of(step.on());
    for (int axis = 0; axis < step.strides().size(); axis++) {
      long reach =
          ConvArithmetic.effectiveKernel(step.kernelSize().get(axis), step.dilations().get(axis));
      long stride = step.strides().get(axis);
      Size in = padded.size(axis + 2);
      padded = padded.with(axis + 2, ConvArithmetic.samePadded(in, reach, stride));
    }
    return set(step.on(), padded);
  }

  @Override
  public Shape torchConv(TorchStep.Conv step) {
    for (int axis = 0; axis < step.stride().size(); axis++) {
      long reach =
          ConvArithmetic.effectiveKernel(
              weight().size(axis + 2).value(), step.dilation().get(axis));
      Size padded = data.size(axis + 2).plus(2L * step.padding().get(axis));
      Size out = ConvArithmetic.forwardOutput(padded, reach, step.stride().get(axis));
      data = data.with(axis + 2, out);
    }
    return set(Operand.DATA, data.with(1, weight().size(0)));
  }

  @Override
  public Shape torchConvTranspose(TorchStep.ConvTranspose step) {
    for (int axis = 0; axis < step.stride().size(); axis++) {
      long reach =
          ConvArithmetic.effectiveKernel(
              weight().size(axis + 2).value(), step.dilation().get(axis));
      Size full =
          ConvArithmetic.transposedFull(data.size(axis + 2), reach, step.stride().get(axis));
      Size out =
          ConvArithmetic.transposedOutput(
              full, step.padding().get(axis), step.outputPadding().get(axis));
      data = data.with(axis + 2, out);
    }
    return set(Operand.DATA, data.with(1, weight().size(1).times(step.groups().value())));
  }

  @Override
  public Shape torchPool(TorchStep.Pool step) {
    Shape pooled = of(step.on());
    for (int axis = 0; axis < step.stride().size(); axis++) {
      Size out =
          ConvArithmetic.poolOutput(
              pooled.size(axis + 2),
              step.padding().get(axis),
              ConvArithmetic.effectiveKernel(
                  step.kernelSize().get(axis), step.dilation().get(axis)),
              step.stride().get(axis),
              step.ceilMode());
      pooled = pooled.with(axis + 2, out);
    }
    return set(step.on(), pooled);
  }
}
