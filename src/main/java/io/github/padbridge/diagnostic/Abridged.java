package io.github.padbridge.diagnostic;

/** What a user wrote, as a message quotes it: safe to print, and short. */
public final class Abridged {
  private static final int LONGEST = 60;

  private Abridged() {}

  public static String of(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
