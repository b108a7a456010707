package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Procedures.Result;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses tensors and layers that a text computes but drops. */
final class Dropped {
  private Dropped() {}

  /**
   * Refuses statements whose values have no name and are not part of the result.
   *
   * @throws Refusal if there is one
   */
  static void refuse(SourceText text, List<Result> results, @Nullable Operand whole) {
    Set<Node> used = Collections.newSetFromMap(new IdentityHashMap<>());
    used.addAll(nodes(whole));
    for (Result result : results) {
      if (result.name() != null) {
        used.addAll(nodes(result.operand()));
      }
    }
    for (Result result : results) {
      if (result.name() == null && !used.containsAll(nodes(result.operand()))) {
        Statement at = result.statement();
        refuse(result.operand(), used);
        boolean isTensor = result.operand() instanceof Tensor;
        throw text.refusal(
            at.line(),
            at.column(),
            isTensor
                ? "this has no effect: its result is not used"
                : "this layer is not called on a tensor",
            isTensor ? "assign the result: x = ..." : "write x = layer(x)");
      }
    }
  }

  /** An unsupported step has a reason of its own. */
  private static void refuse(Operand operand, Set<Node> used) {
    for (Node node : nodes(operand)) {
      if (node instanceof Node.RefusedNode refused && !used.contains(node)) {
        throw refused.refusal();
      }
    }
  }

  /** The steps of a tensor or layer. */
  static List<Node> nodes(@Nullable Operand operand) {
    if (operand instanceof Tensor tensor) {
      return tensor.nodes();
    }
    return operand instanceof Module module ? module.nodes() : List.of();
  }
}
