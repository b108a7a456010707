package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.common.ModelArchive;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A {@code .npz} file. */
public final class NpzArchive implements TensorArchive {
  private static final String ENDING = ".npy";

  private final ModelArchive archive;
  private final List<FileTensor> tensors = new ArrayList<>();

  /**
   * @throws Refusal if it holds no tensors, or one that is damaged
   */
  public NpzArchive(ModelArchive archive) throws IOException {
    this.archive = archive;
    for (String entry : archive.names()) {
      if (entry.endsWith(ENDING)) {
        tensors.add(tensor(entry));
      }
    }
    if (tensors.isEmpty()) {
      archive.refusePickle();
      throw ModelArchive.refusal(archive.source(), "this zip archive holds no tensors", null);
    }
  }

  private FileTensor tensor(String entry) throws IOException {
    String source = archive.source() + ":" + Abridged.of(entry);
    long size = archive.size(entry);
    NpyHeader header = archive.read(entry, size, in -> NpyHeader.read(source, in));
    long count = 1;
    for (long each : header.shape()) {
      if (each != 0 && count > size / each) {
        throw cutShort(source);
      }
      count *= each;
    }
    long bytes = count * header.type().bytes();
    if (bytes > size) {
      throw cutShort(source);
    }
    if (header.order() == ByteOrder.BIG_ENDIAN && header.type().bytes() > 1) {
      throw ModelArchive.refusal(
          source, "its numbers are big-endian", "save it as x.astype(x.dtype.newbyteorder(\"<\"))");
    }
    String name = entry.substring(0, entry.length() - ENDING.length());
    EntryBytes data = new EntryBytes(archive, entry, size - bytes, bytes);
    if (!header.isFortran()) {
      return FileTensor.rowMajor(name, header.type(), header.shape(), data);
    }
    int rank = header.shape().length;
    long[] reversed = new long[rank];
    int[] order = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      order[axis] = rank - 1 - axis;
      reversed[axis] = header.shape()[rank - 1 - axis];
    }
    return FileTensor.rowMajor(name, header.type(), reversed, data).permuted(order);
  }

  private static Refusal cutShort(String source) {
    return ModelArchive.refusal(source, "it has fewer bytes than its shape says", null);
  }

  @Override
  public String source() {
    return archive.source();
  }

  @Override
  public List<FileTensor> tensors() {
    return List.copyOf(tensors);
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
