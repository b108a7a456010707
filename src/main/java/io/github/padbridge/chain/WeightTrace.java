package io.github.padbridge.chain;

import io.github.padbridge.chain.Node.LayerNode;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Follows every element of a weight through reshapes. The weight is that of the layer of the other
 * side, whose shape is known: reshapes split and merge its channels, as where a grouped kernel
 * becomes a depthwise one.
 */
final class WeightTrace {
  private static final int LARGEST = 1 << 22;

  private int[] elements;
  private int[] shape;

  private WeightTrace(int[] shape) {
    this.shape = shape;
    this.elements = IntStream.range(0, size(shape)).toArray();
  }

  /** Whether the steps of a weight can only be followed element by element. */
  static boolean isFor(Tensor weight) {
    return weight.shape().isEmpty()
        && weight.nodes().stream().anyMatch(Node.ReshapeNode.class::isInstance);
  }

  /**
   * The layer with the steps of its weight replaced by the flip that they come to, if any; as it is
   * where they come to something else, or a shape is unknown.
   *
   * @param layer the layer, without the steps
   * @param other the layer whose weight it is
   */
  static LayerNode settled(LayerNode node, Tensor weight, Layer layer, Layer other) {
    Optional<WeightElements> here = WeightElements.of(layer);
    Optional<WeightElements> there = WeightElements.of(other);
    if (here.isEmpty()
        || there.isEmpty()
        || !here.get().hasKernelOf(there.get())
        || here.get().size() > LARGEST
        || here.get().size() != there.get().size()) {
      return node;
    }
    WeightTrace trace = new WeightTrace(there.get().shape());
    if (!weight.nodes().stream().allMatch(trace::follow)
        || !Arrays.equals(trace.shape, here.get().shape())) {
      return node;
    }
    long[] taken = Arrays.stream(trace.elements).mapToLong(there.get()::key).toArray();
    if (Arrays.equals(taken, here.get().keys(false))) {
      return node.carrying(Tensor.named(weight.root()));
    }
    boolean isFlipped = Arrays.equals(taken, here.get().keys(true));
    Node flip = new Node.FlipNode(here.get().kernelAxes(), node.line(), node.column());
    return isFlipped ? node.carrying(Tensor.named(weight.root()).then(flip)) : node;
  }

  private static int size(int[] shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  /** Applies a step; false if it is of another kind. */
  private boolean follow(Node step) {
    if (step instanceof Node.ReshapeNode reshape) {
      return reshape(reshape.sizes());
    }
    if (step instanceof Node.TransposeNode transpose) {
      Optional<List<Integer>> order = transpose.permutation().of(shape.length);
      order.ifPresent(this::permute);
      return order.isPresent();
    }
    if (step instanceof Node.FlipNode flip) {
      return flip(flip.axes());
    }
    return step instanceof Node.AsideNode;
  }

  private boolean reshape(List<Integer> sizes) {
    int known = sizes.stream().filter(size -> size >= 0).reduce(1, (a, b) -> a * b);
    long open = sizes.stream().filter(size -> size < 0).count();
    boolean fits =
        !sizes.isEmpty()
            && known > 0
            && (open == 0 ? known == elements.length : elements.length % known == 0);
    if (!fits || open > 1) {
      return false;
    }
    shape = sizes.stream().mapToInt(size -> size < 0 ? elements.length / known : size).toArray();
    return true;
  }

  private void permute(List<Integer> order) {
    int[] before = shape;
    int[] strides = strides(before);
    shape = order.stream().mapToInt(axis -> before[axis]).toArray();
    int[] moved = order.stream().mapToInt(axis -> strides[axis]).toArray();
    gather(moved, 0);
  }

  private boolean flip(List<Integer> axes) {
    int rank = shape.length;
    int[] strides = strides(shape);
    List<Integer> flipped = new ArrayList<>();
    for (int axis : axes) {
      if (axis < -rank || axis >= rank) {
        return false;
      }
      flipped.add(Math.floorMod(axis, rank));
    }
    int first = 0;
    for (int axis : flipped) {
      first += strides[axis] * (shape[axis] - 1);
      strides[axis] = -strides[axis];
    }
    gather(strides, first);
    return true;
  }

  /** Takes the elements at the places that these strides reach, in the order of the shape. */
  private void gather(int[] strides, int first) {
    int[] taken = new int[elements.length];
    for (int i = 0; i < taken.length; i++) {
      int place = first;
      int rest = i;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        place += strides[axis] * (rest % shape[axis]);
        rest /= shape[axis];
      }
      taken[i] = elements[place];
    }
    elements = taken;
  }

  private static int[] strides(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape[axis];
    }
    return strides;
  }

  /** The sizes of a shape; empty if some are open, or there are none. */
  static Optional<int[]> sizes(Shape shape) {
    return shape.isKnown() && shape.rank() > 0
        ? Optional.of(
            shape.sizes().stream().mapToInt(size -> Math.toIntExact(size.value())).toArray())
        : Optional.empty();
  }
}
