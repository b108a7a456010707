package io.github.padbridge.execute;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * PyTorch convolutions by their definition, on ND4J.
 *
 * <p>Computes every size itself, from the documentation of {@code torch.nn.ConvNd} and {@code
 * torch.nn.ConvTransposeNd}.
 */
final class TorchOnNd4j {
  private final ConvSpec spec;
  private final int rank;
  private final List<Integer> padding;

  private TorchOnNd4j(ConvSpec spec) {
    this.spec = spec;
    this.rank = spec.spatialRank();
    this.padding =
        spec.padding() instanceof Padding.Explicit given
            ? given.amounts()
            : Collections.nCopies(rank, 0);
  }

  static Tensor run(
      ConvSpec spec, Tensor x, Tensor weight, @Nullable Tensor bias, Precision precision) {
    return new TorchOnNd4j(spec)
        .run(
            Nd4jOps.array(x, precision),
            Nd4jOps.array(weight, precision),
            bias == null ? null : Nd4jOps.array(bias, precision));
  }

  private Tensor run(INDArray x, INDArray given, @Nullable INDArray bias) {
    INDArray input = spec.isBatched() ? x : x.reshape(Axes.inserted(x.shape(), 0));
    int[] spatial = IntStream.range(2, rank + 2).toArray();
    INDArray weight = spec.flipKernel() ? Nd4jOps.reverse(given, spatial) : given;
    INDArray y =
        spec.op().isTransposed()
            ? ChannelsFirst.convTranspose(
                input,
                weight,
                spec.stride(),
                padding,
                spec.outputPadding(),
                spec.dilation(),
                spec.groups())
            : forward(input, weight);
    y = bias == null ? y : Nd4jOps.addAlong(y, 1, bias);
    return Nd4jOps.tensor(spec.isBatched() ? y : y.reshape(Axes.removed(y.shape(), 0)));
  }

  private INDArray forward(INDArray input, INDArray weight) {
    boolean plain =
        spec.padding() instanceof Padding.Explicit || spec.padding() instanceof Padding.Valid;
    if (!plain || spec.paddingMode() != PaddingMode.ZEROS) {
      List<Integer> none = Collections.nCopies(rank, 0);
      return ChannelsFirst.conv(
          paddedByHand(input), weight, spec.stride(), none, spec.dilation(), spec.groups());
    }
    return ChannelsFirst.conv(
        input, weight, spec.stride(), padding, spec.dilation(), spec.groups());
  }

  /** The input, padded as {@code F.pad} does in PyTorch. */
  private INDArray paddedByHand(INDArray input) {
    INDArray padded = input;
    for (int axis = 0; axis < rank; axis++) {
      int left = padding.get(axis);
      int right = padding.get(axis);
      if (spec.padding() instanceof Padding.Same) {
        // The docs leave open which side an odd total favours; torch/nn/modules/conv.py gives it to
        // the right.
        int total = spec.dilation().get(axis) * (spec.kernelSize().get(axis) - 1);
        left = total / 2;
        right = total - left;
      }
      if (spec.padding() instanceof Padding.PerSide given) {
        left = given.amounts().get(axis).before();
        right = given.amounts().get(axis).after();
      }
      int size = (int) padded.size(axis + 2);
      if (spec.padding() instanceof Padding.RuntimeSame) {
        // As timm's pad_same: the windows are counted first, then covered.
        int stride = spec.stride().get(axis);
        int reach = (spec.kernelSize().get(axis) - 1) * spec.dilation().get(axis) + 1;
        int windows = (int) Math.ceil((double) size / stride);
        int total = Math.max((windows - 1) * stride + reach - size, 0);
        left = total / 2;
        right = total - left;
      }
      if (spec.paddingMode() == PaddingMode.ZEROS) {
        int[][] amounts = new int[padded.rank()][2];
        amounts[axis + 2] = new int[] {left, right};
        padded = left + right > 0 ? Nd4jOps.pad(padded, amounts, 0) : padded;
      } else if (left != 0 || right != 0) {
        int[] indices = new int[left + size + right];
        for (int i = 0; i < indices.length; i++) {
          indices[i] = BorderIndex.of(spec.paddingMode(), i - left, size);
        }
        padded = Nd4jOps.gather(padded, axis + 2, indices);
      }
    }
    return padded;
  }
}
