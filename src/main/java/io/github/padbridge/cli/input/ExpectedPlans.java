package io.github.padbridge.cli.input;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.Json;
import io.github.padbridge.json.JsonDifference;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonRecords;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.translate.Translation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Earlier output of {@code translate}, to compare with the current translations. */
public final class ExpectedPlans {
  private static final List<String> COMPARED = List.of("spec", "output_shape", "plan");

  private final String source;

  /** By label, or by spec if there is no label; layers with the same key in their order. */
  private final Map<String, List<JsonObject>> expected = new LinkedHashMap<>();

  private ExpectedPlans(String source) {
    this.source = source;
  }

  /**
   * Reads the output of {@code translate}, JSON or JSON lines.
   *
   * @throws Refusal if it cannot be read, or is not such output
   */
  public static ExpectedPlans read(String file, InputStream stdin) {
    String name = InputFile.shown(file);
    ExpectedPlans plans = new ExpectedPlans(name);
    try (InputStream in = InputFile.open(file, stdin)) {
      JsonRecords.read(name, in, plans::add);
      return plans;
    } catch (IOException e) {
      throw InputFile.unreadable(name, e);
    }
  }

  private void add(JsonRecord record) {
    if (!(record.require() instanceof JsonObject object)
        || !(object.fields().containsKey("error")
            || object.fields().keySet().containsAll(COMPARED))) {
      throw new Refusal(
          Fault.at(
              new Place(source, line(record), 1, record.pointer()),
              "this is not output of padbridge translate",
              "write it with padbridge translate ... --format json -o " + source));
    }
    if (!object.fields().containsKey("error")) {
      String key = key(RecordReader.labelOf(record), object);
      expected.computeIfAbsent(key, k -> new ArrayList<>()).add(object);
    }
  }

  private static int line(JsonRecord record) {
    return record.value() == null ? 1 : record.value().line();
  }

  /** The differences of a translation from the expected one, one line each. */
  public List<String> changes(LayerRecord.Label label, Translation translation) {
    JsonObject now = json(label, translation);
    String key = key(label, now);
    List<JsonObject> candidates = expected.getOrDefault(key, List.of());
    if (candidates.isEmpty()) {
      return List.of(Printable.line(source + " has no such layer"));
    }
    JsonObject before = candidates.remove(0);
    List<String> changes = new ArrayList<>();
    for (String part : COMPARED) {
      changes.addAll(JsonDifference.of(part, before.fields().get(part), now.fields().get(part)));
    }
    return changes;
  }

  /** The expected layers that are missing. */
  public List<Fault> missing() {
    return expected.values().stream()
        .flatMap(List::stream)
        .map(
            object ->
                Fault.at(
                    new Place(source, object.line(), object.column(), ""),
                    "this layer is in the file but not in the input",
                    "rewrite the file if the layer was removed"))
        .collect(Collectors.toList());
  }

  private static String key(LayerRecord.Label label, JsonObject answer) {
    String id = label.id() == null ? "" : JsonDifference.shown(label.id());
    String name = label.name() == null ? "" : label.name();
    return id.isEmpty() && name.isEmpty()
        ? JsonDifference.shown(answer.fields().get("spec"))
        : id + " " + name;
  }

  private static JsonObject json(LayerRecord.Label label, Translation translation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<JsonValue> values = new ArrayList<>();
    try (JsonGenerator generator = Json.FACTORY.createGenerator(bytes)) {
      new JsonAnswer(generator).translation(label, translation);
      generator.flush();
      JsonRecords.read(
          "", new ByteArrayInputStream(bytes.toByteArray()), r -> values.add(r.value()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (JsonObject) values.get(0);
  }
}
