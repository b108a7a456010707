package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerFamily;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.OpNames;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.shape.Framework;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
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
    return title.toLowerCase(Locale.ROOT).contains("transpose");
  }

  /** The tensors that a case may bring. */
  List<String> tensors() {
    return weightName == null ? List.of("x", "y") : List.of("x", weightName, "bias", "y");
  }

  /** The tensors that a case must bring. */
  List<String> neededTensors() {
    return weightName == null ? List.of("x") : List.of("x", weightName);
  }

  /**
   * The ops of a framework.
   *
   * @param names of its functions, for hints
   * @param has whether a name is one of its ops, and of no framework before it
   * @param named the kind of layer by the name of its function or class
   */
  private record Ops(
      List<String> names, Predicate<String> has, Function<String, Optional<LayerKind>> named) {}

  /** PyTorch is the framework of names that several frameworks have. */
  private static final Map<Framework, Ops> OPS =
      new EnumMap<>(
          Map.of(
              Framework.PYTORCH,
              new Ops(
                  TORCH,
                  name -> ConvOp.named(name).isPresent() || PoolOp.named(name).isPresent(),
                  name ->
                      ConvOp.named(name)
                          .map(LayerKind::of)
                          .or(() -> PoolOp.named(name).map(LayerKind::of))),
              Framework.TENSORFLOW,
              new Ops(
                  TensorFlowOp.functionNames(),
                  TensorFlowOp::isUnmistakable,
                  name -> TensorFlowOp.named(name).map(LayerKind::of)),
              Framework.ONNX,
              new Ops(
                  OnnxOp.names(),
                  OnnxOp::isUnmistakable,
                  name -> OnnxOp.named(name).map(LayerKind::of)),
              Framework.JAX,
              new Ops(
                  JaxOp.functionNames(),
                  JaxOp::isUnmistakable,
                  name -> JaxOp.named(name).map(LayerKind::of))));

  /** The kind of layer by its op; empty if the log has a fault. */
  static Optional<LayerKind> of(SpecFields fields) {
    Optional<Framework> given = framework(fields);
    if (fields.isFaulty(Argument.FRAMEWORK)) {
      return Optional.empty();
    }
    if (!fields.has(Argument.OP)) {
      fields.fault(Argument.OP, "op is missing", OpNames.HELP);
      return Optional.empty();
    }
    String name = fields.text(Argument.OP);
    if (name == null) {
      fields.fault(
          Argument.OP, "op must be a string (got " + fields.quoted(Argument.OP) + ")", null);
      return Optional.empty();
    }
    Framework framework = given.orElseGet(() -> frameworkOf(name));
    Ops ops = Objects.requireNonNull(OPS.get(framework));
    Optional<LayerKind> kind = ops.named.apply(name);
    if (kind.isEmpty()) {
      fields.fault(
          Argument.OP,
          "op "
              + fields.quoted(Argument.OP)
              + (framework == Framework.ONNX ? " is not an " : " is not a ")
              + framework.title()
              + " convolution or pooling",
          isLpPool(framework, name)
              ? "no other framework has an LpPool to translate it to"
              : Suggestion.help(name, ops.names, OpNames.HELP));
    }
    return kind;
  }

  /** The framework of an op name alone: the first that has it. */
  private static Framework frameworkOf(String name) {
    for (Map.Entry<Framework, Ops> entry : OPS.entrySet()) {
      if (entry.getValue().has.test(name)) {
        return entry.getKey();
      }
    }
    return Framework.PYTORCH;
  }

  private static boolean isLpPool(Framework framework, String name) {
    return framework == Framework.ONNX && name.endsWith("LpPool");
  }

  private static Optional<Framework> framework(SpecFields fields) {
    String id = fields.text(Argument.FRAMEWORK);
    Optional<Framework> framework =
        id == null ? Optional.empty() : Framework.named(id).filter(OPS::containsKey);
    if (framework.isEmpty() && fields.has(Argument.FRAMEWORK)) {
      List<String> known = OPS.keySet().stream().map(Framework::id).toList();
      fields.fault(
          Argument.FRAMEWORK,
          "framework must be "
              + WordList.or(known.stream().map(one -> '"' + one + '"').toList())
              + " (got "
              + fields.quoted(Argument.FRAMEWORK)
              + ")",
          SpecFields.meant(id, known));
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

  private static LayerKind of(OnnxOp op) {
    return new LayerKind(
        "onnx." + op.opName(),
        LayerFamily.ONNX,
        op.isPooling() ? null : "weight",
        (fields, hints) -> new OnnxReader(op, fields, hints).read());
  }

  private static LayerKind of(TensorFlowOp op) {
    return new LayerKind(
        "tf.nn." + op.functionName(),
        LayerFamily.TENSORFLOW,
        op.isPooling() ? null : "filters",
        (fields, hints) -> new TensorFlowReader(op, fields, hints).read());
  }

  private static LayerKind of(JaxOp op) {
    return new LayerKind(
        op.functionName(),
        op.isPooling() ? LayerFamily.JAX_POOLING : LayerFamily.JAX_CONVOLUTION,
        op.isPooling() ? null : "weight",
        (fields, hints) -> new JaxReader(op, fields, hints).read());
  }
}
