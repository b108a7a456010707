package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
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
import java.util.stream.Stream;

/**
 * Makes a layer of a JSON record: a bare spec {@code {"op": ..., "stride": ...}}, or a record that
 * holds one, {@code {"id": ..., "spec": {...}}}, with the tensors of a case beside it or not.
 */
public final class RecordReader {
  private static final List<String> LABELS = List.of("id", "name");
  private static final List<String> TENSORS = List.of("x", "weight", "bias", "y");

  /** What a key beside the spec may have been meant for. */
  private static final List<String> MEANT =
      Stream.of(List.of("spec"), TENSORS, Argument.ALL).flatMap(List::stream).toList();

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
    if (!(record.require() instanceof JsonObject object)) {
      log.add(
          record.value(),
          "",
          "a record must be an object (got " + record.value().kind() + ")",
          null);
      throw new Refusal(log.faults());
    }
    checkLabels(object, log);
    boolean enveloped = object.fields().containsKey("spec");
    if (enveloped) {
      checkEnvelope(object, log);
    }
    String path = enveloped ? "/spec" : "";
    JsonValue inner = enveloped ? object.fields().get("spec") : object;
    if (!(inner instanceof JsonObject specObject)) {
      log.add(inner, path, "spec must be an object (got " + inner.kind() + ")", null);
      throw new Refusal(log.faults());
    }
    checkKeys(specObject, path, enveloped, log);
    CaseTensors tensors = enveloped ? tensors(object, log) : null;
    SpecFields fields = new SpecFields(overridden(specObject), path, log);
    Optional<ConvSpec> spec = new SpecReader(fields, log, hints(tensors)).read();
    spec.ifPresent(s -> checkTensors(s, tensors, object, log));
    if (!log.isEmpty()) {
      throw new Refusal(log.faults());
    }
    return new LayerRecord(labelOf(record), spec.get(), tensors);
  }

  private static boolean isLabel(JsonValue id) {
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

  /**
   * Keys beside the spec may be anybody's notes, unless they look like ones that would change the
   * answer.
   */
  private static void checkEnvelope(JsonObject object, FaultLog log) {
    for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
      String key = field.getKey();
      if (key.equals("spec") || LABELS.contains(key) || TENSORS.contains(key)) {
        continue;
      }
      if (Argument.ALL.contains(key)) {
        log.add(
            field.getValue(),
            "/" + key,
            "'" + key + "' stands beside the spec",
            "put it inside \"spec\"");
        continue;
      }
      Optional<String> meant = Suggestion.slip(key, MEANT);
      if (meant.isPresent()) {
        log.add(
            field.getValue(),
            "/" + escaped(key),
            "unknown key '" + key + "'",
            "did you mean '" + meant.get() + "'?");
      }
    }
  }

  private static void checkKeys(JsonObject spec, String path, boolean enveloped, FaultLog log) {
    for (Map.Entry<String, JsonValue> field : spec.fields().entrySet()) {
      String key = field.getKey();
      if (!Argument.ALL.contains(key) && !LABELS.contains(key)) {
        String help =
            !enveloped && TENSORS.contains(key)
                ? "a case holds its arguments under \"spec\", beside x, weight, bias and y"
                : Suggestion.help(key, Argument.ALL);
        log.add(field.getValue(), path + "/" + escaped(key), "unknown key '" + key + "'", help);
      }
    }
  }

  /** A key as RFC 6901 wants it in a pointer. */
  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static CaseTensors tensors(JsonObject object, FaultLog log) {
    Map<String, Tensor> read = new LinkedHashMap<>();
    TensorReader reader = new TensorReader(log);
    for (String name : TENSORS) {
      JsonValue value = object.fields().get(name);
      if (value != null && !(value instanceof JsonNull)) {
        read.put(name, reader.read(name, value));
      }
    }
    if (read.isEmpty()) {
      return null;
    }
    for (String name : List.of("x", "weight")) {
      if (!read.containsKey(name)) {
        log.add(object, "", "a case needs x and weight (" + name + " is missing)", null);
      }
    }
    return new CaseTensors(read.get("x"), read.get("weight"), read.get("bias"), read.get("y"));
  }

  private static TensorHints hints(CaseTensors tensors) {
    if (tensors == null) {
      return TensorHints.NONE;
    }
    return new TensorHints(
        tensors.x() == null ? null : tensors.x().shape(),
        tensors.weight() == null ? null : tensors.weight().shape(),
        tensors.bias() != null);
  }

  private static void checkTensors(
      ConvSpec spec, CaseTensors tensors, JsonObject object, FaultLog log) {
    if (tensors == null || tensors.x() == null || tensors.weight() == null) {
      return;
    }
    checkShape("x", tensors.x(), spec.inputShape(), "input_shape", object, log);
    checkShape(
        "weight", tensors.weight(), spec.weightShape(), "the weight of this spec", object, log);
    if (spec.bias() && tensors.bias() == null) {
      log.add(
          object,
          "",
          "the spec has a bias, the case brings none",
          "add bias, or say \"bias\": false in the spec");
    } else if (!spec.bias() && tensors.bias() != null) {
      log.add(
          object.fields().get("bias"),
          "/bias",
          "the case brings a bias, the spec says it has none",
          null);
    } else if (tensors.bias() != null) {
      checkShape(
          "bias",
          tensors.bias(),
          Shape.of(spec.outChannels()),
          "the bias of this spec",
          object,
          log);
    }
  }

  private static void checkShape(
      String name, Tensor tensor, Shape expected, String whose, JsonObject object, FaultLog log) {
    int[] shape = tensor.shape();
    boolean same = shape.length == expected.rank();
    for (int axis = 0; same && axis < shape.length; axis++) {
      Size size = expected.size(axis);
      same = !size.isKnown() || size.value() == shape[axis];
    }
    if (!same) {
      log.add(
          object.fields().get(name),
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
