package io.github.padbridge.render.python;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names for Python functions, each given out once. */
final class Identifiers {
  /** Python's keywords, and the names that the module itself uses. */
  private static final Set<String> TAKEN =
      Set.of(
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "false",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "none",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "true",
          "try",
          "while",
          "with",
          "yield",
          "tf",
          "f",
          "torch",
          "same_pad",
          "max",
          "convert_weight",
          "layers",
          "range",
          "len",
          "zip");

  private final Set<String> given = new HashSet<>(TAKEN);

  /** A name made of {@code wish}: {@code encoder.0.conv} becomes {@code encoder_0_conv}. */
  String take(String wish) {
    String name =
        wish.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
      name = name.isEmpty() ? "layer" : "layer_" + name;
    }
    String unique = name;
    for (int number = 2; !given.add(unique); number++) {
      unique = name + "_" + number;
    }
    return unique;
  }
}
