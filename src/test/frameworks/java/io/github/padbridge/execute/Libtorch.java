package io.github.padbridge.execute;

import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.ConvOp;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Padding;
import io.github.padbridge.spec.PaddingMode;
import io.github.padbridge.spec.Tensor;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Convolutions by libtorch itself, the library under PyTorch. What PyTorch's modules do in Python,
 * they do here as {@code torch/nn/modules/conv.py} has it: the padding modes, and which argument
 * goes where.
 */
final class Libtorch {
  private Libtorch() {}

  /** A layer's arguments, which may be wrong. */
  record Arguments(
      ConvOp op,
      List<Integer> stride,
      Padding padding,
      List<Integer> outputPadding,
      List<Integer> dilation,
      int groups,
      PaddingMode paddingMode,
      boolean flipKernel) {
    static Arguments of(ConvSpec spec) {
      return new Arguments(
          spec.op(),
          spec.stride(),
          spec.padding(),
          spec.outputPadding(),
          spec.dilation(),
          spec.groups(),
          spec.paddingMode(),
          spec.flipKernel());
    }

    int spatialRank() {
      return op.spatialRank();
    }
  }

  /** The output of a layer that PyTorch accepts. */
  static Tensor run(ConvSpec spec, CaseTensors on) {
    return run(Arguments.of(spec), on);
  }

  /**
   * The layer's output.
   *
   * @throws RuntimeException with libtorch's words if it will not have the layer
   */
  @SuppressWarnings("try") // The scope frees what is made within it.
  static Tensor run(Arguments spec, CaseTensors on) {
    try (PointerScope scope = new PointerScope()) {
      org.bytedeco.pytorch.Tensor weight = tensor(on.weight());
      if (spec.flipKernel()) {
        long[] spatial = new long[spec.spatialRank()];
        Arrays.setAll(spatial, axis -> axis + 2L);
        weight = weight.flip(spatial);
      }
      TensorOptional bias =
          on.bias() == null ? new TensorOptional() : new TensorOptional(tensor(on.bias()));
      org.bytedeco.pytorch.Tensor x = tensor(on.x());
      return tensor(
          spec.op().isTransposed()
              ? transposed(spec, x, weight, bias)
              : forward(spec, on, x, weight, bias));
    }
  }

  private static org.bytedeco.pytorch.Tensor forward(
      Arguments spec,
      CaseTensors on,
      org.bytedeco.pytorch.Tensor x,
      org.bytedeco.pytorch.Tensor weight,
      TensorOptional bias) {
    long[] stride = longs(spec.stride());
    long[] dilation = longs(spec.dilation());
    long groups = spec.groups();
    if (spec.padding() instanceof Padding.Same && spec.stride().stream().anyMatch(s -> s != 1)) {
      // The module's constructor says so, whatever the padding mode.
      throw new IllegalArgumentException(
          "padding='same' is not supported for strided convolutions");
    }
    if (spec.paddingMode() != PaddingMode.ZEROS) {
      org.bytedeco.pytorch.Tensor padded =
          torch.pad(x, reversed(spec, on), spec.paddingMode().torchName(), new DoubleOptional());
      return numbers(
          spec, padded, weight, bias, stride, new long[spec.spatialRank()], dilation, groups);
    }
    if (spec.padding() instanceof Padding.Explicit explicit) {
      return numbers(spec, x, weight, bias, stride, longs(explicit.amounts()), dilation, groups);
    }
    String word = spec.padding() instanceof Padding.Same ? "same" : "valid";
    return switch (spec.spatialRank()) {
      case 1 -> torch.conv1d(x, weight, bias, stride, word, dilation, groups);
      case 2 -> torch.conv2d(x, weight, bias, stride, word, dilation, groups);
      default -> torch.conv3d(x, weight, bias, stride, word, dilation, groups);
    };
  }

  private static org.bytedeco.pytorch.Tensor numbers(
      Arguments spec,
      org.bytedeco.pytorch.Tensor x,
      org.bytedeco.pytorch.Tensor weight,
      TensorOptional bias,
      long[] stride,
      long[] padding,
      long[] dilation,
      long groups) {
    return switch (spec.spatialRank()) {
      case 1 -> torch.conv1d(x, weight, bias, stride, padding, dilation, groups);
      case 2 -> torch.conv2d(x, weight, bias, stride, padding, dilation, groups);
      default -> torch.conv3d(x, weight, bias, stride, padding, dilation, groups);
    };
  }

  /** The module's own list for F.pad: the last axis first, the odd element of "same" at the end. */
  private static long[] reversed(Arguments spec, CaseTensors on) {
    int rank = spec.spatialRank();
    long[] amounts = new long[2 * rank];
    for (int axis = 0; axis < rank; axis++) {
      long total = (long) spec.dilation().get(axis) * (on.weight().shape()[axis + 2] - 1);
      long before = spec.padding() instanceof Padding.Same ? total / 2 : 0;
      long after = spec.padding() instanceof Padding.Same ? total - total / 2 : 0;
      if (spec.padding() instanceof Padding.Explicit explicit) {
        before = explicit.amounts().get(axis);
        after = before;
      }
      amounts[2 * (rank - 1 - axis)] = before;
      amounts[2 * (rank - 1 - axis) + 1] = after;
    }
    return amounts;
  }

  private static org.bytedeco.pytorch.Tensor transposed(
      Arguments spec,
      org.bytedeco.pytorch.Tensor x,
      org.bytedeco.pytorch.Tensor weight,
      TensorOptional bias) {
    long[] stride = longs(spec.stride());
    long[] padding = longs(((Padding.Explicit) spec.padding()).amounts());
    long[] outputPadding = longs(spec.outputPadding());
    long[] dilation = longs(spec.dilation());
    long groups = spec.groups();
    return switch (spec.spatialRank()) {
      case 1 ->
          torch.conv_transpose1d(x, weight, bias, stride, padding, outputPadding, groups, dilation);
      case 2 ->
          torch.conv_transpose2d(x, weight, bias, stride, padding, outputPadding, groups, dilation);
      default ->
          torch.conv_transpose3d(x, weight, bias, stride, padding, outputPadding, groups, dilation);
    };
  }

  private static long[] longs(List<Integer> numbers) {
    return numbers.stream().mapToLong(Integer::longValue).toArray();
  }

  private static org.bytedeco.pytorch.Tensor tensor(Tensor tensor) {
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return org.bytedeco.pytorch.Tensor.create(tensor.data(), shape);
  }

  private static Tensor tensor(org.bytedeco.pytorch.Tensor result) {
    org.bytedeco.pytorch.Tensor whole = result.contiguous();
    int[] shape = new int[(int) whole.dim()];
    Arrays.setAll(shape, axis -> (int) whole.size(axis));
    double[] data = new double[(int) whole.numel()];
    new DoublePointer(whole.data_ptr()).get(data);
    return new Tensor(shape, data);
  }
}
