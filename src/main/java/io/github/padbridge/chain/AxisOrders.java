package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Module;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads functions that permute or flip axes. */
final class AxisOrders {
  private final Evaluator evaluator;

  AxisOrders(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** {@code keras.layers.Permute((2, 3, 1))}, which counts from 1 without the batch. */
  Operand permute(Arguments arguments, Call call) {
    Value dims = arguments.at(0, "dims");
    Optional<List<Integer>> order =
        dims == null ? Optional.empty() : Literals.integers(Literals.spread(List.of(dims)));
    if (order.isEmpty() || order.get().stream().anyMatch(axis -> axis < 1)) {
      return new Unknown(
          evaluator.refusal(call, "Permute takes the order of the axes, counted from 1"));
    }
    List<Integer> axes = new ArrayList<>(List.of(0));
    axes.addAll(order.get());
    Permutation permutation = new Permutation(axes, false);
    return new Module(List.of(new Node.TransposeNode(permutation, call.line(), call.column())));
  }

  /** A function of any framework: two axes swapped, or all in another order. */
  Operand transpose(Operand operand, Arguments arguments, Call call) {
    String name = call.name();
    boolean swaps = name.endsWith(".swapaxes") || name.equals("torch.transpose");
    if (swaps) {
      return swapped(
          operand, call, arguments.at(1, "dim0", "axis0"), arguments.at(2, "dim1", "axis1"));
    }
    List<Value> order = Functions.spread(arguments.at(1, "perm", "dims", "axes"));
    boolean reverses = order == null && !name.startsWith("torch.");
    return reverses ? reversed(operand, call) : transposed(operand, call, order);
  }

  /** All axes in the opposite order: {@code w.T}. */
  Operand reversed(Operand operand, Call call) {
    return reordered(operand, call, new Permutation(List.of(), false));
  }

  /** The last two axes swapped: {@code w.mT}. */
  Operand matrices(Operand operand, Call call) {
    return reordered(operand, call, new Permutation(List.of(-2, -1), true));
  }

  /** The axes in the given order. */
  Operand transposed(Operand operand, Call call, @Nullable List<Value> order) {
    Optional<List<Integer>> axes = order == null ? Optional.empty() : Literals.integers(order);
    return axes.isEmpty() || axes.get().isEmpty()
        ? evaluator.refused(operand, new Value.Nested(call), "an order that is not literal")
        : reordered(operand, call, new Permutation(axes.get(), false));
  }

  Operand swapped(Operand operand, Call call, @Nullable Value a, @Nullable Value b) {
    Optional<List<Integer>> axes =
        a == null || b == null ? Optional.empty() : Literals.integers(List.of(a, b));
    return axes.isEmpty()
        ? evaluator.refused(operand, new Value.Nested(call), "an order that is not literal")
        : reordered(operand, call, new Permutation(axes.get(), true));
  }

  private Operand reordered(Operand operand, Call call, Permutation permutation) {
    return operand instanceof Tensor tensor
        ? evaluator.then(
            tensor, List.of(new Node.TransposeNode(permutation, call.line(), call.column())), call)
        : evaluator.refused(operand, new Value.Nested(call), call.name());
  }

  Operand flipped(Operand operand, Call call, @Nullable List<Value> values) {
    Optional<List<Integer>> axes = values == null ? Optional.empty() : Literals.integers(values);
    return operand instanceof Tensor tensor && axes.isPresent()
        ? evaluator.then(
            tensor, List.of(new Node.FlipNode(axes.get(), call.line(), call.column())), call)
        : evaluator.refused(operand, new Value.Nested(call), call.name());
  }
}
