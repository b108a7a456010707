package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads a spec object as a {@link PoolSpec}, with PyTorch's defaults. Reads one object. */
final class PoolReader {
  private final PoolOp op;
  private final SpecFields fields;
  private final TensorHints hints;

  PoolReader(PoolOp op, SpecFields fields, TensorHints hints) {
    this.op = op;
    this.fields = fields;
    this.hints = hints;
  }

  /** The spec; empty if the log has faults. */
  Optional<PoolSpec> read() {
    int rank = op.spatialRank();
    if (!fields.has(Argument.KERNEL_SIZE)) {
      fields.missingKernelSize("PyTorch has no default for it");
    }
    List<Integer> kernelSize = fields.perAxis(Argument.KERNEL_SIZE, rank, true);
    // None and an empty list stand for the kernel size.
    JsonValue given = fields.get(Argument.STRIDE);
    boolean hasStride =
        given != null
            && !(given instanceof JsonNull)
            && !(given instanceof JsonArray list && list.items().isEmpty());
    List<Integer> stride = hasStride ? fields.perAxis(Argument.STRIDE, rank, true) : kernelSize;
    List<Integer> padding = fields.perAxis(Argument.PADDING, rank, true);
    List<Integer> dilation =
        op.isMax()
            ? fields.perAxis(Argument.DILATION, rank, true)
            : only(Argument.DILATION, "max poolings", Collections.nCopies(rank, 1));
    boolean ceilMode = fields.bool(Argument.CEIL_MODE);
    boolean countIncludePad =
        op.isMax()
            ? only(Argument.COUNT_INCLUDE_PAD, "average poolings", true)
            : fields.bool(Argument.COUNT_INCLUDE_PAD);
    Integer divisorOverride = divisorOverride();
    boolean padsSame = padsSame(padding);
    Shape shape = hints.input(fields);
    Shape input = ShapeField.named(shape, TorchSpec.unknownInput(rank, Layer.openInChannels()));
    return fields.accepted(
        () ->
            new PoolSpec(
                op,
                new Windows(kernelSize, stride, dilation),
                padding,
                ceilMode,
                countIncludePad,
                divisorOverride,
                padsSame,
                input));
  }

  /** Padding at run time; the padding argument must then be 0. */
  private boolean padsSame(List<Integer> padding) {
    if (!fields.has(Argument.RUNTIME_PADDING)) {
      return false;
    }
    if (!"SAME".equals(fields.text(Argument.RUNTIME_PADDING))) {
      fields.fault(
          Argument.RUNTIME_PADDING,
          "runtime_padding of a pooling must be \"SAME\" (got "
              + fields.quoted(Argument.RUNTIME_PADDING)
              + ")",
          "as timm.layers.MaxPool2dSame pads");
    }
    fields.paddingBesideRuntimePadding(padding.stream().allMatch(amount -> amount == 0));
    return true;
  }

  private @Nullable Integer divisorOverride() {
    if (!fields.has(Argument.DIVISOR_OVERRIDE)) {
      return null;
    }
    if (op.isMax() || op.spatialRank() == 1) {
      refuse(Argument.DIVISOR_OVERRIDE, "avg_pool2d and avg_pool3d");
      return null;
    }
    OptionalInt divisor =
        fields.integer(
            Argument.DIVISOR_OVERRIDE,
            fields.valueOrSpec(Argument.DIVISOR_OVERRIDE),
            fields.pathOrSpec(Argument.DIVISOR_OVERRIDE));
    return divisor.isPresent() ? divisor.getAsInt() : null;
  }

  /** Refuses an argument that only other ops have. Returns the value to use instead. */
  private <T> T only(String name, String others, T byDefault) {
    refuse(name, others);
    return byDefault;
  }

  private void refuse(String name, String others) {
    fields.refuse(name, op.functionName(), "only " + others + " have it");
  }
}
