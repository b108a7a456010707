package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A text that the user named, read whole. */
final class TextFile {
  /** The longest that real models were seen to print is well below a megabyte. */
  private static final int MOST_BYTES = 100_000_000;

  private TextFile() {}

  /**
   * Reads UTF-8, or UTF-16 where a byte order mark says so, as Windows' shells write it. What is no
   * text is read as replacement characters.
   *
   * @throws Refusal if the text cannot be read
   */
  static SourceText read(String name, Console console) {
    String source = InputFile.shown(name);
    try (InputStream in = InputFile.open(name, console)) {
      // A file's own stream asks for its position, which a pipe has not (JDK-8279283).
      byte[] bytes = new BufferedInputStream(in).readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw refusal(source, "this text is longer than " + MOST_BYTES + " bytes");
      }
      return new SourceText(source, text(bytes));
    } catch (FileNotFoundException e) {
      throw refusal(source, "there is no such file");
    } catch (IOException e) {
      throw refusal(source, "cannot be read: " + IoReason.of(e));
    }
  }

  private static String text(byte[] bytes) {
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

  private static Refusal refusal(String source, String message) {
    return new Refusal(Fault.at(Place.of(source), message, null));
  }
}
