package io.github.padbridge.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Class(arguments)}.
 *
 * @param name the class as printed, such as {@code ConvTranspose1d}
 * @param arguments the text in its brackets
 */
record PrintedClass(String name, String arguments) {
  /** Reference quantized layers have brackets in their names. */
  private static final Pattern CALL =
      Pattern.compile(
          "([\\p{L}\\p{N}_][^(]*(?<! )(?:\\(Reference\\))?) ?\\((.*)\\)", Pattern.DOTALL);

  private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.]*");

  /** The class of a text that is one module. */
  static Optional<PrintedClass> of(String printed) {
    Matcher call = CALL.matcher(printed);
    // Text with a colon describes a module in words.
    return call.matches() && !call.group(1).contains(": ")
        ? Optional.of(new PrintedClass(call.group(1), call.group(2)))
        : Optional.empty();
  }

  /** Whether the name is unlikely to occur in a line of a log. */
  boolean isPlain() {
    return IDENTIFIER.matcher(name).matches();
  }
}
