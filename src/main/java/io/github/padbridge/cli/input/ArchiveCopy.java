package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary file with an archive from a pipe: what an archive holds is listed at its end.
 *
 * @param file deleted when this is closed
 */
record ArchiveCopy(Path file) implements Closeable {
  /** The most bytes that are copied: a larger model is read from a file of its own. */
  static final long MOST_BYTES = 4_000_000_000L;

  private static final int CHUNK = 1 << 16;

  /**
   * Copies an archive.
   *
   * @param source what messages call it
   * @param most the most bytes to copy
   * @throws Refusal if it has more
   */
  static ArchiveCopy of(String source, InputStream in, long most) throws IOException {
    ArchiveCopy copy = new ArchiveCopy(Files.createTempFile("padbridge", ".zip"));
    boolean complete = false;
    try (OutputStream out = Files.newOutputStream(copy.file)) {
      copy(source, in, out, most);
      complete = true;
    } finally {
      if (!complete) {
        copy.close();
      }
    }
    return copy;
  }

  private static void copy(String source, InputStream in, OutputStream out, long most)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long copied = 0;
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      copied += count;
      if (copied > most) {
        throw new Refusal(
            Fault.at(
                Place.of(source),
                "this archive has more than " + most + " bytes, the most that is read from a pipe",
                "save it as a file and give the name of the file"));
      }
      out.write(chunk, 0, count);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
