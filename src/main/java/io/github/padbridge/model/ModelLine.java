package io.github.padbridge.model;

import io.github.padbridge.model.PrintedModule.Repeats;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a printed model.
 *
 * @param number 1-based
 * @param whole the whole line of the text
 * @param cut the number of characters in front that do not belong to the model
 */
record ModelLine(int number, String whole, int cut) {
  /** {@code (name): } and what follows. */
  private static final Pattern CHILD = Pattern.compile("\\((.*?)\\): (.+)", Pattern.DOTALL);

  private static final Pattern RANGE = Pattern.compile("(\\d{1,30})-(\\d{1,30})");
  private static final Pattern TIMES = Pattern.compile("(\\d{1,30}) x (.*)", Pattern.DOTALL);

  /** A child after other text, as in a log: {@code 12:00 INFO (conv): Conv2d(}. */
  private static final Pattern HIDDEN =
      Pattern.compile("\\S.*?\\s\\([\\w.-]+\\): (?:\\d+ x )?[\\p{Lu}_]\\w*\\(");

  /** {@code Class(}, and a line on which a model begins: {@code INFO model: Class(}. */
  private static final Pattern HEADER =
      Pattern.compile("(?:.*[^\\p{L}\\p{N}_.])?([\\p{L}_][\\p{L}\\p{N}_.]*) ?\\(");

  /**
   * A child: the line {@code (name): printed}.
   *
   * @param printed what follows the name, and the repeats if there are any
   * @param isMiscounted whether the repeats do not match the index range
   */
  record Child(String name, Repeats repeats, String printed, boolean isMiscounted) {
    Child(String name, Repeats repeats, String printed) {
      this(name, repeats, printed, false);
    }
  }

  /** The part of the line that belongs to the model, stripped. */
  String content() {
    return whole.substring(cut).strip();
  }

  /** The number of spaces before the content. */
  int indent() {
    String line = whole.substring(cut);
    return line.length() - line.stripLeading().length();
  }

  /** The column of a part of the line, 1-based in code points. */
  int columnOf(String printed) {
    int at = Math.max(whole.lastIndexOf(printed), 0);
    return whole.codePointCount(0, at) + 1;
  }

  boolean isBlank() {
    return content().isEmpty();
  }

  boolean isClosing() {
    return content().equals(")");
  }

  /** The child that the line is or begins. */
  Optional<Child> child() {
    Matcher child = CHILD.matcher(content());
    if (!child.matches()) {
      return Optional.empty();
    }
    String name = child.group(1);
    Matcher range = RANGE.matcher(name);
    Matcher times = TIMES.matcher(child.group(2));
    // A name such as 0-3 is a range only where its repeats are counted.
    if (range.matches() && times.matches()) {
      BigInteger first = new BigInteger(range.group(1));
      BigInteger last = new BigInteger(range.group(2));
      BigInteger count = new BigInteger(times.group(1));
      boolean fits = last.bitLength() < Integer.SIZE && count.signum() > 0;
      return Optional.of(
          fits && last.subtract(first).add(BigInteger.ONE).equals(count)
              ? new Child(name, new Repeats(first.intValue(), count.intValue()), times.group(2))
              : new Child(name, Repeats.ONCE, times.group(2), true));
    }
    return Optional.of(new Child(name, Repeats.ONCE, child.group(2)));
  }

  /** Whether the line has a child after other text. */
  boolean hidesChild() {
    return HIDDEN.matcher(content()).lookingAt() && child().isEmpty();
  }

  /** The class whose opening bracket ends the line, as for a model. */
  Optional<String> header() {
    String content = content();
    Matcher header = HEADER.matcher(content);
    boolean begins = content.endsWith("(") && header.matches() && child().isEmpty();
    return begins ? Optional.of(header.group(1)) : Optional.empty();
  }
}
