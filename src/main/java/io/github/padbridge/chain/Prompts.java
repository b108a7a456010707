package io.github.padbridge.chain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands before code where people copy it from. */
final class Prompts {
  /** A prompt, or the name that {@code print(model)} gives a layer. */
  private static final Pattern PROMPT =
      Pattern.compile("(?m)^[ \\t]*(?:>>> |\\.\\.\\. |In \\[[0-9]*\\]: |\\([^()\\s]*\\): )");

  private Prompts() {}

  /** The text with blanks for them, so that every other letter keeps its place. */
  static String blanked(String text) {
    Matcher matcher = PROMPT.matcher(text);
    return matcher.replaceAll(found -> " ".repeat(found.group().length()));
  }
}
