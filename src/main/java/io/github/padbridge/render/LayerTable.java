package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.spec.Padding;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Translations as rows of a table: the arguments, the sizes, what is padded and what is cut. */
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
          "error");

  private LayerTable() {}

  /** The cells of a layer. */
  public static List<Object> row(LayerRecord.Label label, Layer layer) {
    Object[] cells = new Object[COLUMNS.size()];
    label(cells, label);
    if (layer instanceof ConvSpec spec) {
      arguments(cells, spec);
    } else if (layer instanceof PoolSpec spec) {
      cells[2] = spec.opName();
      cells[3] = perAxis(spec.kernelSize());
      cells[4] = perAxis(spec.stride());
      cells[5] = perAxis(spec.padding());
      cells[7] = spec.op().isMax() ? perAxis(spec.dilation()) : null;
    } else if (layer instanceof TensorFlowSpec spec) {
      Object padding = SpecArguments.padding(spec);
      cells[2] = "tf.nn." + spec.opName();
      cells[3] = perAxis(spec.kernelSize());
      cells[4] = perAxis(spec.strides());
      cells[5] = padding.toString();
      cells[7] = perAxis(spec.dilations());
      cells[8] = spec.groups();
    }
    cells[10] = LayerCells.inputSize(layer);
    cells[11] = LayerCells.outputSize(layer);
    cells[12] = LayerCells.fullSize(layer);
    cells[13] = LayerCells.padEnd(layer);
    cells[14] = LayerCells.sliceBegin(layer);
    cells[15] = LayerCells.sliceSize(layer);
    cells[16] = LayerCells.torchPad(layer);
    cells[17] = layer instanceof TensorFlowSpec ? null : LayerCells.tensorFlowPad(layer);
    cells[18] = LayerCells.tensorFlowPadding(layer);
    return Arrays.asList(cells);
  }

  private static void arguments(Object[] cells, ConvSpec spec) {
    cells[2] = spec.opName();
    cells[3] = perAxis(spec.kernelSize());
    cells[4] = perAxis(spec.stride());
    cells[5] = padding(spec.padding());
    cells[6] = spec.op().isTransposed() ? perAxis(spec.outputPadding()) : null;
    cells[7] = perAxis(spec.dilation());
    cells[8] = spec.groups();
    cells[9] = spec.paddingMode().torchName();
  }

  /** PyTorch's argument, or SAME for what a layer works out at run time. */
  private static Object padding(Padding padding) {
    if (padding instanceof Padding.Explicit explicit) {
      return perAxis(explicit.amounts());
    }
    return padding instanceof Padding.RuntimeSame
        ? "SAME"
        : padding instanceof Padding.Same ? "same" : "valid";
  }

  private static PerAxis perAxis(List<Integer> numbers) {
    return new PerAxis(numbers);
  }

  /** The cells of what has no translation. */
  public static List<Object> refused(LayerRecord.Label label, List<Fault> faults) {
    Object[] cells = new Object[COLUMNS.size()];
    label(cells, label);
    cells[cells.length - 1] = faults.stream().map(Fault::message).collect(Collectors.joining("; "));
    return Arrays.asList(cells);
  }

  private static void label(Object[] cells, LayerRecord.Label label) {
    cells[0] =
        label.id() instanceof JsonString text
            ? text.value()
            : label.id() instanceof JsonNumber number ? number.value() : null;
    cells[1] = label.name();
  }
}
