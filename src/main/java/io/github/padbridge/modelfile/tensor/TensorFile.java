package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.common.ModelArchive;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file of tensors, recognized by its content. */
public final class TensorFile {
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
   * @throws Refusal if there is none of that name, or the file is damaged
   */
  public StoredTensor read(String name) throws IOException {
    return find(name, true)
        .orElseThrow(() -> new IllegalStateException("a name that is needed was not found"));
  }

  /**
   * Reads a tensor of an archive; empty if it has none of that name.
   *
   * @throws Refusal if the file is damaged
   */
  public Optional<StoredTensor> find(String name) throws IOException {
    return find(name, false);
  }

  private Optional<StoredTensor> find(String name, boolean needed) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(9);
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      if (Arrays.equals(Arrays.copyOf(start, NpyHeader.MAGIC.length), NpyHeader.MAGIC)) {
        return Optional.of(Npy.read(source, in));
      }
      if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
        return archived(name, needed);
      }
      if (start.length == 9 && start[8] == '{') {
        return stored(name, needed, in);
      }
    } catch (EOFException e) {
      throw ModelArchive.refusal(source, "this file is cut short: " + e.getMessage(), null);
    }
    throw ModelArchive.refusal(
        source,
        "this is not a .npy, .npz or .safetensors file",
        "write one: numpy.save(\"" + name + ".npy\", x)");
  }

  private Optional<StoredTensor> archived(String name, boolean needed) throws IOException {
    try (ModelArchive archive = ModelArchive.open(source, path)) {
      List<String> names = archive.names(entry -> entry.endsWith(".npy"));
      if (names.isEmpty()) {
        archive.refusePickle();
      }
      List<String> titles = names.stream().map(each -> each.replaceFirst("\\.npy$", "")).toList();
      Optional<String> title = chosen(name, titles, needed);
      if (title.isEmpty()) {
        return Optional.empty();
      }
      String entry = title.get() + ".npy";
      return Optional.of(
          archive.read(
              entry,
              Numbers.MOST * 8L + (1 << 17),
              in -> Npy.read(source + ":" + Abridged.of(entry), in)));
    }
  }

  private Optional<StoredTensor> stored(String name, boolean needed, InputStream in)
      throws IOException {
    Map<String, SafetensorsHeader.Entry> entries = SafetensorsHeader.read(source, in).entries();
    Optional<String> title = chosen(name, new ArrayList<>(entries.keySet()), needed);
    if (title.isEmpty()) {
      return Optional.empty();
    }
    SafetensorsHeader.Entry entry = entries.get(title.get());
    in.skipNBytes(entry.begin());
    return Optional.of(
        Numbers.read(source, entry.type(), entry.shape(), ByteOrder.LITTLE_ENDIAN, in));
  }

  /** The name to read: that one, or the only one if it must be there. */
  private Optional<String> chosen(String name, List<String> names, boolean needed) {
    if (names.contains(name)) {
      return Optional.of(name);
    }
    if (!needed) {
      return Optional.empty();
    }
    if (names.size() == 1) {
      return Optional.of(names.get(0));
    }
    List<String> some = names.stream().limit(8).map(Abridged::of).toList();
    throw ModelArchive.refusal(
        source,
        "there is no tensor '" + name + "' in this file",
        names.isEmpty() ? null : "it has " + String.join(", ", some) + (names.size() > 8 ? ", ..." : ""));
  }
}
