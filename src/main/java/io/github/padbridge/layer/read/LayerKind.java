package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerFamily;
import io.github.padbridge.layer.OpNames;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.shape.Framework;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kind of layer that a spec object describes.
 *
 * @param title the name of the op in messages
 * @param family determines the arguments that the layer may have
 * @param weightName the key of the weight in a case; null if the layer has no weight
 */
record LayerKind(String title, LayerFamily family, @Nullable String weightName, Reader reader) {
  private static final List<String> TORCH =
      Stream.concat(ConvOp.functionNames().stream(), PoolOp.functionNames().stream()).toList();

  interface Reader {
    Optional<? extends Layer> read(SpecFields fields, TensorHints hints);
  }

  Optional<? extends Layer> read(SpecFields fields, TensorHints hints) {
    return reader.read(fields, hints);
  }

  /** The names of the arguments that the layer may have. */
  Set<String> arguments() {
    return Argument.names(family);
  }

  /** Whether it is a transposed convolution. */
  boolean isTransposed() {
    return title.contains("transpose");
  }

  /** The tensors that a case may bring. */
  List<String> tensors() {
    return weightName == null ? List.of("x", "y") : List.of("x", weightName, "bias", "y");
  }

  /** The tensors that a case must bring. */
  List<String> neededTensors() {
    return weightName == null ? List.of("x") : List.of("x", weightName);
  }

  /** The kind of layer by its op; empty if the log has a fault. */
  static Optional<LayerKind> of(SpecFields fields) {
    Optional<Framework> framework = framework(fields);
    if (fields.isFaulty(Argument.FRAMEWORK)) {
      return Optional.empty();
    }
    String name = fields.text(Argument.OP);
    boolean isTensorFlow =
        framework
            .map(Framework.TENSORFLOW::equals)
            .orElseGet(() -> name != null && TensorFlowOp.isUnmistakable(name));
    List<String> known = isTensorFlow ? TensorFlowOp.functionNames() : TORCH;
    if (!fields.has(Argument.OP)) {
      fields.fault(Argument.OP, "op is missing", OpNames.HELP);
      return Optional.empty();
    }
    if (name == null) {
      fields.fault(
          Argument.OP, "op must be a string (got " + fields.quoted(Argument.OP) + ")", null);
      return Optional.empty();
    }
    Optional<LayerKind> kind =
        isTensorFlow
            ? TensorFlowOp.named(name).map(LayerKind::of)
            : ConvOp.named(name).map(LayerKind::of).or(() -> PoolOp.named(name).map(LayerKind::of));
    if (kind.isEmpty()) {
      String title = (isTensorFlow ? Framework.TENSORFLOW : Framework.PYTORCH).title();
      fields.fault(
          Argument.OP,
          "op " + fields.quoted(Argument.OP) + " is not a " + title + " convolution or pooling",
          Suggestion.help(name, known, OpNames.HELP));
    }
    return kind;
  }

  private static Optional<Framework> framework(SpecFields fields) {
    String id = fields.text(Argument.FRAMEWORK);
    Optional<Framework> framework = id == null ? Optional.empty() : Framework.named(id);
    if (framework.isEmpty() && fields.has(Argument.FRAMEWORK)) {
      fields.fault(
          Argument.FRAMEWORK,
          "framework must be \"pytorch\" or \"tensorflow\" (got "
              + fields.quoted(Argument.FRAMEWORK)
              + ")",
          null);
    }
    return framework;
  }

  private static LayerKind of(ConvOp op) {
    return new LayerKind(
        op.functionName(),
        LayerFamily.CONVOLUTION,
        "weight",
        (fields, hints) -> new ConvReader(op, fields, hints).read());
  }

  private static LayerKind of(PoolOp op) {
    return new LayerKind(
        op.functionName(),
        LayerFamily.POOLING,
        null,
        (fields, hints) -> new PoolReader(op, fields, hints).read());
  }

  private static LayerKind of(TensorFlowOp op) {
    return new LayerKind(
        "tf.nn." + op.functionName(),
        LayerFamily.TENSORFLOW,
        op.isPooling() ? null : "filters",
        (fields, hints) -> new TensorFlowReader(op, fields, hints).read());
  }
}
