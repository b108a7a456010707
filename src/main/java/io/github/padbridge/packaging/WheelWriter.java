package io.github.padbridge.packaging;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a wheel: a zip file with the size and the digest of each of its files in {@code RECORD}.
 *
 * @see <a href="https://packaging.python.org/specifications/binary-distribution-format/">Binary
 *     distribution format</a>
 */
final class WheelWriter implements Closeable {
  /** The earliest that a zip file can have, so that the same files give the same wheel. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Path wheel;
  private final ZipOutputStream zip;
  private final StringBuilder record = new StringBuilder();
  private final Set<String> executable = new HashSet<>();

  WheelWriter(Path wheel) throws IOException {
    this.wheel = wheel;
    this.zip = new ZipOutputStream(Files.newOutputStream(wheel));
  }

  void add(String path, String text) throws IOException {
    add(path, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  void addExecutable(String path, String text) throws IOException {
    executable.add(path);
    add(path, text);
  }

  /** A file with its mode; the content of what a link points to, because wheels have no links. */
  void add(String path, Path file) throws IOException {
    if (Files.isExecutable(file)) {
      executable.add(path);
    }
    try (InputStream in = Files.newInputStream(file)) {
      add(path, in);
    }
  }

  private void add(String path, InputStream content) throws IOException {
    if (path.matches("(?s).*[,\"\r\n].*")) {
      throw new IOException("not a path for RECORD: " + path);
    }
    DigestInputStream in = new DigestInputStream(content, BuildInputs.sha256());
    long size = write(path, in);
    String digest =
        Base64.getUrlEncoder().withoutPadding().encodeToString(in.getMessageDigest().digest());
    record.append(path + ",sha256=" + digest + "," + size + "\n");
  }

  private long write(String path, InputStream in) throws IOException {
    ZipEntry entry = new ZipEntry(path);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    long size = in.transferTo(zip);
    zip.closeEntry();
    return size;
  }

  /** Writes {@code RECORD}, after all other files. */
  void addRecord(String path) throws IOException {
    record.append(path).append(",,\n");
    write(path, new ByteArrayInputStream(record.toString().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() throws IOException {
    zip.close();
    ZipModes.set(wheel, executable);
  }
}
