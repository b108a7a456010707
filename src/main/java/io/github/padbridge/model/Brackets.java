package io.github.padbridge.model;

/** The round brackets of a printed module. */
final class Brackets {
  private Brackets() {}

  /** How many are open at the end; below zero where more were closed than opened. */
  static int balance(CharSequence text) {
    return (int)
        (text.chars().filter(c -> c == '(').count() - text.chars().filter(c -> c == ')').count());
  }
}
