package io.github.padbridge.chain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prompts in front of copied code. */
final class Prompts {
  /** A prompt, or the name that {@code print(model)} gives a layer. */
  private static final Pattern PROMPT =
      Pattern.compile("(?m)^[ \\t]*(?:>>> |\\.\\.\\. |In \\[[0-9]*\\]: |\\([^()\\s]*\\): )");

  private Prompts() {}

  /** The text with spaces in place of prompts, so that all other characters keep their places. */
  static String blanked(String text) {
    Matcher matcher = PROMPT.matcher(text);
    return matcher.replaceAll(found -> " ".repeat(found.group().length()));
  }
}
