package io.github.padbridge.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Unix file modes in a zip file, which {@link java.util.zip.ZipOutputStream} cannot write. They are
 * in the central directory, and its end record is last in a file without a comment.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE, 4.3.12</a>
 */
final class ZipModes {
  private static final int END_SIZE = 22;
  private static final int HEADER_SIZE = 46;

  private static final byte UNIX = 3;
  private static final int EXECUTABLE = 0100755;
  private static final int READABLE = 0100644;

  private ZipModes() {}

  /**
   * Makes these entries executable, and the others not.
   *
   * @param zip a file of less than 4 GB, without a comment
   */
  static void set(Path zip, Set<String> executable) throws IOException {
    try (FileChannel channel =
        FileChannel.open(zip, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = channel.size() - END_SIZE;
      ByteBuffer record = read(channel, end, END_SIZE);
      int entries = Short.toUnsignedInt(record.getShort(10));
      long start = Integer.toUnsignedLong(record.getInt(16));
      ByteBuffer headers = read(channel, start, Math.toIntExact(end - start));
      for (int at = 0; entries > 0; entries--) {
        int name = Short.toUnsignedInt(headers.getShort(at + 28));
        byte[] path = new byte[name];
        headers.get(at + HEADER_SIZE, path);
        boolean runs = executable.contains(new String(path, StandardCharsets.UTF_8));
        headers.put(at + 5, UNIX);
        headers.putInt(at + 38, (runs ? EXECUTABLE : READABLE) << 16);
        int extra = Short.toUnsignedInt(headers.getShort(at + 30));
        int comment = Short.toUnsignedInt(headers.getShort(at + 32));
        at += HEADER_SIZE + name + extra + comment;
      }
      channel.write(headers, start);
    }
  }

  private static ByteBuffer read(FileChannel channel, long start, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, start + bytes.position()) >= 0) {}
    return bytes.flip();
  }
}
