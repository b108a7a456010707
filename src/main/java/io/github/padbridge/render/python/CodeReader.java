package io.github.padbridge.render.python;

import java.util.ArrayList;
import java.util.List;

/** Reads Python expressions of one line as {@link Code} that can be broken in its brackets. */
final class CodeReader {
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  private CodeReader() {}

  /** The expression; brackets that end before it does are not broken. */
  static Code read(String text) {
    int open = 0;
    while (open < text.length() && OPENING.indexOf(text.charAt(open)) < 0) {
      open = next(text, open);
    }
    int last = text.length() - 1;
    if (open > last || end(text, open) != last) {
      return Code.of(text);
    }
    List<String> items = open + 1 == last ? List.of() : items(text.substring(open + 1, last));
    // The comma of a tuple with one item is not a separator.
    return items.contains("")
        ? Code.of(text)
        : new Code.Brackets(
            text.substring(0, open + 1),
            items.stream().map(CodeReader::read).toList(),
            text.substring(last));
  }

  /** The items between brackets; the last is empty behind a comma. */
  private static List<String> items(String inside) {
    List<String> items = new ArrayList<>();
    int begin = 0;
    for (int at = 0; at < inside.length(); at = next(inside, at)) {
      if (OPENING.indexOf(inside.charAt(at)) >= 0) {
        at = end(inside, at);
      } else if (inside.charAt(at) == ',') {
        items.add(inside.substring(begin, at).strip());
        begin = at + 1;
      }
    }
    items.add(inside.substring(begin).strip());
    return items;
  }

  /** The place of the bracket that closes the one at a place. */
  private static int end(String text, int open) {
    int depth = 0;
    int at = open;
    while (at < text.length()) {
      depth += OPENING.indexOf(text.charAt(at)) >= 0 ? 1 : 0;
      depth -= CLOSING.indexOf(text.charAt(at)) >= 0 ? 1 : 0;
      if (depth == 0) {
        return at;
      }
      at = next(text, at);
    }
    throw new IllegalArgumentException("no bracket closes the one at " + open + ": " + text);
  }

  /** The place after a character, or after the text in quotes that begins there. */
  private static int next(String text, int at) {
    return text.charAt(at) == '"' ? text.indexOf('"', at + 1) + 1 : at + 1;
  }
}
