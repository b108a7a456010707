package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads text files. */
public final class TextFile {
  /** Real models print less than a megabyte. */
  private static final int MOST_BYTES = 100_000_000;

  private TextFile() {}

  /**
   * Reads UTF-8, or UTF-16 with a byte order mark, as Windows shells write it. Invalid bytes become
   * replacement characters.
   *
   * @throws Refusal if the text cannot be read
   */
  public static SourceText read(String name, InputStream stdin) {
    String tooLong = "this text is longer than " + MOST_BYTES + " bytes";
    return new SourceText(
        InputFile.shown(name), text(InputFile.read(name, stdin, MOST_BYTES, tooLong)));
  }

  /** The text of UTF-8, or of UTF-16 with a byte order mark. */
  static String text(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
    Charset charset =
        switch (first) {
          case 0xFFFE -> StandardCharsets.UTF_16LE;
          case 0xFEFF -> StandardCharsets.UTF_16BE;
          default -> StandardCharsets.UTF_8;
        };
    String text = new String(bytes, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
