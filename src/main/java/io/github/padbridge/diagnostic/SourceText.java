package io.github.padbridge.diagnostic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text and where it came from, to show the line that a fault lies on.
 *
 * @param source as in {@link Place#source()}
 * @param text the whole text; its lines end with {@code \n}, {@code \r\n} or {@code \r}
 */
public record SourceText(String source, String text) {
  /** The place of a line and column of this text, both 1-based, the column in code points. */
  public Place place(int line, int column) {
    List<String> lines = text.lines().skip(line - 1L).limit(1).toList();
    return new Place(source, line, column, "", lines.isEmpty() ? "" : lines.get(0));
  }

  public Refusal refusal(int line, int column, String message, @Nullable String help) {
    return new Refusal(Fault.at(place(line, column), message, help));
  }
}
