package io.github.padbridge.cli;

import java.util.Locale;

/** How a scanned model is written. */
enum ScanFormat {
  /** A worksheet for people. */
  TEXT,
  JSON,
  JSONL,
  CSV,
  TSV,
  MARKDOWN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
