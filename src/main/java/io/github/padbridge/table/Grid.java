package io.github.padbridge.table;

import io.github.padbridge.layer.ConvOp;
import java.util.function.Consumer;

/** Every combination of argument values of a convolution. */
public record Grid(
    ConvOp op,
    Choices kernelSize,
    Choices stride,
    Choices padding,
    Choices outputPadding,
    Choices dilation,
    Choices inputSize) {

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
