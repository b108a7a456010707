package io.github.padbridge.diagnostic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text and its source, to show the line of a fault. */
public final class SourceText {
  private final String source;
  private final String text;

  /** Split on first use: a file may have many lines. */
  private @Nullable List<String> lines;

  /**
   * @param source as in {@link Place#source()}
   * @param text the whole text; its lines end with {@code \n}, {@code \r\n} or {@code \r}
   */
  public SourceText(String source, String text) {
    this.source = source;
    this.text = text;
  }

  public String source() {
    return source;
  }

  public String text() {
    return text;
  }

  /** The place of a line and column of this text, both 1-based, the column in code points. */
  public Place place(int line, int column) {
    if (lines == null) {
      lines = text.lines().toList();
    }
    return new Place(source, line, column, "", line > lines.size() ? "" : lines.get(line - 1));
  }

  public Refusal refusal(int line, int column, String message, @Nullable String help) {
    return new Refusal(Fault.at(place(line, column), message, help));
  }
}
