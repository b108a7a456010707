package io.github.padbridge.diagnostic;

/** User input quoted in a message: safe to print, and short. */
public final class Abridged {
  private static final int LONGEST = 60;

  private Abridged() {}

  public static String of(String text) {
    boolean isLong = text.codePointCount(0, text.length()) > LONGEST;
    return Printable.visible(
        isLong ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "..." : text);
  }
}
