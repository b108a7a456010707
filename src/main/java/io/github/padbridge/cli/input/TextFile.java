package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
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
   * @throws Refusal if the text cannot be read, or is none
   */
  static SourceText read(String name, InputStream stdin) {
    byte[] bytes = InputFile.read(name, stdin, MOST_BYTES, TOO_LONG);
    return required(InputFile.shown(name), bytes);
  }

  /**
   * Reads the rest of a stream, as {@link #read}.
   *
   * @param source what messages call it
   * @throws Refusal if it is too long, or no text
   */
  static SourceText rest(String source, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw InputFile.refusal(source, TOO_LONG);
    }
    return required(source, bytes);
  }

  private static SourceText required(String source, byte[] bytes) {
    if (bytes.length == 0) {
      throw InputFile.refusal(source, "this input is empty");
    }
    String text = text(bytes);
    if (text.indexOf('\0') >= 0) {
      throw new Refusal(
          Fault.at(
              Place.of(source),
              "this is neither text nor a model file that is read here",
              "model files are .pt2, .onnx and .keras"));
    }
    return new SourceText(source, text);
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
