package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.chain.Operand.Unknown;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads calls that make a tensor of a given shape. */
final class NewTensors {
  /** Functions that create a tensor of a given shape. */
  private static final Set<String> MAKERS =
      Set.of(
          "randn",
          "rand",
          "zeros",
          "ones",
          "empty",
          "full",
          "normal",
          "uniform",
          "standard_normal");

  private NewTensors() {}

  /** Whether it is the full name of such a function. */
  static boolean isMaker(String name) {
    return name.contains(".") && MAKERS.contains(LibraryNames.bare(name));
  }

  /** {@code keras.Input((8, 8, 3))}. */
  static Operand input(Evaluator evaluator, Arguments arguments, Call call) {
    Value inner = arguments.at(0, "shape", "input_shape");
    Value batched = arguments.at(-1, "batch_shape");
    Value shape = inner == null ? batched : inner;
    List<Optional<Integer>> sizes =
        shape == null ? List.of() : Literals.sizes(shape).orElse(List.of());
    if (sizes.isEmpty()) {
      return new Unknown(
          evaluator.refusal(call, "the shape of this input must be a literal value"));
    }
    List<Optional<Integer>> withoutBatch =
        inner == null ? List.copyOf(sizes.subList(1, sizes.size())) : List.copyOf(sizes);
    Node node = new Node.InputNode(withoutBatch, call.line(), call.column());
    return new Tensor("", List.of(), List.of(node));
  }

  /** {@code torch.randn(64, 3, 7, 7)}: a tensor of a known shape. */
  static Operand made(Arguments arguments) {
    Value shape = arguments.at(-1, "shape", "size");
    List<Value> sizes =
        shape == null
            ? Literals.spread(
                arguments.positional().isEmpty()
                    ? List.of()
                    : Literals.items(arguments.positional().get(0)).isPresent()
                        ? arguments.positional().subList(0, 1)
                        : arguments.positional())
            : Literals.spread(List.of(shape));
    // The numbers may have another meaning: np.random.normal(0, 1).
    List<Integer> known =
        Literals.integers(sizes)
            .filter(all -> all.size() > 2 && all.stream().allMatch(size -> size > 0))
            .orElse(List.of());
    return new Tensor("", known, List.of());
  }
}
