package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.common.ModelArchive;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** The end of an entry of a zip archive. */
public final class EntryBytes implements TensorBytes {
  private final ModelArchive archive;
  private final String entry;
  private final long begin;
  private final long size;

  /**
   * @param begin the offset of the first byte
   * @param size the number of bytes from there
   */
  public EntryBytes(ModelArchive archive, String entry, long begin, long size) {
    this.archive = archive;
    this.entry = entry;
    this.begin = begin;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public ByteBuffer buffer() throws IOException {
    try {
      byte[] all = new byte[Math.toIntExact(size)];
      read(
          in -> {
            if (in.readNBytes(all, 0, all.length) < all.length) {
              throw new EOFException("it is cut short");
            }
            return size;
          });
      return ByteBuffer.wrap(all);
    } catch (ArithmeticException | OutOfMemoryError e) {
      throw tooLarge();
    }
  }

  private Refusal tooLarge() {
    return ModelArchive.refusal(
        archive.source(),
        Abridged.of(entry) + " has " + size + " bytes, too many for the memory of Java",
        "raise its limit: PADBRIDGE_JAVA_OPTS=-Xmx4g");
  }

  @Override
  public void copyTo(OutputStream out) throws IOException {
    read(
        in -> {
          long copied = in.transferTo(out);
          if (copied != size) {
            throw new EOFException("it has " + copied + " bytes, not " + size);
          }
          return copied;
        });
  }

  private void read(ModelArchive.EntryReader<Long> reader) throws IOException {
    archive.read(
        entry,
        begin + size,
        in -> {
          in.skipNBytes(begin);
          return reader.read(in);
        });
  }
}
