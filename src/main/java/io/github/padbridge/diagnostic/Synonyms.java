package io.github.padbridge.diagnostic;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Other names of frameworks, layouts and formats. */
final class Synonyms {
  /** Names with one meaning, the most exact first. A name belongs to the first list that has it. */
  private static final List<List<String>> MEANINGS =
      List.of(
          List.of("pytorch", "torch", "pt", "libtorch"),
          List.of("tensorflow", "tf", "tf2", "tf.nn", "python", "py"),
          List.of("keras", "tf.keras", "keras3", "tensorflow", "python"),
          List.of("jax", "lax", "flax", "linen", "flax.linen", "nnx", "flax.nnx", "equinox", "eqx"),
          List.of("onnx", "onnxruntime", "ort"),
          List.of("channels_first", "nchw", "ncw", "ncl", "ncdhw", "nc..."),
          List.of("channels_last", "nhwc", "nwc", "nlc", "ndhwc", "n...c"),
          List.of("markdown", "md"),
          List.of("jsonl", "ndjson", "jsonlines"),
          List.of("text", "txt", "plain"));

  private Synonyms() {}

  /** The known name that means the same as another. */
  static Optional<String> of(String given, Collection<String> known) {
    String name = given.toLowerCase(Locale.ROOT);
    return MEANINGS.stream()
        .filter(names -> names.contains(name))
        .flatMap(List::stream)
        .filter(known::contains)
        .findFirst();
  }
}
