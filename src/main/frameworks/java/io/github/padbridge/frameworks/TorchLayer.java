package io.github.padbridge.frameworks;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch's layers by libtorch itself, the library under PyTorch. What PyTorch's modules do in
 * Python, they do here as {@code torch/nn/modules/conv.py} has it: the padding modes, and which
 * argument goes where.
 */
final class TorchLayer {
  private TorchLayer() {}

  /** A convolution's arguments, which may be wrong. */
  record ConvArguments(
      ConvOp op,
      List<Integer> stride,
      Padding padding,
      List<Integer> outputPadding,
      List<Integer> dilation,
      int groups,
      PaddingMode paddingMode,
      boolean flipKernel) {
    static ConvArguments of(ConvSpec spec) {
      return new ConvArguments(
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

  /**
   * A convolution's output.
   *
   * @throws RuntimeException with libtorch's words if it will not have the layer
   */
  @SuppressWarnings("try") // The scope frees what is made within it.
  static Tensor run(ConvArguments spec, CaseTensors on, Precision precision) {
    try (PointerScope scope = new PointerScope()) {
      org.bytedeco.pytorch.Tensor weight = TorchTensors.of(on.requireWeight(), precision);
      if (spec.flipKernel()) {
        long[] spatial = new long[spec.spatialRank()];
        Arrays.setAll(spatial, axis -> axis + 2L);
        weight = weight.flip(spatial);
      }
      TensorOptional bias =
          TorchTensors.optional(on.bias() == null ? null : TorchTensors.of(on.bias(), precision));
      org.bytedeco.pytorch.Tensor x = TorchTensors.of(on.x(), precision);
      return TorchTensors.read(
          spec.op().isTransposed()
              ? transposed(spec, x, weight, bias)
              : forward(spec, on, x, weight, bias));
    }
  }

  private static org.bytedeco.pytorch.Tensor forward(
      ConvArguments spec,
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
    if (spec.paddingMode() != PaddingMode.ZEROS
        || spec.padding() instanceof Padding.RuntimeSame
        || spec.padding() instanceof Padding.PerSide) {
      String mode =
          spec.paddingMode() == PaddingMode.ZEROS ? "constant" : spec.paddingMode().torchName();
      org.bytedeco.pytorch.Tensor padded =
          torch.pad(x, reversed(spec, on), mode, new DoubleOptional());
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
      ConvArguments spec,
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
  private static long[] reversed(ConvArguments spec, CaseTensors on) {
    int rank = spec.spatialRank();
    long[] amounts = new long[2 * rank];
    for (int axis = 0; axis < rank; axis++) {
      long spread = (long) spec.dilation().get(axis) * (on.requireWeight().shape()[axis + 2] - 1);
      int[] shape = on.x().shape();
      long total = 0;
      if (spec.padding() instanceof Padding.Same) {
        total = spread;
      } else if (spec.padding() instanceof Padding.RuntimeSame) {
        total = missing(shape[shape.length - rank + axis], spread, spec.stride().get(axis));
      } else if (spec.padding() instanceof Padding.Explicit explicit) {
        total = 2L * explicit.amounts().get(axis);
      }
      amounts[2 * (rank - 1 - axis)] = total / 2;
      amounts[2 * (rank - 1 - axis) + 1] = total - total / 2;
      if (spec.padding() instanceof Padding.PerSide given) {
        amounts[2 * (rank - 1 - axis)] = given.amounts().get(axis).before();
        amounts[2 * (rank - 1 - axis) + 1] = given.amounts().get(axis).after();
      }
    }
    return amounts;
  }

  /** What timm's {@code Conv2dSame} adds to an axis, from its {@code get_same_padding}. */
  private static long missing(long in, long spread, long stride) {
    return Math.max(((in + stride - 1) / stride - 1) * stride + spread + 1 - in, 0);
  }

  private static org.bytedeco.pytorch.Tensor transposed(
      ConvArguments spec,
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

  /** A pooling's arguments, which may be wrong. */
  record PoolArguments(
      PoolOp op,
      List<Integer> kernelSize,
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> dilation,
      boolean ceilMode,
      boolean countIncludePad,
      @Nullable Integer divisorOverride) {
    static PoolArguments of(PoolSpec spec) {
      return new PoolArguments(
          spec.op(),
          spec.kernelSize(),
          spec.stride(),
          spec.padding(),
          spec.dilation(),
          spec.ceilMode(),
          spec.countIncludePad(),
          spec.divisorOverride());
    }
  }

  /**
   * A pooling's output.
   *
   * @throws RuntimeException with libtorch's words if it will not have the layer
   */
  @SuppressWarnings("try") // The scope frees what is made within it.
  static Tensor run(PoolArguments spec, Tensor input, Precision precision) {
    try (PointerScope scope = new PointerScope()) {
      return TorchTensors.read(pool(spec, TorchTensors.of(input, precision)));
    }
  }

  /**
   * A pooling's output; one that pads when it runs is padded as timm's {@code MaxPool2dSame} does.
   *
   * @throws RuntimeException with libtorch's words if it will not have the layer
   */
  @SuppressWarnings("try") // The scope frees what is made within it.
  static Tensor run(PoolSpec spec, Tensor input, Precision precision) {
    try (PointerScope scope = new PointerScope()) {
      org.bytedeco.pytorch.Tensor x = TorchTensors.of(input, precision);
      if (spec.padsSame()) {
        x =
            torch.pad(
                x,
                missing(spec, input.shape()),
                "constant",
                new DoubleOptional(Double.NEGATIVE_INFINITY));
      }
      return TorchTensors.read(pool(PoolArguments.of(spec), x));
    }
  }

  private static long[] missing(PoolSpec spec, int[] shape) {
    int rank = spec.spatialRank();
    long[] amounts = new long[2 * rank];
    for (int axis = 0; axis < rank; axis++) {
      long spread = spec.kernelSize().get(axis) - 1L;
      long total = missing(shape[shape.length - rank + axis], spread, spec.stride().get(axis));
      amounts[2 * (rank - 1 - axis)] = total / 2;
      amounts[2 * (rank - 1 - axis) + 1] = total - total / 2;
    }
    return amounts;
  }

  private static org.bytedeco.pytorch.Tensor pool(
      PoolArguments spec, org.bytedeco.pytorch.Tensor x) {
    long[] kernel = longs(spec.kernelSize());
    long[] stride = longs(spec.stride());
    long[] padding = longs(spec.padding());
    long[] dilation = longs(spec.dilation());
    boolean ceil = spec.ceilMode();
    boolean include = spec.countIncludePad();
    LongOptional divisor =
        spec.divisorOverride() == null
            ? new LongOptional()
            : new LongOptional(spec.divisorOverride());
    return switch (spec.op()) {
      case MAX_POOL1D -> torch.max_pool1d(x, kernel, stride, padding, dilation, ceil);
      case MAX_POOL2D -> torch.max_pool2d(x, kernel, stride, padding, dilation, ceil);
      case MAX_POOL3D -> torch.max_pool3d(x, kernel, stride, padding, dilation, ceil);
      case AVG_POOL1D -> torch.avg_pool1d(x, kernel, stride, padding, ceil, include);
      case AVG_POOL2D -> torch.avg_pool2d(x, kernel, stride, padding, ceil, include, divisor);
      case AVG_POOL3D -> torch.avg_pool3d(x, kernel, stride, padding, ceil, include, divisor);
    };
  }

  private static long[] longs(List<Integer> numbers) {
    return TorchTensors.longs(numbers);
  }
}
