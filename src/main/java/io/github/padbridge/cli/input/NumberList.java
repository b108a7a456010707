package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A flat list of numbers, separated by commas or white space, in brackets or not, in an option or
 * in a file.
 */
public final class NumberList {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  /** Longer than any number of interest. */
  private static final int LONGEST_NUMBER = 400;

  private static final int LARGEST_FILE = 1 << 28;

  private NumberList() {}

  /**
   * @param given numbers, or the name of a file of numbers
   * @throws Refusal if it is neither
   */
  public static double[] of(String option, String given) {
    boolean isFile = InputFile.exists(given);
    if (!isFile && !given.strip().matches("[\\[(+.-]*[0-9](?s:.*)")) {
      throw new Refusal(
          Fault.at(
              new Place(Place.COMMAND_LINE, 0, 0, option),
              option + " must be numbers or a file of numbers (got '" + Abridged.of(given) + "')",
              "write numbers as 1,2,3"));
    }
    return isFile
        ? parse(Place.of(given), content(given))
        : parse(new Place(Place.COMMAND_LINE, 0, 0, option), given);
  }

  private static String content(String name) {
    String tooLong = "a file of numbers has at most " + LARGEST_FILE + " bytes";
    byte[] bytes = InputFile.read(name, InputStream.nullInputStream(), LARGEST_FILE, tooLong);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static double[] parse(Place place, String text) {
    String inside = text.strip();
    boolean bracketed =
        (inside.startsWith("[") && inside.endsWith("]"))
            || (inside.startsWith("(") && inside.endsWith(")"));
    if (bracketed) {
      inside = inside.substring(1, inside.length() - 1).strip();
    }
    String[] words = inside.split("\\s*,\\s*|\\s+", 0);
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      boolean isNumber = words[i].length() <= LONGEST_NUMBER && NUMBER.matcher(words[i]).matches();
      if (!isNumber) {
        throw new Refusal(
            Fault.at(
                place,
                "item "
                    + (i + 1)
                    + " of the list is not a number (got '"
                    + Abridged.of(words[i])
                    + "')",
                "write one flat list, row-major, such as 1,2,3"));
      }
      numbers[i] = Double.parseDouble(words[i]);
      if (Double.isInfinite(numbers[i])) {
        throw new Refusal(
            Fault.at(
                place, Abridged.of(words[i]) + " is beyond the range of a 64-bit float", null));
      }
    }
    return numbers;
  }
}
