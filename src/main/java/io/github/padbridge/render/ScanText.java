package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.model.Recorded;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The convolutions and poolings of a printed model as a worksheet for porting: one row per layer,
 * with numbered notes below the table.
 */
public final class ScanText {
  private final List<String> remarks = new ArrayList<>();

  private final int width;

  private ScanText(int width) {
    this.width = width;
  }

  /**
   * @param rows of one text, which may hold several models
   * @param width the number of columns that a table may take
   */
  public static String of(List<ScannedLayer> rows, int width) {
    Map<String, List<ScannedLayer>> models =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.layer().model(), LinkedHashMap::new, Collectors.toList()));
    ScanText text = new ScanText(width);
    StringBuilder sheet = new StringBuilder();
    models.forEach((model, layers) -> text.append(model, layers, sheet));
    for (int i = 0; i < text.remarks.size(); i++) {
      sheet.append(i == 0 ? "\n" : "");
      sheet
          .append("  [")
          .append(i + 1)
          .append("] ")
          .append(Printable.line(text.remarks.get(i)))
          .append(".\n");
    }
    return sheet.append(proofs(rows)).toString();
  }

  private void append(String model, List<ScannedLayer> layers, StringBuilder sheet) {
    sheet.append(sheet.isEmpty() ? "" : "\n");
    sheet.append(model.isEmpty() ? "A model without its first line" : Printable.line(model));
    sheet.append(": ").append(ScanCounts.of(layers)).append("\n\n");
    boolean isFile = layers.stream().allMatch(row -> row.layer().recorded() != null);
    boolean sized = isFile || layers.stream().anyMatch(row -> isSized(row.layer().layer()));
    List<String> headers = new ArrayList<>(List.of("layer", isFile ? "op" : "PyTorch"));
    if (sized) {
      headers.add("output");
    }
    headers.addAll(List.of(target(layers, isFile ? "translation" : "TensorFlow"), "notes"));
    List<List<String>> cells = layers.stream().map(row -> row(row, sized)).toList();
    sheet.append(TextTable.of(headers, cells, width));
  }

  /** What the layers are translated to; {@code usual} where none is. */
  private static String target(List<ScannedLayer> rows, String usual) {
    return rows.stream()
        .map(ScannedLayer::plan)
        .filter(Objects::nonNull)
        .findFirst()
        .map(plan -> plan.target().title())
        .orElse(usual);
  }

  private static boolean isSized(@Nullable Layer layer) {
    return layer != null
        && IntStream.range(0, layer.spatialRank())
            .allMatch(axis -> layer.inputSize(axis).isKnown());
  }

  private List<String> row(ScannedLayer row, boolean sized) {
    Layer layer = row.layer().layer();
    List<String> cells = new ArrayList<>();
    cells.add(row.layer().name().isEmpty() ? "(the model itself)" : row.layer().name());
    cells.add(pyTorch(row));
    if (sized) {
      Recorded recorded = row.layer().recorded();
      cells.add(
          recorded != null
              ? FileTable.shape(recorded.output())
              : layer != null && isSized(layer) ? layer.outputShape().toString() : "");
    }
    cells.add(tensorFlow(row.plan()));
    cells.add(row.watch().stream().map(this::number).collect(Collectors.joining(" ")));
    return cells;
  }

  /** The call with the class name of the model, after the paddings that belong to it. */
  public static String pyTorch(ScannedLayer row) {
    ModelLayer layer = row.layer();
    if (layer.content() instanceof ModelLayer.Padding padding) {
      return padding.shown();
    }
    if (layer.content() instanceof ModelLayer.Opaque opaque) {
      return opaque.shown();
    }
    if (layer.content() instanceof ModelLayer.Adaptive adaptive) {
      return adaptive.shown();
    }
    if (layer.content() instanceof ModelLayer.LeftOut leftOut) {
      return leftOut.shown();
    }
    return before(layer) + op(layer) + after(layer);
  }

  /** The op itself. */
  public static String op(ModelLayer layer) {
    Recorded recorded = layer.recorded();
    if (recorded != null && !recorded.written().isEmpty()) {
      return recorded.written();
    }
    Layer spec = layer.spec();
    // In a file the class may be that of a module around the call.
    String name =
        recorded == null
            ? layer.className()
            : spec instanceof ConvSpec convolution
                ? convolution.op().className()
                : spec instanceof PoolSpec pooling ? pooling.op().className() : layer.className();
    return spec == null ? name + "(...)" : SourceCall.of(name, spec);
  }

  private static String after(ModelLayer layer) {
    return layer.recorded() == null
        ? ""
        : layer.recorded().after().stream()
            .map(crop -> " -> " + crop.shown())
            .collect(Collectors.joining());
  }

  private static String before(ModelLayer layer) {
    return layer.before().stream().map(pad -> pad.shown() + " -> ").collect(Collectors.joining());
  }

  /** The plan in one line. */
  public static String tensorFlow(@Nullable Plan plan) {
    String line = plan == null ? "none" : EquivalentText.of(plan);
    return line.isEmpty() ? "nothing" : line;
  }

  private String number(String remark) {
    if (!remarks.contains(remark)) {
      remarks.add(remark);
    }
    return "[" + (remarks.indexOf(remark) + 1) + "]";
  }

  /** One line per distinct layer that was run, with the name of the first. */
  private static String proofs(List<ScannedLayer> rows) {
    Map<Agreement, List<String>> names = new LinkedHashMap<>();
    for (ScannedLayer row : rows) {
      if (row.agreement() != null) {
        names.computeIfAbsent(row.agreement(), a -> new ArrayList<>()).add(row.layer().name());
      }
    }
    StringBuilder text = new StringBuilder();
    names.forEach(
        (agreement, same) -> {
          int others = same.size() - 1;
          String title =
              same.get(0)
                  + (others == 0
                      ? ""
                      : " and "
                          + others
                          + (others == 1 ? " identical layer" : " identical layers"));
          LayerRecord.Label label = new LayerRecord.Label(null, title);
          text.append(text.isEmpty() ? "\n" : "").append(AgreementText.of(label, agreement));
        });
    return text.toString();
  }
}
