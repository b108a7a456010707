package io.github.padbridge.notation;

import java.util.List;

/** Writes a padding in every notation. */
public final class Writer {
  private Writer() {}

  /** One result for each notation, always in the same order. */
  public static List<NotationResult> all(TensorPadding padding) {
    TensorPadding first = padding.channelsFirst();
    return List.of(
        TorchWriter.functional(first),
        TorchWriter.module(first, TorchModule.ZERO),
        TorchWriter.module(first, TorchModule.CONSTANT),
        TorchWriter.module(first, TorchModule.REFLECTION),
        TorchWriter.module(first, TorchModule.REPLICATION),
        TorchWriter.module(first, TorchModule.CIRCULAR),
        TorchWriter.layer(first),
        TensorFlowWriter.write(padding),
        TensorFlowWriter.writeTransposed(padding),
        KerasWriter.write(padding),
        NumpyWriter.write("np.pad", padding),
        NumpyWriter.write("jnp.pad", padding),
        LaxWriter.pad(padding),
        LaxWriter.convolution(first),
        OnnxWriter.pad(first),
        OnnxWriter.conv(first));
  }
}
