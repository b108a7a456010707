package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.shape.Framework;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which kind of layer a spec object describes, and how it is read.
 *
 * @param title what a message calls the op
 * @param arguments the names it may have
 * @param weightName what a case calls the weight, null where the layer has none
 */
record LayerKind(String title, Set<String> arguments, @Nullable String weightName, Reader reader) {
  private static final List<String> TORCH =
      Stream.concat(ConvOp.functionNames().stream(), PoolOp.functionNames().stream()).toList();

  interface Reader {
    Optional<? extends Layer> read(SpecFields fields, FaultLog log, TensorHints hints);
  }

  Optional<? extends Layer> read(SpecFields fields, FaultLog log, TensorHints hints) {
    return reader.read(fields, log, hints);
  }

  /** The tensors that a case may bring. */
  List<String> tensors() {
    return weightName == null ? List.of("x", "y") : List.of("x", weightName, "bias", "y");
  }

  /** The tensors that a case must bring. */
  List<String> neededTensors() {
    return weightName == null ? List.of("x") : List.of("x", weightName);
  }

  /** The kind of the op that the object names; empty where the fields' log has the reason. */
  static Optional<LayerKind> of(SpecFields fields) {
    Optional<Framework> framework = framework(fields);
    if (fields.isFaulty(Argument.FRAMEWORK)) {
      return Optional.empty();
    }
    if (!fields.has(Argument.OP)) {
      List<String> known =
          framework.equals(Optional.of(Framework.TENSORFLOW))
              ? TensorFlowOp.functionNames()
              : TORCH;
      fields.fault(Argument.OP, "op is missing", "known here: " + String.join(", ", known));
      return Optional.empty();
    }
    String name = fields.text(Argument.OP);
    if (name == null) {
      fields.fault(
          Argument.OP, "op must be a string (got " + fields.quoted(Argument.OP) + ")", null);
      return Optional.empty();
    }
    Framework meant =
        framework.orElse(
            TensorFlowOp.isUnmistakable(name) ? Framework.TENSORFLOW : Framework.PYTORCH);
    Optional<LayerKind> kind = meant == Framework.TENSORFLOW ? tensorFlow(name) : torch(name);
    if (kind.isEmpty()) {
      fields.fault(
          Argument.OP,
          "op "
              + fields.quoted(Argument.OP)
              + " is not a convolution or pooling of "
              + meant.title()
              + "'s",
          Suggestion.help(
              name, meant == Framework.TENSORFLOW ? TensorFlowOp.functionNames() : TORCH));
    }
    return kind;
  }

  private static Optional<Framework> framework(SpecFields fields) {
    if (!fields.has(Argument.FRAMEWORK)) {
      return Optional.empty();
    }
    String id = fields.text(Argument.FRAMEWORK);
    Optional<Framework> framework = id == null ? Optional.empty() : Framework.named(id);
    if (framework.isEmpty()) {
      fields.fault(
          Argument.FRAMEWORK,
          "framework must be \"pytorch\" or \"tensorflow\" (got "
              + fields.quoted(Argument.FRAMEWORK)
              + ")",
          null);
    }
    return framework;
  }

  private static Optional<LayerKind> torch(String name) {
    Optional<ConvOp> convolution = ConvOp.named(name);
    if (convolution.isPresent()) {
      return Optional.of(of(convolution.get()));
    }
    Optional<PoolOp> pooling = PoolOp.named(name);
    return pooling.isPresent() ? Optional.of(of(pooling.get())) : Optional.empty();
  }

  private static LayerKind of(ConvOp op) {
    return new LayerKind(
        op.functionName(),
        Argument.OF_CONVOLUTIONS,
        "weight",
        (fields, log, hints) -> new ConvReader(op, fields, log, hints).read());
  }

  private static LayerKind of(PoolOp op) {
    return new LayerKind(
        op.functionName(),
        Argument.OF_POOLINGS,
        null,
        (fields, log, hints) -> new PoolReader(op, fields, log, hints).read());
  }

  private static Optional<LayerKind> tensorFlow(String name) {
    return TensorFlowOp.named(name)
        .map(
            op ->
                new LayerKind(
                    "tf.nn." + op.functionName(),
                    Argument.OF_TENSORFLOW,
                    op.isPooling() ? null : "filters",
                    (fields, log, hints) -> new TensorFlowReader(op, fields, log, hints).read()));
  }
}
