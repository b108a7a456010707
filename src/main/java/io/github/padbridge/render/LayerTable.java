package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Translations as table rows: arguments, sizes, padding and crop. */
public final class LayerTable {
  public static final List<String> COLUMNS =
      List.of(
          "id",
          "name",
          "op",
          "kernel_size",
          "stride",
          "padding",
          "output_padding",
          "dilation",
          "groups",
          "padding_mode",
          "input_size",
          "output_size",
          "full_size",
          "pad_end",
          "slice_begin",
          "slice_size",
          "F.pad",
          "tf.pad",
          "tensorflow_padding",
          "error",
          "slice_end");

  /** The cells from the op to the padding mode. */
  private static final Layer.Visitor<List<@Nullable Object>> ARGUMENTS =
      new Layer.Visitor<>() {
        @Override
        public List<@Nullable Object> conv(ConvSpec spec) {
          return Arrays.asList(
              spec.opName(),
              new PerAxis(spec.kernelSize()),
              new PerAxis(spec.stride()),
              padding(spec.padding()),
              spec.op().isTransposed() ? new PerAxis(spec.outputPadding()) : null,
              new PerAxis(spec.dilation()),
              spec.groups(),
              spec.paddingMode().torchName());
        }

        @Override
        public List<@Nullable Object> pool(PoolSpec spec) {
          return Arrays.asList(
              spec.opName(),
              new PerAxis(spec.kernelSize()),
              new PerAxis(spec.stride()),
              spec.padsSame() ? "SAME" : new PerAxis(spec.padding()),
              null,
              spec.op().isMax() ? new PerAxis(spec.dilation()) : null,
              null,
              null);
        }

        @Override
        public List<@Nullable Object> tensorFlow(TensorFlowSpec spec) {
          return Arrays.asList(
              "tf.nn." + spec.opName(),
              new PerAxis(spec.kernelSize()),
              new PerAxis(spec.strides()),
              SpecArguments.padding(spec).toString(),
              null,
              new PerAxis(spec.dilations()),
              spec.groups(),
              null);
        }

        @Override
        public List<@Nullable Object> onnx(OnnxSpec spec) {
          return Arrays.asList(
              "onnx." + spec.opName(),
              new PerAxis(spec.kernelSize()),
              new PerAxis(spec.strides()),
              spec.padding() instanceof OnnxPadding.Pads pads
                  ? OnnxPadding.list(pads.amounts()).toString()
                  : spec.padding().autoPad(),
              spec.op().isTransposed() ? new PerAxis(spec.output().padding()) : null,
              new PerAxis(spec.dilations()),
              spec.op().isPooling() ? null : spec.channels().group(),
              null);
        }

        @Override
        public List<@Nullable Object> jax(JaxSpec spec) {
          return Arrays.asList(
              spec.opName(),
              new PerAxis(spec.kernelSize()),
              new PerAxis(spec.strides()),
              SpecArguments.padding(spec).toString(),
              null,
              new PerAxis(spec.dilations()),
              spec.op().isPooling() ? null : spec.groups(),
              spec.op().isPooling() ? null : spec.reading().paddingMode().torchName());
        }
      };

  private LayerTable() {}

  /** The cells of a layer. */
  public static List<@Nullable Object> row(LayerRecord.Label label, Layer layer) {
    LayerCells columns = LayerCells.of(layer);
    List<@Nullable Object> cells = new ArrayList<>(COLUMNS.size());
    cells.add(id(label));
    cells.add(label.name());
    cells.addAll(layer.accept(ARGUMENTS));
    cells.add(columns.inputSize());
    cells.add(columns.outputSize());
    cells.add(columns.fullSize());
    cells.add(columns.padEnd());
    cells.add(columns.sliceBegin());
    cells.add(columns.sliceSize());
    cells.add(columns.torchPad());
    cells.add(layer instanceof TensorFlowSpec ? null : columns.tensorFlowPad());
    cells.add(columns.tensorFlowPadding());
    cells.add(null);
    cells.add(columns.sliceEnd());
    return cells;
  }

  /** The PyTorch argument, or SAME for padding that is computed at run time. */
  private static Object padding(Padding padding) {
    if (padding instanceof Padding.Explicit explicit) {
      return new PerAxis(explicit.amounts());
    }
    if (padding instanceof Padding.PerSide perSide) {
      return SpecArguments.pairs(perSide.amounts()).toString();
    }
    return padding instanceof Padding.RuntimeSame
        ? "SAME"
        : padding instanceof Padding.Same ? "same" : "valid";
  }

  /** The cells of a layer without a translation. */
  public static List<@Nullable Object> refused(LayerRecord.Label label, List<Fault> faults) {
    List<@Nullable Object> cells = new ArrayList<>(COLUMNS.size());
    cells.add(id(label));
    cells.add(label.name());
    cells.addAll(Collections.nCopies(COLUMNS.size() - 4, null));
    cells.add(faults.stream().map(Fault::message).collect(Collectors.joining("; ")));
    cells.add(null);
    return cells;
  }

  private static @Nullable Object id(LayerRecord.Label label) {
    return label.id() instanceof JsonString text
        ? text.value()
        : label.id() instanceof JsonNumber number ? number.value() : null;
  }
}
