package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.LayerRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The convolutions of a printed model as a worksheet to port by: a row a layer, with what to watch
 * for below the table, each thing said once.
 */
public final class ScanText {
  private final List<String> remarks = new ArrayList<>();

  private ScanText() {}

  /**
   * @param rows of one text, which may hold several models
   */
  public static String of(List<ScannedLayer> rows) {
    Map<String, List<ScannedLayer>> models =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.layer().model(), LinkedHashMap::new, Collectors.toList()));
    ScanText text = new ScanText();
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
    long different = layers.stream().map(row -> row.layer().spec()).distinct().count();
    sheet.append(sheet.isEmpty() ? "" : "\n");
    sheet.append(model.isEmpty() ? "A model whose beginning is missing" : Printable.line(model));
    sheet.append(": ").append(layers.size());
    sheet.append(layers.size() == 1 ? " convolution" : " convolutions");
    sheet.append(layers.size() == different ? "" : ", " + different + " of them different");
    sheet.append("\n\n");
    boolean sized = layers.stream().anyMatch(row -> isSized(row.layer().spec()));
    List<String> headers = new ArrayList<>(List.of("layer", "PyTorch"));
    if (sized) {
      headers.add("output");
    }
    headers.addAll(List.of("TensorFlow", "watch"));
    sheet.append(TextTable.of(headers, layers.stream().map(row -> row(row, sized)).toList()));
  }

  private static boolean isSized(@Nullable Layer spec) {
    return spec != null
        && IntStream.range(0, spec.spatialRank()).allMatch(axis -> spec.inputSize(axis).isKnown());
  }

  private List<String> row(ScannedLayer row, boolean sized) {
    Layer spec = row.layer().spec();
    List<String> cells = new ArrayList<>();
    cells.add(row.layer().name().isEmpty() ? "(the model itself)" : row.layer().name());
    cells.add(pyTorch(row));
    if (sized) {
      cells.add(spec != null && isSized(spec) ? spec.outputShape().toString() : "");
    }
    cells.add(row.plan() == null ? "none" : EquivalentText.of(row.plan()));
    cells.add(row.watch().stream().map(this::number).collect(Collectors.joining(" ")));
    return cells;
  }

  /** The arguments under the class that the model has. */
  public static String pyTorch(ScannedLayer row) {
    String className = row.layer().className();
    return row.layer().spec() instanceof ConvSpec spec
        ? SourceCall.of(className, spec)
        : className + "(...)";
  }

  private String number(String remark) {
    if (!remarks.contains(remark)) {
      remarks.add(remark);
    }
    return "[" + (remarks.indexOf(remark) + 1) + "]";
  }

  /** A line for each different layer that was executed, under the name of its first. */
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
          String title = same.get(0) + (others == 0 ? "" : " and " + others + " like it");
          LayerRecord.Label label = new LayerRecord.Label(null, title);
          text.append(text.isEmpty() ? "\n" : "").append(AgreementText.of(label, agreement));
        });
    return text.toString();
  }
}
