package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads text files. */
final class TextFile {
  /** Real models print less than a megabyte. */
  private static final int MOST_BYTES = 100_000_000;

  private static final String TOO_LONG = "this text is longer than " + MOST_BYTES + " bytes";

  private TextFile() {}

  /**
   * Reads UTF-8, or UTF-16 with a byte order mark, as Windows shells write it. Invalid bytes become
   * replacement characters.
   *
   * @throws Refusal if the text cannot be read
   */
  static SourceText read(String name, InputStream stdin) {
    return new SourceText(
        InputFile.shown(name), text(InputFile.read(name, stdin, MOST_BYTES, TOO_LONG)));
  }

  /**
   * Reads the rest of a stream, as {@link #read}.
   *
   * @param source what messages call it
   * @throws Refusal if it is too long
   */
  static SourceText rest(String source, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw InputFile.refusal(source, TOO_LONG);
    }
    return new SourceText(source, text(bytes));
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
