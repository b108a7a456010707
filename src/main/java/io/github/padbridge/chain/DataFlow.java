package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.PadNode;
import io.github.padbridge.chain.Node.SliceNode;
import io.github.padbridge.chain.Node.TransposeNode;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.read.OnnxNodes;
import io.github.padbridge.notation.DataLayout;
import io.github.padbridge.notation.NotationReader;
import io.github.padbridge.notation.TensorContext;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the layout and the shape of the data through the steps of a chain. */
final class DataFlow {
  private final SourceText text;
  private final Framework framework;
  private Layout layout;
  private Shape shape;

  /** The shape before the first step, and after each. */
  private final List<Shape> shapes = new ArrayList<>();

  private boolean isFresh = true;

  /**
   * Begins before the first step.
   *
   * @param first the first layer or adaptive pooling, which determines the layout
   * @param inputShape from an option; may be null
   */
  DataFlow(
      SourceText text, List<Node> nodes, InputShape.First first, @Nullable JsonValue inputShape) {
    this.text = text;
    this.framework = first.framework();
    InputShape input = InputShape.of(text, nodes, first, inputShape);
    this.layout = input.layout();
    this.shape = input.shape();
    shapes.add(shape);
  }

  /** The channels at this point; null if unknown. */
  @Nullable Long channels() {
    Size channels = shape.size(layout.indexOf('C'));
    return channels.isKnown() ? channels.value() : null;
  }

  Framework framework() {
    return framework;
  }

  Layout layout() {
    return layout;
  }

  Shape shape() {
    return shape;
  }

  /** The shape after a number of steps. */
  Shape shapeAfter(int steps) {
    return shapes.get(steps);
  }

  /** The number of steps so far. */
  int steps() {
    return shapes.size() - 1;
  }

  /** A step that changes neither layout nor shape. */
  void past(Node node) {
    shapes.add(shape);
  }

  /**
   * A declared shape, which may tell open sizes.
   *
   * @throws Refusal if the data has another shape
   */
  void through(Node.DeclaredNode node) {
    boolean fits = node.sizes().size() == shape.rank();
    for (int axis = 0; fits && axis < shape.rank(); axis++) {
      Optional<Integer> declared = node.sizes().get(axis);
      Size size = shape.size(axis);
      fits = declared.isEmpty() || !size.isKnown() || size.value() == declared.get();
      if (declared.isPresent()) {
        shape = shape.with(axis, Size.of(declared.get()));
      }
    }
    if (!fits) {
      throw refusal(node, "the data has another shape here than the model declares", null);
    }
    past(node);
  }

  private void go(Shape after) {
    isFresh = false;
    shape = after;
    shapes.add(shape);
  }

  private Refusal refusal(Node node, String message, @Nullable String help) {
    return text.refusal(node.line(), node.column(), message, help);
  }

  /** The layer on the data at this point. */
  Layer through(Node node, Layer layer) {
    requireAxes(node, layer.layout());
    requireChannels(node, layer);
    Layer onData = isFresh || areSpatialSizesKnown() ? on(node, layer) : layer;
    go(after(onData));
    return onData;
  }

  /** The data after an adaptive pooling. */
  void through(Node node, AdaptivePool pool) {
    requireAxes(node, pool.layout());
    Shape pooled = shape;
    for (int axis = 0; axis < pool.rank(); axis++) {
      int at = layout.indexOf(Layout.spatialAxes(pool.rank()).charAt(axis));
      int out = pool.outputs().get(axis);
      pooled = out == 0 ? pooled : pooled.with(at, Size.of(out));
    }
    go(pooled);
  }

  private void requireAxes(Node node, Layout takes) {
    String letters = takes.axes();
    boolean isUnbatched = layout.axes().length() == letters.length() - 1;
    String expected = isUnbatched ? letters.substring(1) : letters;
    if (!layout.axes().equals(expected)) {
      throw refusal(
          node,
          "this layer takes data in " + letters + " (got " + layout + ")",
          "transpose the data before it");
    }
  }

  private void requireChannels(Node node, Layer layer) {
    Size takes = layer.inputShape().size(layer.channelAxis());
    Long gets = channels();
    if (takes.isKnown() && gets != null && takes.value() != gets) {
      throw refusal(
          node,
          "this layer takes " + takes + " channels (got " + gets + ")",
          shapes.size() == 1 ? null : "the layers before it have " + gets + " output channels");
    }
  }

  /** Whether all spatial sizes of the data are known at this point. */
  boolean areSpatialSizesKnown() {
    return layout
        .axes()
        .chars()
        .filter(axis -> axis != 'N' && axis != 'C')
        .allMatch(axis -> shape.size(layout.indexOf((char) axis)).isKnown());
  }

  private Layer on(Node node, Layer layer) {
    Shape input = shape;
    int channel = layout.indexOf('C');
    Size takes = layer.inputShape().size(layer.channelAxis());
    if (!input.size(channel).isKnown()) {
      input = input.with(channel, takes);
    }
    if (input.equals(layer.inputShape())) {
      return layer;
    }
    try {
      return layer.withInputShape(input);
    } catch (Refusal refusal) {
      Place place = text.place(node.line(), node.column());
      throw new Refusal(refusal.faults().stream().map(fault -> fault.locatedAt(place)).toList());
    }
  }

  /** The output shape; unknown spatial sizes get names of their own. */
  private Shape after(Layer layer) {
    Shape output = layer.outputShape();
    Shape named = output;
    for (int axis = 0; axis < output.rank(); axis++) {
      char letter = layout.axes().charAt(axis);
      boolean isSpatial = letter != 'N' && letter != 'C';
      if (isSpatial && !output.size(axis).isKnown()) {
        named = named.with(axis, Size.unknown(letter + "_" + shapes.size()));
      }
    }
    int batch = layout.axes().indexOf('N');
    if (batch >= 0 && shape.size(batch).isKnown()) {
      named = named.with(batch, shape.size(batch));
    }
    int channel = layout.indexOf('C');
    if (layer.weightShape() == null) {
      // A pooling keeps the channels.
      named = named.with(channel, shape.size(channel));
    }
    boolean isOpen = !named.size(channel).isKnown();
    return isOpen ? named.with(channel, Size.unknown("C_" + shapes.size())) : named;
  }

  /** A padding applied to the data at this point. */
  TensorPadding through(PadNode node) {
    Call call = node.call();
    requireFramework(node);
    boolean isKeras = call.name().endsWith("D");
    DataLayout known = DataLayout.named(layout.axes()).orElse(null);
    TensorPadding padding =
        read(node, new TensorContext(shape.rank(), isKeras ? null : known, shape));
    if (isKeras && padding.layout() != null && !padding.layout().toString().equals(layout.axes())) {
      throw refusal(
          node,
          "this layer takes data in " + padding.layout() + " (got " + layout + ")",
          "transpose the data before it");
    }
    go(padding.output());
    return padding;
  }

  /** Faults about the rank point to an option; here they point to the text. */
  private TensorPadding read(PadNode node, TensorContext asked) {
    try {
      return NotationReader.read(text, node.call(), asked);
    } catch (Refusal refusal) {
      throw new Refusal(refusal.faults().stream().map(fault -> inText(fault, node)).toList());
    }
  }

  private Fault inText(Fault fault, Node node) {
    boolean isOption = fault.place() != null && fault.place().line() == 0;
    return isOption ? fault.locatedAt(text.place(node.line(), node.column())) : fault;
  }

  /** {@code np.pad} is used with every framework. */
  private void requireFramework(PadNode node) {
    String name = node.call().name();
    boolean isTensorFlow = name.endsWith("D") || name.matches("(tf|tensorflow|keras)\\..*");
    boolean isTorch = name.endsWith("d") && !isTensorFlow && !name.contains("np.");
    boolean isOnnx = OnnxNodes.isMaker(name);
    boolean isNumpy = name.matches("(np|numpy|jnp|jax\\.numpy)\\.pad");
    Framework pads =
        isTensorFlow ? Framework.TENSORFLOW : isOnnx ? Framework.ONNX : Framework.PYTORCH;
    if (!isNumpy && framework != pads) {
      throw refusal(
          node,
          "this pads "
              + (isTensorFlow || isTorch || isOnnx ? pads.title() : "another framework")
              + " data, but the layer is from "
              + framework.title(),
          "give the code of each framework as one side");
    }
  }

  /** The range of every axis that a slice keeps. */
  List<AxisRange> through(SliceNode node) {
    int rank = shape.rank();
    int last = node.ranges().size() - node.ellipsis();
    if (node.ranges().size() > rank) {
      throw refusal(
          node, "this slices " + node.ranges().size() + " axes of a tensor with " + rank, null);
    }
    List<AxisRange> ranges = new ArrayList<>(Collections.nCopies(rank, AxisRange.ALL));
    for (int i = 0; i < node.ranges().size(); i++) {
      int axis = i < node.ellipsis() ? i : rank - last + (i - node.ellipsis());
      ranges.set(axis, node.ranges().get(i));
    }
    Shape sliced = shape;
    for (int axis = 0; axis < rank; axis++) {
      String open = layout.axes().charAt(axis) + "_" + shapes.size();
      sliced = sliced.with(axis, ranges.get(axis).of(shape.size(axis), open));
    }
    go(sliced);
    return ranges;
  }

  /** An axis of size 1 that a step adds at the front, or removes there. */
  Chain.BatchOp through(Node.ReshapeNode node) {
    boolean adds = node.batch() == 1;
    boolean isSingle = layout.axes().startsWith("N") && shape.size(0).equals(Size.of(1));
    if (adds ? layout.axes().contains("N") : !isSingle) {
      throw node.refusal();
    }
    Chain.BatchOp op = new Chain.BatchOp(adds, text.place(node.line(), node.column()));
    layout = op.after(layout);
    List<Size> sizes = new ArrayList<>(shape.sizes());
    if (adds) {
      sizes.add(0, Size.of(1));
    } else {
      sizes.remove(0);
    }
    go(new Shape(sizes));
    return op;
  }

  /** The axis order after a transposition. */
  List<Integer> through(TransposeNode node) {
    List<Integer> order = node.order(shape.rank(), text);
    int[] permutation = order.stream().mapToInt(Integer::intValue).toArray();
    layout = layout.permuted(permutation);
    go(shape.permuted(permutation));
    return order;
  }
}
