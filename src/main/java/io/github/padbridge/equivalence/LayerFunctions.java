package io.github.padbridge.equivalence;

import io.github.padbridge.chain.AppliedFunction;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.Chain.FunctionOp;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.geometry.Computation.MaxPooling;
import io.github.padbridge.layer.LayerComputation;
import java.util.ArrayList;
import java.util.List;

/** Activations and normalizations by the layers that they stand between. */
public final class LayerFunctions {
  private LayerFunctions() {}

  /**
   * The functions before the first layer, and those behind each. What may stand before or behind a
   * max pooling stands before it.
   */
  static List<List<AppliedFunction>> of(Chain chain) {
    List<List<AppliedFunction>> functions = new ArrayList<>(List.of(new ArrayList<>()));
    for (Chain.Op op : chain.ops()) {
      if (op instanceof Chain.PlacedOp) {
        functions.add(new ArrayList<>());
      } else if (op instanceof Chain.FunctionOp applied) {
        functions.get(functions.size() - 1).add(applied.function());
      }
    }
    List<Chain.PlacedOp> layers = chain.placed();
    for (int i = layers.size() - 1; i >= 0; i--) {
      List<AppliedFunction> behind = functions.get(i + 1);
      boolean isMax = isMax(layers.get(i));
      while (isMax && !behind.isEmpty() && behind.get(0).isMonotone()) {
        functions.get(i).add(behind.remove(0));
      }
    }
    return functions;
  }

  private static boolean isMax(Chain.PlacedOp op) {
    return op instanceof Chain.AdaptiveOp adaptive
        ? adaptive.pooling().max()
        : LayerComputation.of(((Chain.LayerOp) op).layer()) instanceof MaxPooling;
  }

  /**
   * Whether a function after the last layer of one chain has its counterpart at another place of
   * the other: that chain has it more often than the first has it before its last layer.
   */
  private static boolean hasElsewhere(Chain chain, Chain other) {
    return chain.lastFunctions().stream()
        .map(FunctionOp::function)
        .anyMatch(
            function ->
                count(function, other.functions())
                    > count(function, chain.functions()) - count(function, chain.lastFunctions()));
  }

  private static long count(AppliedFunction function, List<FunctionOp> functions) {
    return functions.stream().filter(one -> one.function().equals(function)).count();
  }

  /**
   * The sides as they are compared. Ports are often compared layer by layer, so functions behind
   * the last layer are left out, with a note, where the other side has none there and the same
   * function at no other place.
   */
  public static Sides settled(Sides sides) {
    boolean isOfBoth =
        sides.left().lastFunctions().isEmpty() == sides.right().lastFunctions().isEmpty();
    return isOfBoth
            || of(sides.left()).equals(of(sides.right()))
            || hasElsewhere(sides.left(), sides.right())
            || hasElsewhere(sides.right(), sides.left())
        ? sides
        : new Sides(sides.left().withoutLastFunctions(), sides.right().withoutLastFunctions());
  }
}
