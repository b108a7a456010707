package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.shape.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a layer from a JSON record: a bare spec {@code {"op": ..., "stride": ...}}, or a record
 * {@code {"id": ..., "spec": {...}}}, with or without the tensors of a case.
 */
public final class RecordReader {
  private final Map<String, JsonValue> overrides;
  private final Map<String, Tensor> tensors;

  /**
   * @param overrides arguments that replace those of every record
   */
  public RecordReader(Map<String, JsonValue> overrides) {
    this(overrides, Map.of());
  }

  /**
   * @param overrides arguments that replace those of every record
   * @param tensors of files, for every record: {@code x}, {@code weight}, {@code bias} and {@code
   *     y}
   */
  public RecordReader(Map<String, JsonValue> overrides, Map<String, Tensor> tensors) {
    this.overrides = overrides;
    this.tensors = tensors;
  }

  /** A reader with more overrides; its own come first. */
  public RecordReader with(Map<String, JsonValue> more) {
    Map<String, JsonValue> all = new LinkedHashMap<>(more);
    all.putAll(overrides);
    return new RecordReader(all, tensors);
  }

  /** The id and name of the record, as far as they can be read; never refuses. */
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
   * @throws Refusal with every fault and its place
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
    CaseReader numbers = new CaseReader(object, kind.get(), log);
    if (enveloped) {
      numbers.read();
    }
    numbers.add(tensors);
    Optional<? extends Layer> spec = kind.get().read(fields, numbers.hints(fields));
    if (enveloped) {
      spec = spec.map(layer -> new PadsField(object, log).joined(layer));
    }
    if (spec.isPresent()) {
      numbers.check(spec.get(), fields);
    }
    Shape expectedShape = expectedShape(expected, log);
    if (!log.isEmpty()) {
      throw new Refusal(log.faults());
    }
    return new LayerRecord(labelOf(record), spec.get(), numbers.tensors(), expectedShape);
  }

  /** The output shape that the record expects, next to the spec or in it; null if none. */
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
}
