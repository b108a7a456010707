package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.layer.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"shape": [...], "data": [...]}}. */
final class TensorReader {
  private final FaultLog log;

  TensorReader(FaultLog log) {
    this.log = log;
  }

  /** The tensor; null if the log has faults. */
  @Nullable Tensor read(String name, JsonValue value) {
    String path = "/" + name;
    if (!(value instanceof JsonObject object)) {
      log.add(
          value,
          path,
          name + " must be {\"shape\": [...], \"data\": [...]} (got " + value.kind() + ")",
          null);
      return null;
    }
    object
        .fields()
        .forEach(
            (key, field) -> {
              if (!key.equals("shape") && !key.equals("data")) {
                log.add(
                    field,
                    path + "/" + key,
                    "unknown key '" + key + "' in tensor " + name,
                    "a tensor has 'shape' and 'data'");
              }
            });
    int[] shape = shape(name, object, path);
    double[] data = data(name, object, path);
    if (shape == null || data == null) {
      return null;
    }
    long elements = 1;
    for (int size : shape) {
      elements =
          size == 0 || elements == 0
              ? 0
              : elements > Integer.MAX_VALUE ? elements : elements * size;
    }
    if (elements != data.length) {
      log.add(
          object.fields().getOrDefault("data", object),
          path + "/data",
          name
              + " must hold as many numbers as its shape "
              + Arrays.toString(shape)
              + " says (got "
              + data.length
              + ")",
          null);
      return null;
    }
    return new Tensor(shape, data);
  }

  private int @Nullable [] shape(String name, JsonObject object, String path) {
    List<JsonValue> items = items(name, "shape", object, path);
    if (items == null) {
      return null;
    }
    int[] shape = new int[items.size()];
    SpecFields fields = new SpecFields(object, path, log);
    for (int i = 0; i < shape.length; i++) {
      String at = path + "/shape/" + i;
      OptionalInt size = fields.integer(name + ".shape", items.get(i), at);
      if (size.isEmpty()) {
        return null;
      }
      if (size.getAsInt() < 0) {
        log.add(
            items.get(i),
            at,
            "a size in " + name + ".shape must not be negative (got " + size.getAsInt() + ")",
            null);
        return null;
      }
      shape[i] = size.getAsInt();
    }
    return shape;
  }

  private double @Nullable [] data(String name, JsonObject object, String path) {
    List<JsonValue> items = items(name, "data", object, path);
    if (items == null) {
      return null;
    }
    double[] data = new double[items.size()];
    for (int i = 0; i < data.length; i++) {
      if (!(items.get(i) instanceof JsonNumber number)) {
        log.add(
            items.get(i),
            path + "/data/" + i,
            name
                + ".data must hold numbers only (got "
                + items.get(i).kind()
                + ": "
                + items.get(i).quoted()
                + ")",
            items.get(i) instanceof JsonArray
                ? "write the numbers as one flat list, row-major"
                : null);
        return null;
      }
      data[i] = number.value().doubleValue();
    }
    return data;
  }

  private @Nullable List<JsonValue> items(String name, String key, JsonObject object, String path) {
    JsonValue value = object.fields().get(key);
    if (value instanceof JsonArray array) {
      return array.items();
    }
    if (value == null) {
      log.add(object, path, name + " has no '" + key + "'", null);
    } else {
      log.add(
          value,
          path + "/" + key,
          name + "." + key + " must be a list (got " + value.kind() + ")",
          null);
    }
    return null;
  }
}
