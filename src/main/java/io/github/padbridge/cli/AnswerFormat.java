package io.github.padbridge.cli;

import java.util.Locale;

/** How answers are written. */
enum AnswerFormat {
  /** For people. */
  TEXT,
  /** An array of objects. */
  JSON,
  /** One object a line. */
  JSONL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
