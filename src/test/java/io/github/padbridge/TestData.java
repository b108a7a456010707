package io.github.padbridge;

import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonRecords;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records from the test resources and from literals. */
public final class TestData {
  private TestData() {}

  /** The records of {@code golden/NAME}. */
  public static List<JsonRecord> golden(String name) {
    try (InputStream in = TestData.class.getResourceAsStream("/golden/" + name)) {
      List<JsonRecord> records = new ArrayList<>();
      JsonRecords.read(name, in, records::add);
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The records of a JSON text in which single quotes stand for double ones. */
  public static List<JsonRecord> records(String json) {
    return parsed(json.replace('\'', '"'));
  }

  /** The records of a JSON text as it stands. */
  public static List<JsonRecord> parsed(String json) {
    List<JsonRecord> records = new ArrayList<>();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try {
      JsonRecords.read("spec.json", new ByteArrayInputStream(bytes), records::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  public static LayerRecord layer(JsonRecord record) {
    return new RecordReader(Map.of()).read(record);
  }

  public static LayerRecord layer(String json) {
    return layer(records(json).get(0));
  }

  /** The convolution of PyTorch's that the literal describes. */
  public static ConvSpec spec(String json) {
    return (ConvSpec) layer(json).spec();
  }

  public static int[] ints(JsonArray array) {
    return array.items().stream()
        .mapToInt(item -> ((JsonNumber) item).value().intValue())
        .toArray();
  }

  /** The canonical plan. */
  public static Plan padSlice(Layer spec) {
    return Alternative.plan(Strategy.PAD_SLICE, spec, Runtime.PORTABLE);
  }

  /** The layer's input with none of its sizes known but the channels. */
  public static Shape opened(Layer layer) {
    Shape shape = layer.inputShape();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (axis != layer.channelAxis()) {
        shape = shape.with(axis, Size.unknown("size" + axis));
      }
    }
    return shape;
  }
}
