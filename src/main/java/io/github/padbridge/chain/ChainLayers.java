package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Node.RecordNode;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the layers of a chain, each on the data at its place. */
final class ChainLayers {
  private final ChainSource source;
  private final ChainSteps steps;
  private final int layers;
  private final LayerNodes reader;
  private final LayerNodes silent;

  ChainLayers(ChainSource source, ChainSteps steps) {
    this.source = source;
    this.steps = steps;
    this.layers = steps.layers().size();
    Map<String, JsonValue> options = new LinkedHashMap<>(source.options());
    options.remove(Argument.INPUT_SHAPE);
    if (layers > 1 || steps.patched() != null) {
      options.remove(Argument.IN_CHANNELS);
    }
    boolean isReordered = steps.nodes().stream().anyMatch(Node.TransposeNode.class::isInstance);
    this.reader = new LayerNodes(source.text(), isReordered, options, steps.notes());
    this.silent = new LayerNodes(source.text(), isReordered, options, new LinkedHashSet<>());
  }

  /** What the chain begins with. */
  InputShape.First first() {
    Node begin = steps.nodes().stream().filter(Node::isPlaced).findFirst().orElseThrow();
    if (begin instanceof Node.AdaptiveNode adaptive) {
      return InputShape.First.of(adaptive.pool(), source.inChannels());
    }
    JsonValue given = source.inputShape();
    if (given instanceof JsonArray array && SizedLayer.isOnnx(begin)) {
      Layout layout = SizedLayer.layout(begin, array.items().size());
      return new InputShape.First(Framework.ONNX, layout, InputShape.open(layout));
    }
    Node traced = traced(begin, 0, hints(0), null);
    Layer first = read(silent, traced, hints(0), null).layer();
    if (layers > 1) {
      requireInChannels(begin, first);
    }
    return InputShape.First.of(first);
  }

  private Hints hints(int layer) {
    PatchedLayer patched = steps.patched();
    if (patched != null && layer == layers - 1) {
      return Hints.NONE.withIn(patched.channels());
    }
    Hints hints = layer < source.other().size() ? Hints.of(source.other().get(layer)) : Hints.NONE;
    return layer == 0 ? hints.withIn(source.inChannels()) : hints;
  }

  private void requireInChannels(Node node, Layer first) {
    Long given = source.inChannels();
    Size takes = first.inputShape().size(first.channelAxis());
    if (given != null && !takes.equals(Size.of(given))) {
      throw source.refusal(
          node, "this layer takes " + takes + " channels (got --in-channels " + given + ")", null);
    }
  }

  private static LayerNodes.Read read(
      LayerNodes reader, Node node, Hints hints, @Nullable OutputSizes sizes) {
    return node instanceof LayerNode layer
        ? reader.read(layer, hints, sizes)
        : reader.read((RecordNode) node, hints);
  }

  /** A layer with the steps of its weight followed, if the other side tells its shape. */
  private Node traced(Node node, int index, Hints hints, @Nullable OutputSizes sizes) {
    if (!(node instanceof LayerNode call) || index >= source.other().size()) {
      return node;
    }
    Operand.Tensor weight = call.weight();
    if (weight == null || !WeightTrace.isFor(weight)) {
      return node;
    }
    LayerNode free = call.carrying(Operand.Tensor.named(weight.root()));
    Layer layer = read(silent, free, hints, sizes).layer();
    return WeightTrace.settled(call, weight, layer, source.other().get(index));
  }

  /**
   * A layer on the data at its place.
   *
   * @param node with the steps of its weight followed
   */
  record Found(Node node, LayerNodes.Read read, boolean sized) {}

  /**
   * Reads a layer.
   *
   * @param index of the layer in the chain
   */
  Found read(Node given, int index, DataFlow flow) {
    Hints hints = hints(index).withIn(flow.channels()).withLayout(flow.layout());
    OutputSizes sizes =
        given instanceof LayerNode call && !call.outputShape().isEmpty()
            ? OutputSizes.of(call, flow, source.text())
            : null;
    boolean isSized = SizedLayer.is(given) && flow.areSpatialSizesKnown();
    if (SizedLayer.is(given) && !SizedLayer.isOnnx(given)) {
      requireSizes(given, flow);
    }
    Node node = traced(given, index, hints, sizes);
    LayerNodes.Read read =
        isSized ? reader.readSized(node, hints, flow.shape()) : read(reader, node, hints, sizes);
    boolean isForSize =
        steps.sized().contains(given) || SizedLayer.hasOutputSize(given) || isGlobal(read.layer());
    return new Found(node, read, isForSize);
  }

  /** Whether it is a global pooling, whose window is for one input size. */
  private static boolean isGlobal(Layer layer) {
    return layer instanceof OnnxSpec spec && spec.op().isGlobal();
  }

  /** An output size fits one input size only. */
  private void requireSizes(Node node, DataFlow flow) {
    if (!flow.areSpatialSizesKnown()) {
      throw source.refusal(
          node,
          "output_size is for one input size, and that of this layer is open",
          "give the size with --input-shape");
    }
  }
}
