package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.InputNode;
import io.github.padbridge.chain.Node.TransposeNode;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The layout and shape of the data before the first step of a chain. */
record InputShape(Layout layout, Shape shape) {
  /**
   * What a chain begins with.
   *
   * @param shape of its input, in its layout
   */
  record First(Framework framework, Layout layout, Shape shape) {
    static First of(Layer layer) {
      return new First(layer.framework(), layer.layout(), layer.inputShape());
    }

    /**
     * @param channels of the data; null if unknown
     */
    static First of(AdaptivePool pool, @Nullable Long channels) {
      Shape open = InputShape.of(pool, List.of(), null);
      int at = pool.layout().indexOf('C');
      Shape shape = channels == null ? open : open.with(at, Size.of(channels));
      return new First(pool.framework(), pool.layout(), shape);
    }
  }

  /**
   * The input of a chain by its first layer, the steps before it and an option.
   *
   * @param first the layer or adaptive pooling that determines the layout
   * @param inputShape from an option; may be null
   */
  static InputShape of(
      SourceText text, List<Node> nodes, First first, @Nullable JsonValue inputShape) {
    List<Integer> given = inputShape instanceof JsonArray array ? sizes(array) : List.of();
    Layout layout = before(nodes, layout(first, batches(nodes), given), text);
    return new InputShape(layout, begin(nodes, first, layout, given));
  }

  /**
   * The shape of the input of a pooling that is the first layer, in its layout.
   *
   * @param inputShape from an option; may be null
   */
  static Shape of(AdaptivePool pool, List<Node> before, @Nullable JsonValue inputShape) {
    List<Integer> given = inputShape instanceof JsonArray array ? sizes(array) : List.of();
    for (Node node : before) {
      if (node instanceof InputNode input && given.isEmpty()) {
        given = new ArrayList<>(input.sizes().stream().map(size -> size.orElse(-1)).toList());
      }
    }
    Layout layout = pool.layout();
    List<Size> sizes = new ArrayList<>(open(layout).sizes());
    int missing = layout.axes().length() - given.size();
    for (int i = 0; i < layout.axes().length(); i++) {
      int at = i - missing;
      boolean isKnown = !given.isEmpty() && (missing == 0 || missing == 1) && at >= 0;
      if (isKnown && given.get(at) >= 0) {
        sizes.set(i, Size.of(given.get(at)));
      }
    }
    return new Shape(sizes);
  }

  /** A shape of unknown sizes. */
  static Shape open(Layout layout) {
    return new Shape(
        layout.axes().chars().mapToObj(axis -> Size.unknown(open((char) axis))).toList());
  }

  private static String open(char axis) {
    return axis == 'N' ? "N" : axis + "_in";
  }

  private static List<Integer> sizes(JsonArray array) {
    List<Integer> sizes = new ArrayList<>();
    for (JsonValue item : array.items()) {
      OptionalInt size = item instanceof JsonNull ? OptionalInt.empty() : item.int32();
      sizes.add(size.orElse(-1));
    }
    return sizes;
  }

  /** The number of axes that the steps before the first layer add. */
  private static int batches(List<Node> nodes) {
    int batches = 0;
    for (int i = 0; !nodes.get(i).isPlaced(); i++) {
      batches += nodes.get(i) instanceof Node.ReshapeNode reshape ? reshape.batch() : 0;
    }
    return batches;
  }

  /** The layout of the first layer; without a batch if the given shape has none. */
  private static Layout layout(First first, int batches, List<Integer> given) {
    Layout layout = first.layout();
    int rank = layout.axes().length() - batches;
    if (given.isEmpty() || given.size() == rank) {
      return layout;
    }
    boolean isUnbatched =
        given.size() == rank - 1
            && batches == 0
            && first.framework() == Framework.PYTORCH
            && layout.axes().startsWith("N");
    if (!isUnbatched) {
      throw new Refusal(
          Fault.at(
              new Place(Place.COMMAND_LINE, 0, 0, "--input-shape"),
              "the input has " + rank + " axes, " + layout + " (got " + given.size() + " sizes)",
              null));
    }
    return new Layout(layout.axes().substring(1));
  }

  /** The layout before the steps in front of the first layer. */
  private static Layout before(List<Node> nodes, Layout atFirst, SourceText text) {
    String axes = atFirst.axes();
    int end = 0;
    while (!nodes.get(end).isPlaced()) {
      end++;
    }
    for (int i = end - 1; i >= 0; i--) {
      if (nodes.get(i) instanceof TransposeNode transpose) {
        List<Integer> order = transpose.order(axes.length(), text);
        char[] before = new char[axes.length()];
        for (int axis = 0; axis < before.length; axis++) {
          before[order.get(axis)] = axes.charAt(axis);
        }
        axes = new String(before);
      } else if (nodes.get(i) instanceof Node.ReshapeNode batch) {
        if (batch.batch() != 1 || !axes.startsWith("N")) {
          throw batch.refusal();
        }
        axes = axes.substring(1);
      }
    }
    return new Layout(axes);
  }

  private static Shape begin(List<Node> nodes, First first, Layout layout, List<Integer> given) {
    List<Size> sizes = new ArrayList<>();
    for (int i = 0; i < layout.axes().length(); i++) {
      char axis = layout.axes().charAt(i);
      boolean isOpen = given.isEmpty() || given.get(i) < 0;
      sizes.add(!isOpen ? Size.of(given.get(i)) : Size.unknown(open(axis)));
    }
    Shape begun = new Shape(sizes);
    Node begin =
        nodes.stream()
            .filter(node -> !(node instanceof Node.DeclaredNode))
            .findFirst()
            .orElseThrow();
    if (begin.isPlaced() && given.isEmpty()) {
      return first.shape();
    }
    for (Node node : nodes) {
      if (node instanceof InputNode input && input.sizes().size() == begun.rank() - 1) {
        for (int i = 0; i < input.sizes().size(); i++) {
          if (input.sizes().get(i).isPresent()) {
            begun = begun.with(i + 1, Size.of(input.sizes().get(i).get()));
          }
        }
      }
    }
    return begun;
  }
}
