package io.github.padbridge.json;

import java.util.Locale;

/** The syntax errors of Jackson in plain words. */
final class JacksonMessage {
  /** The start of the message for a control character outside a string. */
  static final String CONTROL_CHARACTER = "unexpected character with code";

  private JacksonMessage() {}

  /** The message without the settings of Jackson, the place and the list of JSON types. */
  static String plain(String message) {
    String plain =
        message
            .replaceAll(
                "\\s*\\(start marker at .*|\\s*\\(`.*|: enable `.*|\\s*\\(not recognized as one .*"
                    + "|: (was expecting|expected) \\(?(a valid value|JSON String).*",
                "")
            .replaceAll("\\('(.)' \\(code [0-9]+( / 0x[0-9a-f]+)?\\)\\)", "'$1'")
            .replaceAll("\\(?\\(CTRL-CHAR, code ([0-9]+)\\)\\)?", "with code $1")
            .replace(": was expecting ", ", expected ")
            .replace(": has to be escaped using backslash to be included in string value", "")
            .replace("a colon to separate field name and value", "a colon")
            .replace("double-quote to start field name", "a double quote before a key")
            .replace("comma to separate Array entries", "a comma")
            .replace("comma to separate Object entries", "a comma")
            .replace("Invalid numeric value: Leading zeroes", "leading zeros are")
            .strip();
    return plain.substring(0, 1).toLowerCase(Locale.ROOT) + plain.substring(1);
  }
}
