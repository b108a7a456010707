package io.github.padbridge.modelfile.common;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A zip archive, of which only the entries that are asked for are read, and those boundedly. */
public final class ModelArchive implements Closeable {
  /** What describes a model; the largest that is known has 2 MB. */
  static final int MOST_BYTES = 64_000_000;

  private static final Pattern TORCH_SCRIPT = Pattern.compile("[^/]+/code/.*");
  private static final Pattern PICKLE = Pattern.compile("([^/]+/)?data\\.pkl");

  private final String source;
  private final ZipFile zip;

  private ModelArchive(String source, ZipFile zip) {
    this.source = source;
    this.zip = zip;
  }

  /**
   * Reads an entry.
   *
   * @param <T> what it becomes
   */
  public interface EntryReader<T> {
    T read(InputStream in) throws IOException;
  }

  /**
   * Opens an archive.
   *
   * @param source what messages call it
   * @throws Refusal if it is damaged
   */
  public static ModelArchive open(String source, Path file) throws IOException {
    try {
      return new ModelArchive(source, new ZipFile(file.toFile()));
    } catch (ZipException | IllegalArgumentException e) {
      throw refusal(
          source,
          "this zip archive is damaged: " + e.getMessage(),
          "a download that was cut short looks like this: compare its size");
    }
  }

  public String source() {
    return source;
  }

  /** The names of the entries that {@code wanted} takes, in the order of the archive. */
  public List<String> names(Predicate<String> wanted) {
    return zip.stream().map(ZipEntry::getName).filter(wanted).distinct().limit(100).toList();
  }

  /** The names of all its entries. */
  public List<String> names() {
    return zip.stream().map(ZipEntry::getName).distinct().toList();
  }

  /** The size of an entry in bytes; -1 if there is no such entry or its size is not recorded. */
  public long size(String name) {
    ZipEntry entry = zip.getEntry(name);
    return entry == null ? -1 : entry.getSize();
  }

  /**
   * Requires that it is not what {@code torch.save} or {@code torch.jit.save} writes.
   *
   * @throws Refusal if it is, with the Python that writes a {@code .pt2} in its place
   */
  public void refusePickle() {
    refusePickle(Pickles.HELP);
  }

  /**
   * As {@link #refusePickle()}.
   *
   * @param help what to write in its place
   */
  public void refusePickle(String help) {
    boolean hasPickle = !names(name -> PICKLE.matcher(name).matches()).isEmpty();
    if (hasPickle) {
      boolean isScript = !names(name -> TORCH_SCRIPT.matcher(name).matches()).isEmpty();
      throw refusal(
          source,
          isScript
              ? "this is a TorchScript archive, which is not read here"
              : "this is a pickle, which can run any code and is never read",
          help);
    }
  }

  /**
   * What an entry holds, its checksum checked.
   *
   * @throws Refusal if it is too large or damaged
   */
  public <T> T read(String name, EntryReader<T> reader) throws IOException {
    return read(name, MOST_BYTES, reader);
  }

  /**
   * What an entry of at most {@code most} bytes holds, its checksum checked.
   *
   * @throws Refusal if it is too large or damaged
   */
  public <T> T read(String name, long most, EntryReader<T> reader) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.getSize() > most) {
      throw tooLarge(source, name, most);
    }
    CRC32 sum = new CRC32();
    try (InputStream raw = zip.getInputStream(entry)) {
      T read = bounded(source, name, most, new CheckedInputStream(raw, sum), reader);
      if (entry.getCrc() >= 0 && sum.getValue() != entry.getCrc()) {
        throw damaged(source, name, "its checksum is wrong");
      }
      return read;
    } catch (ZipException | EOFException e) {
      throw damaged(source, name, e.getMessage());
    }
  }

  /**
   * What a stream holds, to its end.
   *
   * @param name what a message calls it
   * @throws Refusal if it is too large or damaged
   */
  public static <T> T bounded(String source, String name, InputStream raw, EntryReader<T> reader)
      throws IOException {
    return bounded(source, name, MOST_BYTES, raw, reader);
  }

  private static <T> T bounded(
      String source, String name, long most, InputStream raw, EntryReader<T> reader)
      throws IOException {
    try {
      InputStream in = new BoundedInput(raw, most);
      T read = reader.read(in);
      in.transferTo(OutputStream.nullOutputStream());
      return read;
    } catch (BoundedInput.Exceeded e) {
      throw tooLarge(source, name, most);
    } catch (JsonProcessingException e) {
      throw damaged(source, name, JsonFaults.reason(e));
    } catch (PlainJson.TooMany e) {
      throw damaged(source, name, e.getMessage());
    }
  }

  private static Refusal tooLarge(String source, String name, long most) {
    return damaged(source, name, "it has more than " + most + " bytes, more than any model");
  }

  private static Refusal damaged(String source, String name, @Nullable String reason) {
    return refusal(source, Abridged.of(name) + " cannot be read: " + reason, null);
  }

  public static Refusal refusal(String source, String message, @Nullable String help) {
    return new Refusal(Fault.at(Place.of(source), message, help));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
