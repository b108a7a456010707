package io.github.padbridge.modelfile.tensor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.Json;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.modelfile.common.PlainJson;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of a {@code .safetensors} file: its length in 8 bytes, then JSON.
 *
 * @param entries by name, in the order of their numbers in the file
 * @param metadata texts by name
 * @param bytes the offset of the first number in the file
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata, long bytes) {
  /** The key of the metadata. */
  static final String METADATA = "__metadata__";

  private static final int MOST_BYTES = 100_000_000;

  /**
   * A tensor.
   *
   * @param begin the offset of its first byte behind the header
   * @param end the offset behind its last byte
   */
  record Entry(NumberType type, long[] shape, long begin, long end) {}

  /**
   * Reads the header, up to the first number.
   *
   * @throws Refusal if it is damaged: the tensors must follow one another without a gap
   */
  static SafetensorsHeader read(String source, InputStream in) throws IOException {
    byte[] first = in.readNBytes(8);
    if (first.length < 8) {
      throw new EOFException("it ends in its header");
    }
    long length = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MOST_BYTES) {
      throw damaged(source, "its length is " + Long.toUnsignedString(length));
    }
    byte[] json = in.readNBytes((int) length);
    if (json.length < length) {
      throw new EOFException("it ends in its header");
    }
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      parser.nextToken();
      Map<String, @Nullable Object> fields = PlainJson.fields(new PlainJson(parser).value());
      return new SafetensorsHeader(
          entries(source, fields), metadata(source, fields.get(METADATA)), length + 8);
    } catch (JsonProcessingException | PlainJson.TooMany e) {
      throw damaged(source, "it is not JSON");
    }
  }

  private static Map<String, String> metadata(String source, @Nullable Object value) {
    Map<String, String> metadata = new LinkedHashMap<>();
    PlainJson.fields(value)
        .forEach(
            (name, text) -> {
              if (!(text instanceof String string)) {
                throw damaged(source, "its metadata is not text");
              }
              metadata.put(name, string);
            });
    return metadata;
  }

  private static Map<String, Entry> entries(String source, Map<String, @Nullable Object> fields) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (!name.equals(METADATA)) {
            entries.put(name, entry(source, name, PlainJson.fields(value)));
          }
        });
    Map<String, Entry> ordered = new LinkedHashMap<>();
    entries.entrySet().stream()
        .sorted(
            Map.Entry.comparingByValue(
                Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end)))
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    long next = 0;
    for (Entry entry : ordered.values()) {
      if (entry.begin != next) {
        throw damaged(source, "its tensors overlap or leave a gap at byte " + next);
      }
      next = entry.end;
    }
    return ordered;
  }

  private static Entry entry(String source, String tensor, Map<String, @Nullable Object> fields) {
    if (!(fields.get("dtype") instanceof String name)) {
      throw damaged(source, "a tensor has no dtype");
    }
    NumberType type =
        NumberType.ofSafetensors(name)
            .orElseThrow(
                () ->
                    ModelArchive.refusal(
                        source,
                        Abridged.of(tensor)
                            + " has the dtype "
                            + Abridged.of(name)
                            + ", which is not supported",
                        "supported are " + NumberType.safetensorsNames()));
    long[] shape = numbers(source, fields.get("shape"));
    long[] offsets = numbers(source, fields.get("data_offsets"));
    long bytes = type.bytes();
    for (long size : shape) {
      if (size != 0 && bytes > Long.MAX_VALUE / size) {
        throw damaged(source, "a shape is too large");
      }
      bytes *= size;
    }
    if (offsets.length != 2 || offsets[1] - offsets[0] != bytes) {
      throw damaged(source, "the shape and the data_offsets of a tensor disagree");
    }
    return new Entry(type, shape, offsets[0], offsets[1]);
  }

  private static long[] numbers(String source, @Nullable Object value) {
    List<@Nullable Object> items = PlainJson.items(value);
    long[] numbers = new long[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(items.get(i) instanceof Long number) || number < 0) {
        throw damaged(source, "a size is not a number");
      }
      numbers[i] = number;
    }
    if (!(value instanceof List<?>)) {
      throw damaged(source, "a tensor has no shape or no data_offsets");
    }
    return numbers;
  }

  private static Refusal damaged(String source, String reason) {
    return ModelArchive.refusal(
        source, "the header of this .safetensors file is damaged: " + reason, null);
  }
}
