package io.github.padbridge.render;

import java.util.List;

/** The convolutions of a printed model as a table of GitHub's Markdown. */
public final class ScanMarkdown {
  private static final List<String> HEADERS = List.of("layer", "PyTorch", "TensorFlow", "watch");

  private ScanMarkdown() {}

  public static String header() {
    return line(HEADERS) + line(HEADERS.stream().map(header -> "---").toList());
  }

  public static String row(ScannedLayer row) {
    return line(
        List.of(
            code(row.layer().name()),
            code(ScanText.pyTorch(row)),
            row.plan() == null ? "none" : code(EquivalentText.of(row.plan())),
            escaped(String.join(". ", row.watch()))));
  }

  private static String code(String text) {
    // A backtick or a bar would end the code or the cell; neither is in what PyTorch prints.
    String inside = text.replace("`", "'").replace("|", "\\|");
    return text.isEmpty() ? "" : "`" + inside + "`";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("_", "\\_");
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
