package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of a name or an expression of a snippet. */
sealed interface Operand {
  /**
   * A tensor computed from another by steps.
   *
   * @param root the name of the other tensor; empty while it has none
   * @param shape the sizes of the root; empty if unknown
   */
  record Tensor(String root, List<Integer> shape, List<Node> nodes) implements Operand {
    public Tensor {
      shape = List.copyOf(shape);
      nodes = List.copyOf(nodes);
    }

    static Tensor named(String root) {
      return new Tensor(root, List.of(), List.of());
    }

    Tensor then(List<Node> more) {
      List<Node> all = new ArrayList<>(nodes);
      all.addAll(more);
      return new Tensor(root, shape, all);
    }

    Tensor then(Node node) {
      return then(List.of(node));
    }

    boolean hasLayer() {
      return nodes.stream()
          .anyMatch(
              node ->
                  node instanceof Node.LayerNode
                      || node instanceof Node.AdaptiveNode
                      || node instanceof Node.PatchesNode);
    }

    /** Whether one of both tensors is a view of the other, or the same. */
    boolean mayShareData(Tensor other) {
      boolean isLonger = nodes.size() > other.nodes.size();
      List<Node> all = isLonger ? nodes : other.nodes;
      int begin = Math.min(nodes.size(), other.nodes.size());
      boolean isSame = root.equals(other.root);
      for (int i = 0; isSame && i < all.size(); i++) {
        isSame = i < begin ? nodes.get(i) == other.nodes.get(i) : isView(all.get(i));
      }
      return isSame;
    }

    private static boolean isView(Node node) {
      return node instanceof Node.SliceNode
          || node instanceof Node.TransposeNode
          || node instanceof Node.ReshapeNode
          || node instanceof Node.AsideNode;
    }

    /** Whether it can be added as a bias: a name, reshaped or not. */
    boolean isPlain() {
      return nodes.stream()
          .allMatch(node -> node instanceof Node.TransposeNode || node instanceof Node.ReshapeNode);
    }
  }

  /** One layer or several in order, not yet applied to an input. */
  record Module(List<Node> nodes) implements Operand {
    public Module {
      nodes = List.copyOf(nodes);
    }
  }

  /** The shape of a tensor. */
  record ShapeOf(Tensor tensor) implements Operand {}

  /** {@code factor} times the size of an axis of a tensor, plus {@code offset}. */
  record Extent(Tensor tensor, int axis, long factor, long offset) implements Operand {
    /** Another multiple of the same size, if both are 32-bit numbers. */
    @Nullable Extent with(long factor, long offset) {
      long bound = Integer.MAX_VALUE;
      boolean fits = Math.abs(factor) <= bound && Math.abs(offset) <= bound;
      return fits ? new Extent(tensor, axis, factor, offset) : null;
    }
  }

  /** A tuple or list. */
  record Items(List<Operand> items) implements Operand {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A literal. */
  record Constant(Value.Literal literal) implements Operand {}

  /** A function that the text defines. */
  record Procedure(Statement.Function function) implements Operand {}

  /** A class that the text defines. */
  record Blueprint(Statement.ClassDefinition definition) implements Operand {}

  /**
   * An unsupported value; it is refused if the result depends on it.
   *
   * @param opaque whether it is the result of a call that takes no tensor or layer of the text
   */
  record Unknown(Refusal refusal, boolean opaque) implements Operand {
    Unknown(Refusal refusal) {
      this(refusal, false);
    }
  }
}
