package io.github.padbridge.notation;

import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.expression.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The padding calls by name. */
final class Notations {
  /** Reads one kind of call. */
  @FunctionalInterface
  interface Reader {
    TensorPadding read(Call call, ErrorReporter reporter, TensorContext context);
  }

  /** Examples for help. */
  static final List<String> TELLING =
      List.of(
          "F.pad",
          "nn.ZeroPad2d",
          "tf.pad",
          "keras.layers.ZeroPadding2D",
          "np.pad",
          "jax.lax.pad",
          "padding=(1, 0)",
          "pads=[0, 1, 3, 2]");

  /** Functions, by all usual names. */
  private static final Map<String, Reader> FUNCTIONS = new LinkedHashMap<>();

  /** Classes, by name without module. */
  private static final Map<String, Reader> CLASSES = new LinkedHashMap<>();

  static {
    Reader torch = (call, reporter, context) -> new TorchReader(reporter, context).functional(call);
    functions(torch, "F.pad", "torch.nn.functional.pad", "nn.functional.pad", "functional.pad");
    Reader tensorFlow =
        (call, reporter, context) -> new TensorFlowReader(reporter, context).read(call);
    functions(
        tensorFlow, "tf.pad", "tensorflow.pad", "tf.compat.v1.pad", "tensorflow.compat.v1.pad");
    Reader numpy =
        (call, reporter, context) -> new NumpyReader(reporter, context, false).read(call);
    functions(numpy, "np.pad", "numpy.pad");
    Reader keras =
        (call, reporter, context) -> new NumpyReader(reporter, context, false).readKeras(call);
    functions(keras, "keras.ops.pad", "tf.keras.ops.pad", "ops.pad");
    Reader jaxNumpy =
        (call, reporter, context) -> new NumpyReader(reporter, context, true).read(call);
    functions(jaxNumpy, "jnp.pad", "jax.numpy.pad");
    Reader lax = (call, reporter, context) -> new LaxReader(reporter, context).pad(call);
    functions(lax, "lax.pad", "jax.lax.pad");
    Reader convolution =
        (call, reporter, context) -> new LaxConvolutionReader(reporter, context).call(call);
    functions(convolution, "lax.conv_general_dilated", "jax.lax.conv_general_dilated");
    Reader onnx = (call, reporter, context) -> new OnnxReader(reporter, context).node(call);
    functions(onnx, "helper.make_node", "onnx.helper.make_node", "make_node");
    OnnxReader.OPS.forEach(op -> functions(onnx, OnnxReader.MODULE + op));
    for (int spatialRank = 1; spatialRank <= 3; spatialRank++) {
      classes(spatialRank);
    }
  }

  private Notations() {}

  private static void functions(Reader reader, String... names) {
    for (String name : names) {
      FUNCTIONS.put(name, reader);
    }
  }

  private static void classes(int rank) {
    for (TorchModule module : TorchModule.values()) {
      CLASSES.put(
          module.className(rank),
          (call, reporter, context) ->
              new TorchReader(reporter, context)
                  .module(call, module.mode(), rank, module == TorchModule.CONSTANT));
    }
    CLASSES.put(
        "Conv" + rank + "d",
        (call, reporter, context) -> new TorchLayerReader(reporter, context).layer(call, rank));
    CLASSES.put(
        "ZeroPadding" + rank + "D",
        (call, reporter, context) -> new KerasReader(reporter, context).read(call, rank));
    CLASSES.put(
        "Cropping" + rank + "D",
        (call, spot, asked) -> new KerasReader(spot, asked).cropping(call, rank));
    CLASSES.put(
        "ConvTranspose" + rank + "d",
        (call, reporter, context) -> {
          throw reporter.refusal(
              call.line(),
              call.column(),
              "the padding of a transposed convolution crops its output",
              "translate the layer with padbridge translate");
        });
  }

  static Optional<Reader> named(String name) {
    Reader function = FUNCTIONS.get(name);
    return Optional.ofNullable(function == null ? CLASSES.get(last(name)) : function);
  }

  /** The functions by the first of their names, and the classes. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    Set<Reader> seen = new HashSet<>();
    FUNCTIONS.forEach(
        (name, reader) -> {
          if (seen.add(reader)) {
            names.add(name);
          }
        });
    names.addAll(CLASSES.keySet());
    // Those of transposed convolutions are known only to be refused with the reason.
    names.removeIf(name -> name.startsWith("ConvTranspose"));
    return names;
  }

  /** The known name nearest to a misspelt one. */
  static Optional<String> nearest(String name) {
    List<String> known = new ArrayList<>(FUNCTIONS.keySet());
    for (String className : CLASSES.keySet()) {
      known.add((className.endsWith("D") ? "keras.layers." : "nn.") + className);
    }
    return Suggestion.nearest(name, known)
        .or(() -> Suggestion.slip(last(name), List.copyOf(CLASSES.keySet())));
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
