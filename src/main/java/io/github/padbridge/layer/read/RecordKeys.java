package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.layer.Argument;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which keys a record may have, and what the others may have been meant for. */
final class RecordKeys {
  private static final List<String> LABELS = List.of("id", "name");

  /** The tensors of a case; TensorFlow calls the weight filters. */
  static final List<String> TENSORS = List.of("x", "weight", "filters", "bias", "y");

  /** What a key beside the spec may have been meant for. */
  private static final List<String> MEANT =
      Stream.of(List.of("spec"), TENSORS, Argument.names()).flatMap(Collection::stream).toList();

  private RecordKeys() {}

  /**
   * Keys beside the spec may be anybody's notes, unless they look like ones that would change the
   * answer.
   */
  static void checkBesideSpec(JsonObject object, FaultLog log) {
    for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
      String key = field.getKey();
      // An output_shape beside the spec is somebody's record of what came out.
      if (key.equals("spec")
          || key.equals(Argument.OUTPUT_SHAPE)
          || key.equals(Argument.EXPECTED_OUTPUT_SHAPE)
          || key.equals(PadsField.BEFORE)
          || key.equals(PadsField.AFTER)
          || LABELS.contains(key)
          || TENSORS.contains(key)) {
        continue;
      }
      if (Argument.names().contains(key)) {
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
            "unknown key '" + Abridged.of(key) + "'",
            "did you mean '" + meant.get() + "'?");
      }
    }
  }

  static void checkInSpec(
      JsonObject spec, String path, boolean enveloped, Optional<LayerKind> kind, FaultLog log) {
    Set<String> known = kind.map(LayerKind::arguments).orElse(Argument.names());
    for (Map.Entry<String, JsonValue> field : spec.fields().entrySet()) {
      String key = field.getKey();
      if (known.contains(key) || LABELS.contains(key)) {
        continue;
      }
      if (Argument.names().contains(key)) {
        log.add(
            field.getValue(),
            path + "/" + key,
            kind.get().title() + " has no '" + key + "'",
            Suggestion.help(key, known));
        continue;
      }
      String help =
          !enveloped && TENSORS.contains(key)
              ? "a case holds its arguments under \"spec\", beside x, weight, bias and y"
              : Suggestion.help(key, known);
      log.add(
          field.getValue(),
          path + "/" + escaped(key),
          "unknown key '" + Abridged.of(key) + "'",
          help);
    }
  }

  /** A key as RFC 6901 wants it in a pointer. */
  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
