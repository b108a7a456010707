package io.github.padbridge.table;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * One value for each argument of a convolution or pooling, and for the size of its input.
 *
 * @param stride no number for that of the kernel, as a pooling has it by default
 */
public record Combination(
    GridOp op,
    Choice kernelSize,
    Choice stride,
    Choice padding,
    Choice outputPadding,
    Choice dilation,
    Choice inputSize) {

  /** One number for each spatial axis. */
  public List<Integer> perAxis(Choice choice) {
    return choice.numbers().size() == 1
        ? Collections.nCopies(op.spatialRank(), choice.numbers().get(0))
        : choice.numbers();
  }

  /** The strides, one for each spatial axis. */
  public List<Integer> strides() {
    return perAxis(stride.numbers().isEmpty() ? kernelSize : stride);
  }

  /**
   * The layer with one channel and a batch of one.
   *
   * @throws Refusal if PyTorch refuses it
   */
  public TorchSpec spec() {
    List<Size> shape = new ArrayList<>(List.of(Size.of(1), Size.of(1)));
    perAxis(inputSize).forEach(size -> shape.add(Size.of(size)));
    Windows windows = new Windows(perAxis(kernelSize), strides(), perAxis(dilation));
    if (op.pooling() != null) {
      return new PoolSpec(
          op.pooling(),
          windows,
          requireNumbers(),
          op.ceilMode(),
          true,
          null,
          false,
          new Shape(shape));
    }
    return new ConvSpec(
        Objects.requireNonNull(op.convolution()),
        Channels.of(1, 1, 1),
        windows,
        amounts(),
        perAxis(outputPadding),
        false,
        PaddingMode.ZEROS,
        false,
        new Shape(shape));
  }

  private Padding amounts() {
    if (padding.word() == null) {
      return new Padding.Explicit(perAxis(padding));
    }
    if (op.isTransposed()) {
      return new Padding.Explicit(requireNumbers());
    }
    return padding.word().equals("same") ? new Padding.Same() : new Padding.Valid();
  }

  /** The padding, which must be in numbers. */
  private List<Integer> requireNumbers() {
    if (padding.word() != null) {
      throw new Refusal(
          new Fault(
              op.functionName() + " takes padding in numbers (got \"" + padding.word() + "\")",
              null,
              List.of(Argument.PADDING),
              null));
    }
    return perAxis(padding);
  }
}
