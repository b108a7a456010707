package io.github.padbridge.modelfile.tensor;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code .safetensors} files as the library of that name does: tensors by the alignment of
 * their type, then by name; a header that ends at a multiple of 8 bytes.
 */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;

  /** The types in the order in which their tensors stand. */
  private static final List<NumberType> TYPES =
      List.of(
          NumberType.UINT64,
          NumberType.INT64,
          NumberType.FLOAT64,
          NumberType.FLOAT32,
          NumberType.UINT32,
          NumberType.INT32,
          NumberType.BFLOAT16,
          NumberType.FLOAT16,
          NumberType.UINT16,
          NumberType.INT16,
          NumberType.INT8,
          NumberType.UINT8,
          NumberType.BOOL);

  private SafetensorsWriter() {}

  /**
   * Writes a file.
   *
   * @param metadata texts by name; empty for none
   */
  public static void write(
      OutputStream out, List<OutputTensor> tensors, Map<String, String> metadata)
      throws IOException {
    List<OutputTensor> ordered =
        tensors.stream()
            .sorted(
                Comparator.comparingInt(
                        (OutputTensor each) -> TYPES.indexOf(each.elements().type()))
                    .thenComparing(OutputTensor::name, Utf8Order.ORDER))
            .toList();
    byte[] header = header(ordered, metadata);
    int padding = Math.floorMod(-header.length, ALIGNMENT);
    byte[] length = new byte[ALIGNMENT];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length + (long) padding);
    out.write(length);
    out.write(header);
    out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    for (OutputTensor tensor : ordered) {
      tensor.elements().write(out);
    }
  }

  private static byte[] header(List<OutputTensor> tensors, Map<String, String> metadata)
      throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator((OutputStream) header)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(SafetensorsHeader.METADATA);
        for (Map.Entry<String, String> text : metadata.entrySet()) {
          json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
      }
      long begin = 0;
      for (OutputTensor tensor : tensors) {
        long end = begin + tensor.elements().size();
        json.writeObjectFieldStart(tensor.name());
        json.writeStringField("dtype", tensor.elements().type().safetensors());
        array(json, "shape", tensor.shape());
        array(json, "data_offsets", begin, end);
        json.writeEndObject();
        begin = end;
      }
      json.writeEndObject();
    }
    return header.toByteArray();
  }

  private static void array(JsonGenerator json, String name, long... numbers) throws IOException {
    json.writeArrayFieldStart(name);
    for (long number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }
}
