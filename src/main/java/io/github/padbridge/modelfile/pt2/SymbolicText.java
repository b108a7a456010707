package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.modelfile.pt2.SymbolicSize.Apply;
import io.github.padbridge.modelfile.pt2.SymbolicSize.Known;
import io.github.padbridge.modelfile.pt2.SymbolicSize.Symbol;
import io.github.padbridge.modelfile.pt2.SymbolicSize.Unread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what SymPy's {@code srepr} writes: {@code Add(FloorDiv(Symbol('s0', integer=True),
 * Integer(2)), Integer(1))}.
 */
final class SymbolicText {
  private static final int MOST_CHARACTERS = 10_000;
  private static final int DEEPEST = 60;

  private final String text;
  private int at;

  private SymbolicText(String text) {
    this.text = text;
  }

  static SymbolicSize read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return new Unread(Abridged.of(text));
    }
    SymbolicText reader = new SymbolicText(text);
    SymbolicSize size = reader.term(0);
    return size == null || reader.at < text.length() ? new Unread(text) : size;
  }

  /** A term; null where there is none that is known. */
  private @Nullable SymbolicSize term(int depth) {
    String name = name();
    if (name.isEmpty() || depth > DEEPEST || !skips('(')) {
      return null;
    }
    if (name.equals("Integer")) {
      Long number = number();
      return number == null || !skips(')') ? null : new Known(number);
    }
    if (name.equals("Symbol")) {
      int end = text.indexOf(')', at);
      int close = text.indexOf('\'', at + 1);
      if (end < 0 || close < 0 || close > end || text.charAt(at) != '\'') {
        return null;
      }
      String symbol = text.substring(at + 1, close);
      at = end + 1;
      return new Symbol(symbol);
    }
    List<SymbolicSize> operands = new ArrayList<>();
    do {
      SymbolicSize operand = term(depth + 1);
      if (operand == null) {
        return null;
      }
      operands.add(operand);
    } while (skips(','));
    return skips(')') ? new Apply(name, operands) : null;
  }

  private String name() {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private @Nullable Long number() {
    int start = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '-')) {
      at++;
    }
    try {
      return Long.valueOf(text.substring(start, at));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private boolean skips(char wanted) {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    boolean is = at < text.length() && text.charAt(at) == wanted;
    at += is ? 1 : 0;
    while (is && at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return is;
  }
}
