package io.github.padbridge.execute;

import io.github.padbridge.proof.Precision;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Padding;
import io.github.padbridge.spec.PaddingMode;
import io.github.padbridge.spec.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * PyTorch's convolution by its definition, on ND4J: channels first, PyTorch's weight as it is,
 * ND4J's own padding argument; the transposed ones as what they are, the gradient of a forward
 * convolution with respect to its input.
 *
 * <p>Works out every size itself, from the documentation of {@code torch.nn.ConvNd} and {@code
 * torch.nn.ConvTransposeNd}.
 */
final class TorchOnNd4j {
  private static final int EXPLICIT = 0;
  private static final int CHANNELS_FIRST = 0;

  /** The weight's layout: (O, I, k...) of the forward convolution. */
  private static final int OUT_IN_KERNEL = 1;

  private final ConvSpec spec;
  private final int rank;
  private final int[] kernel;
  private final int[] stride;
  private final int[] padding;
  private final int[] dilation;

  private TorchOnNd4j(ConvSpec spec) {
    this.spec = spec;
    this.rank = Math.max(spec.spatialRank(), 2);
    this.kernel = axes(spec.kernelSize(), 1);
    this.stride = axes(spec.stride(), 1);
    this.dilation = axes(spec.dilation(), 1);
    this.padding =
        spec.padding() instanceof Padding.Explicit given ? axes(given.amounts(), 0) : new int[rank];
  }

  static Tensor run(ConvSpec spec, Tensor x, Tensor weight, Tensor bias, Precision precision) {
    return new TorchOnNd4j(spec)
        .run(
            Nd4jOps.array(x, precision),
            Nd4jOps.array(weight, precision),
            bias == null ? null : Nd4jOps.array(bias, precision));
  }

  private Tensor run(INDArray x, INDArray weight, INDArray bias) {
    INDArray batched = spec.isBatched() ? x : x.reshape(Axes.inserted(x.shape(), 0));
    boolean flat = spec.spatialRank() == 1;
    INDArray input = flat ? batched.reshape(Axes.inserted(batched.shape(), 2)) : batched;
    INDArray filters = flat ? weight.reshape(Axes.inserted(weight.shape(), 2)) : weight;
    INDArray y = spec.op().isTransposed() ? transposed(input, filters) : forward(input, filters);
    if (bias != null) {
      long[] perChannel = new long[y.rank()];
      Arrays.fill(perChannel, 1);
      perChannel[1] = bias.length();
      y = y.add(bias.reshape(perChannel));
    }
    y = flat ? y.reshape(Axes.removed(y.shape(), 2)) : y;
    return Nd4jOps.tensor(spec.isBatched() ? y : y.reshape(Axes.removed(y.shape(), 0)));
  }

  private INDArray forward(INDArray input, INDArray weight) {
    int[] nativePadding = padding;
    INDArray padded = input;
    if (spec.padding() instanceof Padding.Same || spec.paddingMode() != PaddingMode.ZEROS) {
      padded = paddedByHand(input);
      nativePadding = new int[rank];
    }
    List<INDArray> outputs = new ArrayList<>();
    long inputs = input.size(1) / spec.groups();
    long filters = weight.size(0) / spec.groups();
    for (int group = 0; group < spec.groups(); group++) {
      INDArray part = Nd4jOps.slice(padded, 1, group * inputs, inputs);
      INDArray kernels = Nd4jOps.slice(weight, 0, group * filters, filters);
      outputs.add(
          Nd4jOps.run(
              rank == 2 ? "conv2d" : "conv3dnew",
              List.of(part, kernels),
              arguments(nativePadding)));
    }
    return Nd4jOps.concat(1, outputs);
  }

  /** The input with what PyTorch's {@code F.pad} puts around it. */
  private INDArray paddedByHand(INDArray input) {
    INDArray padded = input;
    for (int axis = 0; axis < rank; axis++) {
      int left = padding[axis];
      int right = padding[axis];
      if (spec.padding() instanceof Padding.Same) {
        // The docs leave open which side an odd total favours; torch/nn/modules/conv.py gives it to
        // the right.
        int total = dilation[axis] * (kernel[axis] - 1);
        left = total / 2;
        right = total - left;
      }
      int size = (int) padded.size(axis + 2);
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

  private INDArray transposed(INDArray input, INDArray weight) {
    List<INDArray> outputs = new ArrayList<>();
    long inputs = input.size(1) / spec.groups();
    for (int group = 0; group < spec.groups(); group++) {
      INDArray gradient = Nd4jOps.slice(input, 1, group * inputs, inputs);
      INDArray filters = Nd4jOps.slice(weight, 0, group * inputs, inputs);
      outputs.add(inputGradient(gradient, filters));
    }
    return Nd4jOps.concat(1, outputs);
  }

  private INDArray inputGradient(INDArray gradient, INDArray weight) {
    int[] outputPadding = axes(spec.outputPadding(), 0);
    long[] shape = {gradient.size(0), weight.size(1), 0, 0, 0};
    boolean isAGradient = true;
    for (int axis = 0; axis < rank; axis++) {
      isAGradient &= outputPadding[axis] < stride[axis];
      shape[axis + 2] =
          (gradient.size(axis + 2) - 1) * stride[axis]
              - 2L * padding[axis]
              + (long) dilation[axis] * (kernel[axis] - 1)
              + outputPadding[axis]
              + 1;
    }
    shape = Arrays.copyOf(shape, rank + 2);
    if (isAGradient) {
      return gradientOf(gradient, weight, shape, padding);
    }
    // An output this long belongs to a forward convolution of a longer input; its first part is
    // ours, zeros follow.
    long[] whole = shape.clone();
    int[][] after = new int[shape.length][2];
    for (int axis = 2; axis < shape.length; axis++) {
      whole[axis] += 2L * padding[axis - 2] - outputPadding[axis - 2];
      after[axis][1] = outputPadding[axis - 2];
    }
    INDArray result = Nd4jOps.pad(gradientOf(gradient, weight, whole, new int[rank]), after, 0);
    for (int axis = 2; axis < shape.length; axis++) {
      result = Nd4jOps.slice(result, axis, padding[axis - 2], shape[axis]);
    }
    return result;
  }

  private INDArray gradientOf(INDArray gradient, INDArray weight, long[] shape, int[] pad) {
    if (rank == 2) {
      INDArray sizes =
          Nd4j.createFromArray(Arrays.stream(shape).mapToInt(Math::toIntExact).toArray());
      return Nd4jOps.run("conv2d_input_bp", List.of(sizes, weight, gradient), arguments(pad));
    }
    return Nd4jOps.run(
        "conv3dnew_bp", List.of(Nd4jOps.zeros(gradient, shape), weight, gradient), arguments(pad));
  }

  private int[] arguments(int[] pad) {
    int[] tail = {EXPLICIT, CHANNELS_FIRST, OUT_IN_KERNEL};
    int[] arguments = new int[4 * rank + tail.length];
    System.arraycopy(kernel, 0, arguments, 0, rank);
    System.arraycopy(stride, 0, arguments, rank, rank);
    System.arraycopy(pad, 0, arguments, 2 * rank, rank);
    System.arraycopy(dilation, 0, arguments, 3 * rank, rank);
    System.arraycopy(tail, 0, arguments, 4 * rank, tail.length);
    return arguments;
  }

  /** One number an axis as ND4J has them, where a 1-D layer has height 1. */
  private int[] axes(List<Integer> values, int height) {
    int[] axes = new int[rank];
    axes[0] = height;
    for (int i = 0; i < values.size(); i++) {
      axes[rank - values.size() + i] = values.get(i);
    }
    return axes;
  }
}
