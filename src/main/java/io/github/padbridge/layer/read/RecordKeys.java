package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.LayerFamily;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys that a record may have, and help for unknown ones. */
final class RecordKeys {
  private static final List<String> LABELS = List.of("id", "name");

  /** The tensors of a case; TensorFlow calls the weight filters. */
  static final List<String> TENSORS = List.of("x", "weight", "filters", "bias", "y");

  /** Arguments that PyTorch and TensorFlow name differently. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          Argument.FILTERS, Argument.OUT_CHANNELS,
          Argument.OUT_CHANNELS, Argument.FILTERS,
          Argument.OUTPUT_SIZE, Argument.OUTPUT_SHAPE,
          Argument.OUTPUT_SHAPE, Argument.OUTPUT_SIZE);

  /** Those that only transposed convolutions have. */
  private static final List<String> OUTPUT_SIZES =
      List.of(Argument.OUTPUT_SIZE, Argument.OUTPUT_SHAPE);

  private static final String SCHEMA = "padbridge schema spec describes every key";

  /** Keys that an unknown key next to the spec may have meant. */
  private static final List<String> MEANT =
      Stream.of(List.of("spec"), TENSORS, Argument.names()).flatMap(Collection::stream).toList();

  private RecordKeys() {}

  /**
   * Checks the keys next to {@code spec}. Unknown keys are ignored unless they look like a known
   * one.
   */
  static void checkBesideSpec(JsonObject object, FaultLog log) {
    for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
      String key = field.getKey();
      // An output_shape next to the spec records a result.
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
            "'" + key + "' is outside the spec",
            "move it into \"spec\"");
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
            kind.get().title() + " has no argument '" + key + "'",
            otherName(key, kind.get()));
        continue;
      }
      String help =
          !enveloped && TENSORS.contains(key)
              ? "a case holds its arguments under \"spec\", next to x, weight, bias and y"
              : Suggestion.help(key, known, SCHEMA);
      // The argument that was meant is not missing.
      log.addArgument(
          Suggestion.nearest(key, known).orElse(key),
          field.getValue(),
          path + "/" + escaped(key),
          "unknown key '" + Abridged.of(key) + "'",
          help);
    }
  }

  /** Help for an argument that other layers have. */
  private static @Nullable String otherName(String key, LayerKind kind) {
    Set<String> known = kind.arguments();
    String other = OTHER_NAMES.get(key);
    if (other != null && known.contains(other)) {
      boolean isOfTransposed = OUTPUT_SIZES.contains(key);
      return isOfTransposed && !kind.isTransposed() ? null : "its name here is '" + other + "'";
    }
    if (Argument.names(LayerFamily.POOLING).contains(key)
        && !Argument.names(LayerFamily.CONVOLUTION).contains(key)) {
      return key + " is for pooling layers";
    }
    return Suggestion.nearest(key, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElse("padbridge help specs");
  }

  /** A key as RFC 6901 wants it in a pointer. */
  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
