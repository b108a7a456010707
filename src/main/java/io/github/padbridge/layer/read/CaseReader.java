package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the tensors of a case and checks them against the layer. Reads one record. */
final class CaseReader {
  private final JsonObject object;
  private final LayerKind kind;
  private final FaultLog log;
  private boolean isFromFiles;

  /** The tensors by name; null for one with faults. */
  private final Map<String, @Nullable Tensor> read = new LinkedHashMap<>();

  CaseReader(JsonObject object, LayerKind kind, FaultLog log) {
    this.object = object;
    this.kind = kind;
    this.log = log;
  }

  void read() {
    TensorReader reader = new TensorReader(log);
    for (String name : RecordKeys.TENSORS) {
      JsonValue value = object.fields().get(name);
      if (value == null || value instanceof JsonNull) {
        continue;
      }
      if (!kind.tensors().contains(name)) {
        log.add(value, "/" + name, kind.title() + " has no " + name, null);
      }
      read.put(name, reader.read(name, value));
    }
    requireAll();
  }

  /** Adds the tensors of files. Their faults have the place of the record. */
  void add(Map<String, Tensor> tensors) {
    isFromFiles = !tensors.isEmpty();
    tensors.forEach(
        (name, tensor) -> {
          String own =
              name.equals("weight") && kind.weightName() != null ? kind.weightName() : name;
          if (!kind.tensors().contains(own)) {
            log.add(object, "", kind.title() + " has no " + name, null);
          }
          read.put(own, tensor);
        });
    if (isFromFiles) {
      requireAll();
    }
  }

  private void requireAll() {
    for (String name : kind.neededTensors()) {
      if (!read.isEmpty() && !read.containsKey(name)) {
        String all = String.join(" and ", kind.neededTensors());
        log.add(object, "", "a case needs " + all + " (" + name + " is missing)", null);
      }
    }
  }

  /** The tensors; null if the record has none, or the log has faults. */
  @Nullable CaseTensors tensors() {
    Tensor x = read.get("x");
    return x == null
        ? null
        : new CaseTensors(x, read.get(kind.weightName()), read.get("bias"), read.get("y"));
  }

  /** What the tensors, or else the weight_shape, tell about arguments that the spec leaves out. */
  TensorHints hints(SpecFields fields) {
    return read.isEmpty()
        ? new TensorHints(null, ShapeField.read(fields, Argument.WEIGHT_SHAPE), true)
        : new TensorHints(shape("x"), shape(kind.weightName()), read.get("bias") != null);
  }

  private @Nullable Shape shape(@Nullable String name) {
    Tensor tensor = read.get(name);
    return tensor == null ? null : Shape.of(tensor.shape());
  }

  /** Logs a weight_shape or tensor shapes that contradict the layer. */
  void check(Layer layer, SpecFields fields) {
    Shape given = ShapeField.read(fields, Argument.WEIGHT_SHAPE);
    Shape weight = layer.weightShape();
    if (given != null && (weight == null || !given.agreesWith(weight))) {
      fields.fault(
          Argument.WEIGHT_SHAPE,
          "weight_shape must be " + weight + " by the other arguments (got " + given + ")",
          null);
    }
    if (read.get("x") == null || !log.isEmpty()) {
      return;
    }
    checkShape("x", layer.inputShape(), "input_shape");
    if (kind.weightName() != null) {
      checkShape(kind.weightName(), weight, "the " + kind.weightName() + " of this spec");
    }
    boolean brought = read.get("bias") != null;
    boolean isUsual = layer.framework() == Framework.PYTORCH && kind.tensors().contains("bias");
    if (isFromFiles && isUsual && !brought && !fields.has(Argument.BIAS)) {
      log.add(
          object,
          "",
          kind.title() + " has a bias by default, and its numbers are missing",
          "give the file of the bias, or bias=False in the layer");
      return;
    }
    if (layer.biasShape() != null && !brought) {
      log.add(
          object,
          "",
          "the spec has a bias, the case has none",
          "add bias, or set \"bias\": false in the spec");
    } else if (layer.biasShape() == null && brought) {
      fault("bias", "the case has a bias, the spec has \"bias\": false");
    } else {
      checkShape("bias", layer.biasShape(), "the bias of this spec");
    }
  }

  /** Checks the shape of a tensor, if the case and the layer have it. */
  private void checkShape(String name, @Nullable Shape expected, String whose) {
    Shape given = shape(name);
    if (given != null && expected != null && !given.agreesWith(expected)) {
      log.add(
          object.fields().getOrDefault(name, object),
          "/" + name,
          name + " must have the shape " + expected + " of " + whose + " (got " + given + ")",
          ForeignOrder.help(name, given, expected));
    }
  }

  private void fault(String name, String message) {
    log.add(object.fields().getOrDefault(name, object), "/" + name, message, null);
  }
}
