package io.github.padbridge.modelfile.pt2;

import com.fasterxml.jackson.core.JsonParser;
import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.Json;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.modelfile.common.PlainJson;
import io.github.padbridge.modelfile.tensor.EntryBytes;
import io.github.padbridge.modelfile.tensor.FileTensor;
import io.github.padbridge.modelfile.tensor.NumberType;
import io.github.padbridge.modelfile.tensor.TensorArchive;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters, buffers and constants of a {@code .pt2} archive. */
public final class ExportedTensors implements TensorArchive {
  /** Entries that describe them, since PyTorch 2.8. */
  private static final Pattern CONFIG =
      Pattern.compile("([^/]+/)?data/(weights|constants)/[^/]+_config\\.json");

  private static final long STRIDED = 7;

  /** By the numbers of torch._export.serde.schema.ScalarType. */
  private static final Map<Long, NumberType> TYPES =
      Map.ofEntries(
          Map.entry(1L, NumberType.UINT8),
          Map.entry(2L, NumberType.INT8),
          Map.entry(3L, NumberType.INT16),
          Map.entry(4L, NumberType.INT32),
          Map.entry(5L, NumberType.INT64),
          Map.entry(6L, NumberType.FLOAT16),
          Map.entry(7L, NumberType.FLOAT32),
          Map.entry(8L, NumberType.FLOAT64),
          Map.entry(12L, NumberType.BOOL),
          Map.entry(13L, NumberType.BFLOAT16),
          Map.entry(28L, NumberType.UINT16),
          Map.entry(34L, NumberType.UINT32),
          Map.entry(35L, NumberType.UINT64));

  private final ModelArchive archive;
  private final List<FileTensor> tensors = new ArrayList<>();

  /**
   * @throws Refusal if the archive has none, or they are damaged
   */
  public ExportedTensors(ModelArchive archive) throws IOException {
    this.archive = archive;
    forEach(archive, this::add);
    if (tensors.isEmpty()) {
      throw ModelArchive.refusal(
          archive.source(),
          "this archive holds no weights",
          "write it with PyTorch 2.8 or later: torch.export.save(program, \"model.pt2\")");
    }
  }

  private interface EntrySink {
    /**
     * Takes what describes a tensor.
     *
     * @param folder of its file
     */
    void accept(String name, String folder, Map<String, @Nullable Object> entry);
  }

  private static void forEach(ModelArchive archive, EntrySink sink) throws IOException {
    for (String config : archive.names(name -> CONFIG.matcher(name).matches())) {
      Map<String, @Nullable Object> entries =
          PlainJson.fields(archive.read(config, ExportedTensors::json).get("config"));
      String folder = config.substring(0, config.lastIndexOf('/') + 1);
      entries.forEach((name, entry) -> sink.accept(name, folder, PlainJson.fields(entry)));
    }
  }

  /** For every tensor all names of the same elements, such as those of tied weights. */
  static Map<String, List<String>> aliases(ModelArchive archive) throws IOException {
    Map<Object, List<String>> groups = new HashMap<>();
    Map<String, List<String>> aliases = new HashMap<>();
    forEach(
        archive,
        (name, folder, entry) -> {
          Map<String, @Nullable Object> meta = PlainJson.fields(entry.get("tensor_meta"));
          Object elements =
              Arrays.asList(
                  folder,
                  entry.get("path_name"),
                  meta.get("dtype"),
                  meta.get("sizes"),
                  meta.get("strides"),
                  meta.get("storage_offset"));
          List<String> group = groups.computeIfAbsent(elements, none -> new ArrayList<>());
          group.add(name);
          aliases.put(name, group);
        });
    return aliases;
  }

  private static Map<String, @Nullable Object> json(InputStream in) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(in)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      parser.nextToken();
      return PlainJson.fields(new PlainJson(parser).value());
    }
  }

  private void add(String name, String folder, Map<String, @Nullable Object> entry) {
    Map<String, @Nullable Object> meta = PlainJson.fields(entry.get("tensor_meta"));
    if (meta.isEmpty() && !Boolean.TRUE.equals(entry.get("is_param"))) {
      // An object that is no tensor.
      return;
    }
    if (Boolean.TRUE.equals(entry.get("use_pickle"))) {
      throw refusal(name, "it is a pickle, which can run any code and is never read");
    }
    NumberType type = meta.get("dtype") instanceof Long number ? TYPES.get(number) : null;
    if (type == null) {
      throw refusal(
          name,
          "its type, number "
              + meta.get("dtype")
              + " in PyTorch, is not supported (complex numbers and float8 are not)");
    }
    if (!Long.valueOf(STRIDED).equals(meta.get("layout"))) {
      throw refusal(name, "it is not stored as a dense tensor");
    }
    long[] shape = numbers(name, meta.get("sizes"));
    long[] strides = numbers(name, meta.get("strides"));
    long offset = numbers(name, List.of(PlainJson.fields(meta.get("storage_offset"))))[0];
    String file = folder + entry.get("path_name");
    long size = archive.size(file);
    if (size < 0) {
      throw refusal(name, "its file is missing in the archive");
    }
    if (!fits(shape, strides, offset, size / type.bytes())) {
      throw refusal(name, "its sizes and strides reach beyond its " + size + " bytes");
    }
    tensors.add(
        new FileTensor(name, type, shape, strides, offset, new EntryBytes(archive, file, 0, size)));
  }

  /** Whether all elements stand among the first {@code count}. */
  private static boolean fits(long[] shape, long[] strides, long offset, long count) {
    if (strides.length != shape.length) {
      return false;
    }
    long elements = 1;
    long last = offset;
    boolean isEmpty = false;
    for (int axis = 0; axis < shape.length; axis++) {
      isEmpty |= shape[axis] == 0;
      // A stride of 0 repeats elements, so both are bounded.
      if (shape[axis] > 1
          && (elements > count / shape[axis] || strides[axis] > count / (shape[axis] - 1))) {
        return false;
      }
      elements *= Math.max(shape[axis], 1);
      last += Math.max(shape[axis] - 1, 0) * strides[axis];
    }
    return isEmpty || (offset < count && last < count);
  }

  private long[] numbers(String name, @Nullable Object value) {
    List<@Nullable Object> items = PlainJson.items(value);
    long[] numbers = new long[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(PlainJson.fields(items.get(i)).get("as_int") instanceof Long number) || number < 0) {
        throw refusal(name, "a size or stride is not a number");
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private Refusal refusal(String name, String reason) {
    return ModelArchive.refusal(
        archive.source(), Abridged.of(name) + " cannot be read: " + reason, null);
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
