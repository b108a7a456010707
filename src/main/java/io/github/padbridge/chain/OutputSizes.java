package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Extent;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The sizes of an {@code output_shape} that are computed from the input sizes. The layer is read
 * for one input size, and then applied to any.
 */
final class OutputSizes {
  /** The input size that the layer is read for; larger than any real kernel. */
  private static final long SAMPLE = 1 << 14;

  private final LayerNode node;
  private final DataFlow flow;
  private final SourceText text;

  /** The output sizes for the sample size and for the next, by axis. */
  private final List<Long> atSample = new ArrayList<>();

  private final List<Long> oneMore = new ArrayList<>();

  private OutputSizes(LayerNode node, DataFlow flow, SourceText text) {
    this.node = node;
    this.flow = flow;
    this.text = text;
  }

  /**
   * The sizes of a call.
   *
   * @param flow the data flow up to the layer
   * @throws Refusal if they are not computed from the input sizes
   */
  static OutputSizes of(LayerNode node, DataFlow flow, SourceText text) {
    OutputSizes sizes = new OutputSizes(node, flow, text);
    if (node.outputShape().size() != flow.shape().rank()) {
      throw sizes.refusal();
    }
    for (int axis = 0; axis < flow.shape().rank(); axis++) {
      sizes.add(axis);
    }
    return sizes;
  }

  private void add(int axis) {
    if (!isSpatial(axis)) {
      boolean isOther =
          node.outputShape().get(axis) instanceof Extent
              && !isChannel(axis)
              && !size(node.outputShape().get(axis)).equals(flow.shape().size(axis));
      if (isOther) {
        throw refusal();
      }
      atSample.add(0L);
      oneMore.add(0L);
      return;
    }
    Size in = flow.shape().size(axis);
    Size out = size(node.outputShape().get(axis));
    try {
      atSample.add(at(out, in, SAMPLE));
      oneMore.add(at(out, in, SAMPLE + 1));
    } catch (IllegalStateException | ArithmeticException e) {
      throw refusal();
    }
  }

  /** The output size for an input size. */
  private long at(Size out, Size in, long size) {
    boolean sameVariable =
        out.variable() != null && in.variable() != null && out.variable().equals(in.variable());
    if (!sameVariable) {
      throw refusal();
    }
    return out.at(in.variableAt(size)).value();
  }

  private boolean isSpatial(int axis) {
    char letter = flow.layout().axes().charAt(axis);
    return letter != 'N' && letter != 'C';
  }

  private Size size(Operand operand) {
    OptionalInt number =
        operand instanceof Constant constant
            ? Literals.integer(constant.literal())
            : OptionalInt.empty();
    if (number.isPresent()) {
      return Size.of(number.getAsInt());
    }
    if (operand instanceof Extent extent && extent.tensor().nodes().size() <= flow.steps()) {
      Shape shape = flow.shapeAfter(extent.tensor().nodes().size());
      int axis = extent.axis() < 0 ? extent.axis() + shape.rank() : extent.axis();
      if (axis >= 0 && axis < shape.rank() && extent.factor() > 0) {
        return shape.size(axis).times(extent.factor()).plus(extent.offset());
      }
    }
    throw refusal();
  }

  /** Writes the output sizes for the sample into the arguments of a spec. */
  void putInto(Map<String, JsonValue> fields) {
    List<JsonValue> in = new ArrayList<>();
    List<JsonValue> out = new ArrayList<>();
    JsonValue open = new JsonNull(node.line(), node.column());
    for (int axis = 0; axis < atSample.size(); axis++) {
      in.add(isSpatial(axis) ? number(SAMPLE) : open);
      out.add(
          isSpatial(axis) ? number(atSample.get(axis)) : isChannel(axis) ? channels(axis) : open);
    }
    fields.put(Argument.INPUT_SHAPE, new JsonArray(node.line(), node.column(), in));
    fields.put(Argument.OUTPUT_SHAPE, new JsonArray(node.line(), node.column(), out));
  }

  private JsonValue channels(int axis) {
    return node.outputShape().get(axis) instanceof Constant constant
            && Literals.integer(constant.literal()).isPresent()
        ? number(Literals.integer(constant.literal()).getAsInt())
        : new JsonNull(node.line(), node.column());
  }

  private boolean isChannel(int axis) {
    return flow.layout().axes().charAt(axis) == 'C';
  }

  private JsonValue number(long number) {
    return new JsonNumber(node.line(), node.column(), number);
  }

  /** The layer on any input. */
  Layer opened(Layer layer) {
    Shape shape = layer.inputShape();
    int spatial = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (isSpatial(axis)) {
        char letter = layer.layout().axes().charAt(axis);
        requireStride(((TensorFlowSpec) layer).strides().get(spatial++), axis);
        shape = shape.with(axis, Size.unknown(letter + "_in"));
      }
    }
    return layer.withInputShape(shape);
  }

  private void requireStride(int stride, int axis) {
    if (oneMore.get(axis) - atSample.get(axis) != stride) {
      throw refusal();
    }
  }

  /** The refusal of sizes that do not fit the layer. */
  Refusal refusal() {
    return text.refusal(
        node.line(),
        node.column(),
        "output_shape must hold numbers, or stride * size + number with a size of the input",
        "such as [n, 2 * h + 1, 2 * w + 1, 8] where n, h and w are sizes of the input");
  }
}
