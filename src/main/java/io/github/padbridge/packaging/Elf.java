package io.github.padbridge.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * What a 64-bit little-endian ELF file needs of other libraries. The names of the fields are those
 * of the System V ABI and of the Linux Standard Base, "Symbol Versioning".
 */
final class Elf {
  private static final int MAGIC = 0x464c457f;
  private static final byte CLASS_64 = 2;
  private static final byte LITTLE_ENDIAN = 1;
  private static final int SHT_GNU_VERNEED = 0x6ffffffe;

  private final ByteBuffer bytes;

  private Elf(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * The symbol versions that a file needs, such as {@code GLIBC_2.34}; none if it is not ELF.
   *
   * @throws IOException if it is an ELF file of another kind
   */
  static NavigableSet<String> neededVersions(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() < 64) {
        return new TreeSet<>();
      }
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      bytes.order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.getInt(0) != MAGIC) {
        return new TreeSet<>();
      }
      if (bytes.get(4) != CLASS_64 || bytes.get(5) != LITTLE_ENDIAN) {
        throw new IOException(file + " is not a 64-bit little-endian ELF file");
      }
      return new Elf(bytes).neededVersions();
    }
  }

  private NavigableSet<String> neededVersions() {
    NavigableSet<String> versions = new TreeSet<>();
    int sections = Short.toUnsignedInt(bytes.getShort(60));
    for (int i = 0; i < sections; i++) {
      int section = section(i);
      if (bytes.getInt(section + 4) == SHT_GNU_VERNEED) {
        addVersions(versions, section);
      }
    }
    return versions;
  }

  private void addVersions(NavigableSet<String> versions, int section) {
    int strings = offset(section(bytes.getInt(section + 40)));
    int library = offset(section);
    for (int libraries = bytes.getInt(section + 44); libraries > 0; libraries--) {
      int version = library + bytes.getInt(library + 8);
      for (int left = Short.toUnsignedInt(bytes.getShort(library + 2)); left > 0; left--) {
        versions.add(string(strings + bytes.getInt(version + 8)));
        version += bytes.getInt(version + 12);
      }
      library += bytes.getInt(library + 12);
    }
  }

  /** Where a section header is. */
  private int section(int index) {
    return Math.toIntExact(bytes.getLong(40)) + index * Short.toUnsignedInt(bytes.getShort(58));
  }

  /** Where the content of a section is. */
  private int offset(int section) {
    return Math.toIntExact(bytes.getLong(section + 24));
  }

  private String string(int start) {
    int end = start;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - start];
    bytes.get(start, text);
    return new String(text, StandardCharsets.US_ASCII);
  }
}
