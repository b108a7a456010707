package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.matrix.ColumnMatrix;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.matrix.UnrolledConvolution;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the matrix of a layer: the unrolled kernel, or the columns of the input. */
public final class MatrixSource {
  private final boolean unfold;
  private final double @Nullable [] kernel;

  /**
   * @param unfold true for the columns of the input, false for the unrolled kernel
   * @param kernel the numbers of the weight; null for those of the record, if any
   */
  public MatrixSource(boolean unfold, double @Nullable [] kernel) {
    this.unfold = unfold;
    this.kernel = kernel;
  }

  /**
   * @throws Refusal if the layer has no such matrix, or the numbers have the wrong shape
   */
  public LayerMatrix of(LayerRecord layer) {
    if (!(layer.spec() instanceof ConvSpec spec)) {
      throw new Refusal(
          new Fault(
              "padbridge matrix works for PyTorch convolutions only (got "
                  + (layer.spec().framework() == Framework.TENSORFLOW ? "tf.nn." : "")
                  + layer.spec().opName()
                  + ")",
              layer.spec().weightShape() == null
                  ? null
                  : "translate it, and give the convolution of the plan",
              List.of(),
              null));
    }
    if (unfold) {
      return new LayerMatrix(spec, ColumnMatrix.of(spec), input(spec, layer.tensors()));
    }
    UnrolledConvolution matrix = UnrolledConvolution.of(spec);
    ConvSpec unrolled =
        spec.withChannels(
            spec.inChannels(), matrix.outChannels(), spec.groups(), spec.inputShape());
    return new LayerMatrix(unrolled, matrix, weight(layer.tensors()));
  }

  /** Tells the output channels that were chosen for a layer without them. */
  public static Optional<String> note(LayerRecord layer, LayerMatrix matrix) {
    Size chosen = matrix.spec().outChannels();
    return layer.spec() instanceof ConvSpec spec && !spec.outChannels().equals(chosen)
        ? Optional.of("out_channels is not given; the matrix is for out_channels " + chosen)
        : Optional.empty();
  }

  private double @Nullable [] weight(@Nullable CaseTensors tensors) {
    return kernel != null || tensors == null ? kernel : tensors.requireWeight().data();
  }

  private static double @Nullable [] input(ConvSpec spec, @Nullable CaseTensors tensors) {
    if (tensors == null) {
      return null;
    }
    int samples = spec.isBatched() ? tensors.x().shape()[0] : 1;
    if (samples != 1) {
      throw new Refusal(
          new Fault(
              "--unfold takes the numbers of one sample (x has " + samples + ")",
              "give an x of one sample, or a spec without tensors",
              List.of(),
              null));
    }
    return tensors.x().data();
  }
}
