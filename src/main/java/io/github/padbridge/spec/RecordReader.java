package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a layer of a JSON record: a bare spec {@code {"op": ..., "stride": ...}}, or a record that
 * holds one, {@code {"id": ..., "spec": {...}}}, with the tensors of a case beside it or not.
 */
public final class RecordReader {
  static final List<String> LABELS = List.of("id", "name");

  /** The tensors of a case; TensorFlow calls the weight filters. */
  static final List<String> TENSORS = List.of("x", "weight", "filters", "bias", "y");

  private final Map<String, JsonValue> overrides;

  /**
   * Reads records whose arguments {@code overrides} take the place of, as options on the command
   * line do.
   */
  public RecordReader(Map<String, JsonValue> overrides) {
    this.overrides = overrides;
  }

  /** The record's id and name, as far as they can be read; never refuses. */
  public static LayerRecord.Label labelOf(JsonRecord record) {
    if (!(record.value() instanceof JsonObject object)) {
      return LayerRecord.Label.NONE;
    }
    JsonValue id = object.fields().get("id");
    JsonValue name = object.fields().get("name");
    return new LayerRecord.Label(
        isLabel(id) ? id : null, name instanceof JsonString string ? string.value() : null);
  }

  /**
   * Reads one record.
   *
   * @throws Refusal with every fault that was found, each in its place
   */
  public LayerRecord read(JsonRecord record) {
    FaultLog log = new FaultLog(record.source(), record.pointer());
    JsonValue value = record.require();
    if (!(value instanceof JsonObject object)) {
      log.add(value, "", "a record must be an object (got " + value.kind() + ")", null);
      throw new Refusal(log.faults());
    }
    checkLabels(object, log);
    boolean enveloped = object.fields().containsKey("spec");
    if (enveloped) {
      RecordKeys.checkBesideSpec(object, log);
    }
    String path = enveloped ? "/spec" : "";
    JsonValue inner = object.fields().getOrDefault("spec", object);
    if (!(inner instanceof JsonObject specObject)) {
      log.add(inner, path, "spec must be an object (got " + inner.kind() + ")", null);
      throw new Refusal(log.faults());
    }
    JsonValue expected = expected(object, specObject);
    SpecFields fields = new SpecFields(overridden(without(specObject)), path, log);
    Optional<LayerKind> kind = LayerKind.of(fields);
    RecordKeys.checkInSpec(fields.object(), path, enveloped, kind, log);
    if (kind.isEmpty()) {
      throw new Refusal(log.faults());
    }
    Map<String, @Nullable Tensor> read = enveloped ? tensors(object, kind.get(), log) : Map.of();
    Optional<? extends Layer> bare = kind.get().read(fields, log, hints(read, kind.get(), fields));
    Optional<? extends Layer> spec =
        enveloped ? bare.map(layer -> new PadsField(object, log).joined(layer)) : bare;
    CaseTensors tensors = caseTensors(read, kind.get());
    if (spec.isPresent()) {
      checkWeightShape(spec.get(), fields);
      checkTensors(spec.get(), kind.get(), tensors, object, log);
    }
    Shape expectedShape = expectedShape(expected, log);
    if (!log.isEmpty()) {
      throw new Refusal(log.faults());
    }
    return new LayerRecord(labelOf(record), spec.get(), tensors, expectedShape);
  }

  /** What the record expects of the output, beside the spec or in it; null where nothing. */
  private static @Nullable JsonValue expected(JsonObject object, JsonObject spec) {
    JsonValue beside = object.fields().get(Argument.EXPECTED_OUTPUT_SHAPE);
    return beside == null ? spec.fields().get(Argument.EXPECTED_OUTPUT_SHAPE) : beside;
  }

  private static JsonObject without(JsonObject spec) {
    if (!spec.fields().containsKey(Argument.EXPECTED_OUTPUT_SHAPE)) {
      return spec;
    }
    Map<String, JsonValue> fields = new LinkedHashMap<>(spec.fields());
    fields.remove(Argument.EXPECTED_OUTPUT_SHAPE);
    return new JsonObject(spec.line(), spec.column(), fields);
  }

  private static @Nullable Shape expectedShape(@Nullable JsonValue expected, FaultLog log) {
    if (expected == null || expected instanceof JsonNull) {
      return null;
    }
    JsonObject holder =
        new JsonObject(
            expected.line(), expected.column(), Map.of(Argument.EXPECTED_OUTPUT_SHAPE, expected));
    return ShapeField.read(new SpecFields(holder, "", log), Argument.EXPECTED_OUTPUT_SHAPE);
  }

  private static boolean isLabel(@Nullable JsonValue id) {
    return id instanceof JsonString
        || (id instanceof JsonNumber number && !(number.value() instanceof Double));
  }

  private JsonObject overridden(JsonObject spec) {
    if (overrides.isEmpty()) {
      return spec;
    }
    Map<String, JsonValue> fields = new LinkedHashMap<>(spec.fields());
    fields.putAll(overrides);
    return new JsonObject(spec.line(), spec.column(), fields);
  }

  private static void checkLabels(JsonObject object, FaultLog log) {
    JsonValue id = object.fields().get("id");
    if (id != null && !isLabel(id) && !(id instanceof JsonNull)) {
      log.add(id, "/id", "id must be a string or an integer (got " + id.kind() + ")", null);
    }
    JsonValue name = object.fields().get("name");
    if (name != null && !(name instanceof JsonString || name instanceof JsonNull)) {
      log.add(name, "/name", "name must be a string (got " + name.kind() + ")", null);
    }
  }

  /** The tensors of a case by their names; null for one of which the log has the faults. */
  private static Map<String, @Nullable Tensor> tensors(
      JsonObject object, LayerKind kind, FaultLog log) {
    Map<String, @Nullable Tensor> read = new LinkedHashMap<>();
    TensorReader reader = new TensorReader(log);
    for (String name : TENSORS) {
      JsonValue value = object.fields().get(name);
      if (value == null || value instanceof JsonNull) {
        continue;
      }
      if (!kind.tensors().contains(name)) {
        log.add(value, "/" + name, kind.title() + " has no " + name, null);
      }
      read.put(name, reader.read(name, value));
    }
    for (String name : kind.neededTensors()) {
      if (!read.isEmpty() && !read.containsKey(name)) {
        String all = String.join(" and ", kind.neededTensors());
        log.add(object, "", "a case needs " + all + " (" + name + " is missing)", null);
      }
    }
    return read;
  }

  /** The tensors of a case; null where it brings none, or the log has the reasons. */
  private static @Nullable CaseTensors caseTensors(
      Map<String, @Nullable Tensor> read, LayerKind kind) {
    Tensor x = read.get("x");
    return x == null
        ? null
        : new CaseTensors(x, read.get(kind.weightName()), read.get("bias"), read.get("y"));
  }

  private static TensorHints hints(
      Map<String, @Nullable Tensor> tensors, LayerKind kind, SpecFields fields) {
    if (tensors.isEmpty()) {
      return new TensorHints(null, ShapeField.read(fields, Argument.WEIGHT_SHAPE), true);
    }
    return new TensorHints(
        shape(tensors.get("x")),
        shape(tensors.get(kind.weightName())),
        tensors.get("bias") != null);
  }

  private static @Nullable Shape shape(@Nullable Tensor tensor) {
    return tensor == null ? null : Shape.of(tensor.shape());
  }

  /** A weight_shape may stand in place of other arguments, but not against them. */
  private static void checkWeightShape(Layer spec, SpecFields fields) {
    Shape shape = ShapeField.read(fields, Argument.WEIGHT_SHAPE);
    if (shape != null && !agree(shape, spec.weightShape())) {
      fields.fault(
          Argument.WEIGHT_SHAPE,
          "weight_shape must be "
              + spec.weightShape()
              + ", as the other arguments say (got "
              + shape
              + ")",
          null);
    }
  }

  /** Whether two shapes are the same as far as both are known. */
  private static boolean agree(Shape given, @Nullable Shape weight) {
    return weight != null
        && given.rank() == weight.rank()
        && IntStream.range(0, given.rank())
            .allMatch(
                axis ->
                    !given.size(axis).isKnown()
                        || !weight.size(axis).isKnown()
                        || given.size(axis).equals(weight.size(axis)));
  }

  private static void checkTensors(
      Layer spec, LayerKind kind, @Nullable CaseTensors tensors, JsonObject object, FaultLog log) {
    if (tensors == null || !log.isEmpty()) {
      return;
    }
    checkShape("x", tensors.x(), spec.inputShape(), "input_shape", object, log);
    String weight = kind.weightName();
    if (weight != null) {
      String whose = "the " + weight + " of this spec";
      checkShape(weight, tensors.weight(), spec.weightShape(), whose, object, log);
    }
    if (spec.biasShape() != null && tensors.bias() == null) {
      log.add(
          object,
          "",
          "the spec has a bias, the case brings none",
          "add bias, or say \"bias\": false in the spec");
    } else if (spec.biasShape() == null && tensors.bias() != null) {
      log.add(
          object.fields().getOrDefault("bias", object),
          "/bias",
          "the case brings a bias, the spec says it has none",
          null);
    } else {
      checkShape("bias", tensors.bias(), spec.biasShape(), "the bias of this spec", object, log);
    }
  }

  /** Checks a tensor, where there is one and the layer has it. */
  private static void checkShape(
      String name,
      @Nullable Tensor tensor,
      @Nullable Shape expected,
      String whose,
      JsonObject object,
      FaultLog log) {
    if (tensor == null || expected == null) {
      return;
    }
    int[] shape = tensor.shape();
    boolean same = shape.length == expected.rank();
    for (int axis = 0; same && axis < shape.length; axis++) {
      Size size = expected.size(axis);
      same = !size.isKnown() || size.value() == shape[axis];
    }
    if (!same) {
      log.add(
          object.fields().getOrDefault(name, object),
          "/" + name,
          name
              + " must have the shape "
              + expected
              + " of "
              + whose
              + " (got "
              + Arrays.toString(shape)
              + ")",
          null);
    }
  }
}
