package io.github.padbridge.render;

import io.github.padbridge.shape.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One number per spatial axis: {@code 3x5} in a table, a list in JSON. Where one is a formula of an
 * unknown size, a list in both.
 *
 * @param numbers Integers and Sizes
 */
record PerAxis(List<?> numbers) {
  /** Whether the numbers are written as a list, to avoid ambiguity. */
  private boolean isList() {
    boolean known = true;
    for (int axis = 0; axis < numbers.size(); axis++) {
      known &= !(numbers.get(axis) instanceof Size size) || size.isKnown();
    }
    return !known && numbers.size() > 1;
  }

  void write(ByteText text) {
    boolean isList = isList();
    for (int axis = 0; axis < numbers.size(); axis++) {
      text.text(axis > 0 ? (isList ? ", " : "x") : (isList ? "[" : ""));
      if (numbers.get(axis) instanceof Integer number) {
        text.number(number);
      } else if (numbers.get(axis) instanceof Size size && size.isKnown()) {
        text.number(size.value());
      } else {
        text.text(numbers.get(axis).toString());
      }
    }
    text.text(isList ? "]" : "");
  }

  @Override
  public String toString() {
    ByteText text = new ByteText(16);
    write(text);
    return new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8);
  }
}
