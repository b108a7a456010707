package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.modelfile.common.ModelArchive;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A file of tensors, recognized by its content. */
public final class TensorFile {
  private static final String HELP = "write a .npy file: numpy.save(\"x.npy\", x)";

  private final String source;
  private final Path path;

  /**
   * @param source the name of the file in messages
   */
  public TensorFile(String source, Path path) {
    this.source = source;
    this.path = path;
  }

  /**
   * Reads a tensor. The only tensor of a file has every name.
   *
   * @param name such as {@code weight}
   * @throws Refusal if the file has no tensor of that name, or is damaged
   */
  public StoredTensor read(String name) throws IOException {
    try (Content content = open()) {
      List<String> titles = content.titles();
      if (titles.size() != 1 && !titles.contains(name)) {
        throw missing("there is no tensor '" + name + "' in this file", titles);
      }
      return content.read(titles.contains(name) ? name : titles.get(0));
    } catch (EOFException e) {
      throw cutShort(e);
    }
  }

  /**
   * Reads the tensors with these names; the others are missing in the result.
   *
   * @throws Refusal if the file has none of them, or is damaged
   */
  public Map<String, StoredTensor> readAll(List<String> names) throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    try (Content content = open()) {
      for (String name : names) {
        if (content.titles().contains(name)) {
          tensors.put(name, content.read(name));
        }
      }
      if (tensors.isEmpty()) {
        throw missing("this file has none of the tensors " + WordList.and(names), content.titles());
      }
    } catch (EOFException e) {
      throw cutShort(e);
    }
    return tensors;
  }

  private Refusal cutShort(EOFException e) {
    return ModelArchive.refusal(source, "this file is cut short: " + e.getMessage(), null);
  }

  private Refusal missing(String message, List<String> titles) {
    List<String> some = titles.stream().limit(8).map(Abridged::of).toList();
    return ModelArchive.refusal(
        source,
        message,
        titles.isEmpty()
            ? null
            : "it has " + String.join(", ", some) + (titles.size() > 8 ? ", ..." : ""));
  }

  /** An open file. */
  private interface Content extends Closeable {
    /** The names of its tensors; one name for a file without names. */
    List<String> titles();

    StoredTensor read(String title) throws IOException;

    @Override
    default void close() throws IOException {}
  }

  private Content open() throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(9);
    }
    if (Arrays.equals(Arrays.copyOf(start, NpyHeader.MAGIC.length), NpyHeader.MAGIC)) {
      return new Single();
    }
    if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
      return new Zipped(ModelArchive.open(source, path));
    }
    if (start.length == 9 && start[8] == '{') {
      try (InputStream in = stream()) {
        return new Stored(SafetensorsHeader.read(source, in).entries());
      }
    }
    throw ModelArchive.refusal(source, "this is not a .npy, .npz or .safetensors file", HELP);
  }

  private InputStream stream() throws IOException {
    return new BufferedInputStream(Files.newInputStream(path), 1 << 16);
  }

  /** A {@code .npy} file. */
  private final class Single implements Content {
    @Override
    public List<String> titles() {
      return List.of("a tensor without a name");
    }

    @Override
    public StoredTensor read(String title) throws IOException {
      try (InputStream in = stream()) {
        return Npy.read(source, in);
      }
    }
  }

  /** A {@code .npz} file. */
  private final class Zipped implements Content {
    private static final String SUFFIX = ".npy";

    private final ModelArchive archive;
    private final List<String> titles;

    Zipped(ModelArchive archive) throws IOException {
      this.archive = archive;
      this.titles =
          archive.names(entry -> entry.endsWith(SUFFIX)).stream()
              .map(entry -> entry.substring(0, entry.length() - SUFFIX.length()))
              .toList();
      if (titles.isEmpty()) {
        try (archive) {
          archive.refusePickle(HELP);
        }
      }
    }

    @Override
    public List<String> titles() {
      return titles;
    }

    @Override
    public StoredTensor read(String title) throws IOException {
      String entry = title + SUFFIX;
      return archive.read(
          entry,
          Numbers.MOST * 8L + (1 << 17),
          in -> Npy.read(source + ":" + Abridged.of(entry), in));
    }

    @Override
    public void close() throws IOException {
      archive.close();
    }
  }

  /** A {@code .safetensors} file. */
  private final class Stored implements Content {
    private final Map<String, SafetensorsHeader.Entry> entries;

    Stored(Map<String, SafetensorsHeader.Entry> entries) {
      this.entries = entries;
    }

    @Override
    public List<String> titles() {
      return List.copyOf(entries.keySet());
    }

    @Override
    public StoredTensor read(String title) throws IOException {
      SafetensorsHeader.Entry entry = Objects.requireNonNull(entries.get(title));
      try (InputStream in = stream()) {
        SafetensorsHeader.read(source, in);
        in.skipNBytes(entry.begin());
        return Numbers.read(source, entry.type(), entry.shape(), ByteOrder.LITTLE_ENDIAN, in);
      }
    }
  }
}
