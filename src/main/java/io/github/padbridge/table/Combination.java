package io.github.padbridge.table;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One value for each argument of a convolution, and for the size of its input. */
public record Combination(
    ConvOp op,
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

  /**
   * The layer with one channel and a batch of one.
   *
   * @throws Refusal if PyTorch refuses it
   */
  public ConvSpec spec() {
    List<Size> shape = new ArrayList<>(List.of(Size.of(1), Size.of(1)));
    perAxis(inputSize).forEach(size -> shape.add(Size.of(size)));
    return new ConvSpec(
        op,
        Channels.of(1, 1, 1),
        new Windows(perAxis(kernelSize), perAxis(stride), perAxis(dilation)),
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
      throw new Refusal(
          new Fault(
              op.functionName() + " takes padding in numbers (got \"" + padding.word() + "\")",
              null,
              List.of(Argument.PADDING),
              null));
    }
    return padding.word().equals("same") ? new Padding.Same() : new Padding.Valid();
  }
}
