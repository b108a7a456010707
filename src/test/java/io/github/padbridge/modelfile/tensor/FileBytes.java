package io.github.padbridge.modelfile.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bytes of tensor files, made as their formats have them. */
final class FileBytes {
  private FileBytes() {}

  /**
   * A {@code .npy} file.
   *
   * @param header the dictionary
   * @param hex the numbers
   */
  static byte[] npy(int version, String header, String hex) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.UTF_8);
    int size = version == 1 ? 2 : 4;
    byte[] length =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length).array();
    return joined(
        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0},
        Arrays.copyOf(length, size),
        text,
        hex(hex));
  }

  static byte[] npy(String type, boolean fortran, String shape, String hex) {
    String order = fortran ? "True" : "False";
    return npy(
        1,
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(type, order, shape),
        hex);
  }

  /** A {@code .safetensors} file. */
  static byte[] safetensors(String header, String hex) {
    String json = header.replace('\'', '"');
    return safetensors(json.length(), header, hex);
  }

  /** One whose header has another length than it says. */
  static byte[] safetensors(long length, String header, String hex) {
    byte[] first = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    return joined(first, header.replace('\'', '"').getBytes(StandardCharsets.UTF_8), hex(hex));
  }

  /** A {@code .npz} file with one entry. */
  static byte[] npz(String entry, byte[] npy) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(npy);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
