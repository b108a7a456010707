package io.github.padbridge.modelfile.keras;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.modelfile.common.PlainJson;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a Keras model in the order they are recorded in, those of models inside it among
 * them.
 */
final class KerasGraph {
  private static final int DEEPEST = 16;
  private static final int MOST_CALLS = 100_000;

  /** A call of a layer. */
  static final class Call {
    /** The dotted name of the layer. */
    final String name;

    final KerasNode node;

    /** The shape of what it takes; empty where that is not known. */
    final Optional<Shape> input;

    /** The shape of what it gives; empty likewise. */
    Optional<Shape> output = Optional.empty();

    /** The call that gives its only input; null where there is none, or more than one. */
    final @Nullable Call from;

    /** How many calls and outputs take what it gives. */
    int uses;

    @Nullable TensorFlowSpec spec;
    @Nullable Refusal refusal;

    Call(String name, KerasNode node, Optional<Shape> input, @Nullable Call from) {
      this.name = name;
      this.node = node;
      this.input = input;
      this.from = from;
    }
  }

  private final String source;
  private @Nullable Shape given;
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> untold = new HashSet<>();

  KerasGraph(String source, @Nullable Shape given) {
    this.source = source;
    this.given = given;
  }

  /**
   * Walks a model.
   *
   * @throws Refusal if it holds no layers
   */
  List<Call> read(Object root) {
    KerasNode model = KerasNode.of(root);
    if (PlainJson.items(model.config().get("layers")).isEmpty()) {
      throw ModelArchive.refusal(
          source,
          "this Keras model holds no layers in its config (class "
              + (model.className().isEmpty() ? "unknown" : model.className())
              + ")",
          "a Functional or Sequential model does; a model with a call of its own does not");
    }
    walk(model, "", Optional.empty(), null, 0);
    if (given != null) {
      throw ModelArchive.refusal(
          source, "--input-shape needs a model that has one input of these axes", null);
    }
    return calls;
  }

  /** The classes whose output shape is unknown. */
  Set<String> untold() {
    return untold;
  }

  /**
   * What a model gives: the call that gives it and its shape.
   *
   * @param input what its input layer gets; empty for the outermost model
   */
  private @Nullable Call walk(
      KerasNode model, String prefix, Optional<Shape> input, @Nullable Call from, int depth) {
    if (depth > DEEPEST) {
      throw ModelArchive.refusal(source, "models are nested deeper than in any model", null);
    }
    return isSequential(model)
        ? sequential(model, prefix, input, from, depth)
        : functional(model, prefix, input, from, depth);
  }

  private static boolean isModel(KerasNode node) {
    return node.config().get("layers") instanceof List<?>;
  }

  private static boolean isSequential(KerasNode model) {
    return model.className().equals("Sequential");
  }

  private @Nullable Call sequential(
      KerasNode model, String prefix, Optional<Shape> input, @Nullable Call from, int depth) {
    @Nullable Call last = from;
    Optional<Shape> shape = input;
    for (Object layer : PlainJson.items(model.config().get("layers"))) {
      KerasNode node = KerasNode.of(layer);
      if (node.className().equals("InputLayer")) {
        shape = shape.isPresent() ? shape : inputShape(node);
      } else {
        if (shape.isEmpty()) {
          shape = first(node);
        }
        last = call(node, prefix, shape.map(List::of).orElse(List.of()), shape, last, depth);
        shape = last == null ? Optional.empty() : last.output;
      }
    }
    if (last != null && depth == 0) {
      last.uses++;
    }
    return last;
  }

  /** What the first layer of a Sequential is built with. */
  private Optional<Shape> first(KerasNode node) {
    Object batch = node.config().get("batch_input_shape");
    return KerasShapes.recorded(batch == null ? node.buildShape() : batch).map(this::named);
  }

  private @Nullable Call functional(
      KerasNode model, String prefix, Optional<Shape> input, @Nullable Call from, int depth) {
    Map<String, @Nullable Call> made = new HashMap<>();
    Map<String, Shape> shapes = new HashMap<>();
    @Nullable Call last = null;
    for (Object layer : PlainJson.items(model.config().get("layers"))) {
      KerasNode node = KerasNode.of(layer);
      if (node.className().equals("InputLayer")) {
        String key = node.name() + "/0";
        (input.isPresent() ? input : inputShape(node)).ifPresent(shape -> shapes.put(key, shape));
        made.put(key, from);
        continue;
      }
      for (int i = 0; i < node.calls().size(); i++) {
        List<KerasNode.Tensor> tensors = node.calls().get(i);
        List<Shape> inputs = new ArrayList<>();
        for (KerasNode.Tensor tensor : tensors) {
          Shape known = shapes.get(tensor.key());
          Optional<Shape> shape =
              known == null ? KerasShapes.recorded(tensor.shape()) : Optional.of(known);
          shape.ifPresent(inputs::add);
          @Nullable Call producer = made.get(tensor.key());
          if (producer != null) {
            producer.uses++;
          }
        }
        @Nullable Call producer = tensors.size() == 1 ? made.get(tensors.get(0).key()) : null;
        Optional<Shape> first = inputs.stream().findFirst();
        last = call(node, prefix, inputs, first, producer, depth);
        String key = node.name() + "/" + i;
        made.put(key, last);
        if (last != null && last.output.isPresent()) {
          shapes.put(key, last.output.get());
        }
      }
    }
    List<KerasNode.Tensor> outputs =
        KerasNode.of(Map.of("inbound_nodes", nested(model.config().get("output_layers"))))
            .calls()
            .stream()
            .flatMap(List::stream)
            .toList();
    for (KerasNode.Tensor output : outputs) {
      @Nullable Call producer = made.get(output.key());
      if (producer != null) {
        last = producer;
        producer.uses += depth == 0 || outputs.size() > 1 ? 1 : 0;
      }
    }
    return last;
  }

  private static List<@Nullable Object> nested(@Nullable Object outputs) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(outputs);
    return all;
  }

  private @Nullable Call call(
      KerasNode node,
      String prefix,
      List<Shape> inputs,
      Optional<Shape> input,
      @Nullable Call from,
      int depth) {
    if (calls.size() > MOST_CALLS) {
      throw ModelArchive.refusal(
          source, "it calls more than " + MOST_CALLS + " layers, more than any model", null);
    }
    String name = prefix + node.name();
    if (isModel(node)) {
      @Nullable Call last = walk(node, name + ".", input, from, depth + 1);
      return last;
    }
    Call call = new Call(name, node, input, from);
    Optional<KerasClass> type = KerasClass.of(node);
    call.output = type.isPresent() ? window(call, type.get()) : KerasShapes.after(node, inputs);
    if (call.output.isEmpty() && input.isPresent()) {
      untold.add(node.className());
    }
    calls.add(call);
    return call;
  }

  /** The output shape of a layer with windows, a pad or a crop; reads the layer of the call. */
  static Optional<Shape> window(Call call, KerasClass type) {
    Shape in = call.input.orElse(null);
    if (type.isPadOrCrop()) {
      List<PadAmount> amounts = KerasPads.all(call.node, type);
      return in == null || amounts.isEmpty()
          ? Optional.empty()
          : Optional.of(KerasShapes.after(amounts, in));
    }
    if (type.isConvolution() || type.isLocalPooling()) {
      KerasClass read = KerasSeparable.asConvolution(type);
      try {
        TensorFlowSpec spec = new KerasSpec(call.node, read).read(KerasLayers.extents(call.input));
        call.spec = spec;
        return in == null ? Optional.empty() : KerasShapes.after(spec, in);
      } catch (Refusal refusal) {
        call.refusal = refusal;
        return Optional.empty();
      }
    }
    return in == null
        ? Optional.empty()
        : Optional.of(KerasShapes.pooled(call.node, type.rank(), in));
  }

  /** The shape of an input layer, with the sizes that are given. */
  private Optional<Shape> inputShape(KerasNode node) {
    Object batch = node.config().get("batch_shape");
    Object shape = batch == null ? node.config().get("batch_input_shape") : batch;
    return KerasShapes.recorded(shape).map(this::named).map(this::given);
  }

  /** The shape with its open sizes named: N and the spatial axes. */
  private Shape named(Shape shape) {
    long open = shape.sizes().stream().skip(1).filter(size -> !size.isKnown()).count();
    String letters = open == 1 ? "L" : open == 2 ? "HW" : "DHWXYZT";
    Shape named = shape;
    int next = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!shape.size(axis).isKnown()) {
        named =
            named.with(
                axis, Size.unknown(axis == 0 ? "N" : String.valueOf(letters.charAt(next++))));
      }
    }
    return named;
  }

  private Shape given(Shape shape) {
    Shape wanted = given;
    if (wanted == null || wanted.rank() != shape.rank()) {
      return shape;
    }
    if (!shape.agreesWith(wanted)) {
      throw ModelArchive.refusal(
          source,
          "the input of this model is " + shape + " (--input-shape gives " + wanted + ")",
          "a Keras input is channels last unless the model says otherwise");
    }
    given = null;
    Shape both = shape;
    for (int axis = 0; axis < shape.rank(); axis++) {
      both = wanted.size(axis).isKnown() ? both.with(axis, wanted.size(axis)) : both;
    }
    return Objects.requireNonNull(both);
  }
}
