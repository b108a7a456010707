package io.github.padbridge.table;

import java.math.BigInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every combination of argument values of a convolution or pooling. */
public record Grid(
    GridOp op,
    Choices kernelSize,
    Choices stride,
    Choices padding,
    Choices outputPadding,
    Choices dilation,
    Choices inputSize) {

  /** How many combinations there are, at most {@code Long.MAX_VALUE}. */
  public long count() {
    return Stream.of(kernelSize, stride, padding, outputPadding, dilation, inputSize)
        .map(choices -> BigInteger.valueOf(choices.count()))
        .reduce(BigInteger.ONE, BigInteger::multiply)
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValueExact();
  }

  /** Passes on the combinations; the last argument changes fastest. */
  public void forEach(Consumer<Combination> sink) {
    for (Choice kernel : kernelSize) {
      for (Choice step : stride) {
        for (Choice pad : padding) {
          for (Choice more : outputPadding) {
            for (Choice spread : dilation) {
              for (Choice size : inputSize) {
                sink.accept(new Combination(op, kernel, step, pad, more, spread, size));
              }
            }
          }
        }
      }
    }
  }
}
