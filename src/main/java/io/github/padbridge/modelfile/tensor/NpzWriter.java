package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.modelfile.common.ModelArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes {@code .npz} files as {@code numpy.savez} does: stored, one {@code .npy} for a tensor. */
public final class NpzWriter {
  /** numpy.lib.format: the header ends at a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** The earliest time of a zip archive, so that equal tensors give equal files. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private NpzWriter() {}

  /**
   * Writes a file, which is left open.
   *
   * @param source the name of the file in messages
   * @throws io.github.padbridge.diagnostic.Refusal if NumPy has no type for a tensor
   */
  public static void write(String source, OutputStream out, List<OutputTensor> tensors)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    zip.setMethod(ZipOutputStream.STORED);
    for (OutputTensor tensor : tensors) {
      byte[] header = header(source, tensor);
      ZipEntry entry = new ZipEntry(tensor.name() + ".npy");
      entry.setTimeLocal(TIME);
      entry.setSize(header.length + tensor.elements().size());
      entry.setCrc(sum(header, tensor));
      zip.putNextEntry(entry);
      zip.write(header);
      tensor.elements().write(zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  /** The checksum, which stands in front of the bytes. */
  private static long sum(byte[] header, OutputTensor tensor) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(header);
    tensor.elements().write(new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
    return sum.getValue();
  }

  private static byte[] header(String source, OutputTensor tensor) {
    NumberType type = tensor.elements().type();
    if (type.numpy().isEmpty()) {
      throw ModelArchive.refusal(
          source,
          Abridged.of(tensor.name()) + " is bfloat16, which NumPy does not have",
          "write a .safetensors file");
    }
    String shape =
        Arrays.stream(tensor.shape())
            .mapToObj(size -> size + (tensor.shape().length == 1 ? "," : ""))
            .collect(Collectors.joining(", "));
    String text =
        "{'descr': '"
            + (type.bytes() == 1 ? "|" : "<")
            + type.numpy()
            + "', 'fortran_order': False, 'shape': ("
            + shape
            + "), }";
    int before = NpyHeader.MAGIC.length + 4;
    int padding = Math.floorMod(-(before + text.length() + 1), ALIGNMENT);
    byte[] bytes = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] header = new byte[before + bytes.length];
    ByteBuffer.wrap(header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(NpyHeader.MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) bytes.length)
        .put(bytes);
    return header;
  }
}
