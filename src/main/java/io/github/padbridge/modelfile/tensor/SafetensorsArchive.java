package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.common.ModelArchive;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@code .safetensors} file. */
public final class SafetensorsArchive implements TensorArchive {
  private static final int AT_ONCE = 1 << 16;

  private final String source;
  private final FileChannel channel;
  private final SafetensorsHeader header;
  private final List<FileTensor> tensors = new ArrayList<>();

  private SafetensorsArchive(String source, FileChannel channel) throws IOException {
    this.source = source;
    this.channel = channel;
    this.header = header(source, channel);
    long end = header.bytes();
    for (Map.Entry<String, SafetensorsHeader.Entry> named : header.entries().entrySet()) {
      SafetensorsHeader.Entry entry = named.getValue();
      Part part =
          new Part(named.getKey(), header.bytes() + entry.begin(), entry.end() - entry.begin());
      tensors.add(FileTensor.rowMajor(named.getKey(), entry.type(), entry.shape(), part));
      end = header.bytes() + entry.end();
    }
    if (end != channel.size()) {
      throw ModelArchive.refusal(
          source,
          "this .safetensors file has " + channel.size() + " bytes, and its header says " + end,
          end > channel.size() ? "a download that was cut short looks like this" : null);
    }
  }

  /** Reads the header on a stream that is not closed: it would close the channel. */
  private static SafetensorsHeader header(String source, FileChannel channel) throws IOException {
    try {
      return SafetensorsHeader.read(source, Channels.newInputStream(channel));
    } catch (EOFException e) {
      throw ModelArchive.refusal(source, "this file is cut short: " + e.getMessage(), null);
    }
  }

  /**
   * Opens a file.
   *
   * @param source what messages call it
   * @throws Refusal if it is damaged
   */
  public static SafetensorsArchive open(String source, Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    boolean opened = false;
    try {
      SafetensorsArchive archive = new SafetensorsArchive(source, channel);
      opened = true;
      return archive;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public List<FileTensor> tensors() {
    return List.copyOf(tensors);
  }

  @Override
  public Map<String, String> metadata() {
    return header.metadata();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A part of the file. */
  private final class Part implements TensorBytes {
    private final String name;
    private final long begin;
    private final long size;

    Part(String name, long begin, long size) {
      this.name = name;
      this.begin = begin;
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }

    /** Mapped, so that it takes no memory of Java. */
    @Override
    public ByteBuffer buffer() throws IOException {
      if (size > Integer.MAX_VALUE) {
        throw ModelArchive.refusal(
            source, Abridged.of(name) + " has more than 2 GB and cannot be permuted", null);
      }
      return channel.map(FileChannel.MapMode.READ_ONLY, begin, size);
    }

    @Override
    public void copyTo(OutputStream out) throws IOException {
      byte[] bytes = new byte[AT_ONCE];
      ByteBuffer some = ByteBuffer.wrap(bytes);
      for (long at = 0; at < size; at += some.position()) {
        some.clear().limit((int) Math.min(AT_ONCE, size - at));
        while (some.hasRemaining()) {
          if (channel.read(some, begin + at + some.position()) < 0) {
            throw new EOFException("the file has become shorter");
          }
        }
        out.write(bytes, 0, some.position());
      }
    }
  }
}
