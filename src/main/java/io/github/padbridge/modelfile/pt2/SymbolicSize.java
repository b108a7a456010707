package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.model.Extent;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A size of an exported program: a number, or an expression in the open sizes of its input. */
sealed interface SymbolicSize {
  record Known(long value) implements SymbolicSize {
    @Override
    public OptionalLong at(Map<String, Long> symbols) {
      return OptionalLong.of(value);
    }

    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  record Symbol(String name) implements SymbolicSize {
    @Override
    public OptionalLong at(Map<String, Long> symbols) {
      Long value = symbols.get(name);
      return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A SymPy function.
   *
   * @param function such as {@code Add}, {@code FloorDiv}
   */
  record Apply(String function, List<SymbolicSize> operands) implements SymbolicSize {
    public Apply {
      operands = List.copyOf(operands);
    }

    @Override
    public OptionalLong at(Map<String, Long> symbols) {
      long[] values = new long[operands.size()];
      for (int i = 0; i < values.length; i++) {
        OptionalLong value = operands.get(i).at(symbols);
        if (value.isEmpty()) {
          return value;
        }
        values[i] = value.getAsLong();
      }
      return apply(values);
    }

    private OptionalLong apply(long[] values) {
      try {
        return switch (function) {
          case "Add" -> OptionalLong.of(fold(values, 0, true));
          case "Mul" -> OptionalLong.of(fold(values, 1, false));
          case "FloorDiv", "CleanDiv" ->
              values.length == 2 && values[1] != 0
                  ? OptionalLong.of(Math.floorDiv(values[0], values[1]))
                  : OptionalLong.empty();
          case "Mod", "PythonMod" ->
              values.length == 2 && values[1] != 0
                  ? OptionalLong.of(Math.floorMod(values[0], values[1]))
                  : OptionalLong.empty();
          case "Max" -> java.util.Arrays.stream(values).max();
          case "Min" -> java.util.Arrays.stream(values).min();
          default -> OptionalLong.empty();
        };
      } catch (ArithmeticException e) {
        return OptionalLong.empty();
      }
    }

    private static long fold(long[] values, long start, boolean isSum) {
      long result = start;
      for (long value : values) {
        result = isSum ? Math.addExact(result, value) : Math.multiplyExact(result, value);
      }
      return result;
    }

    @Override
    public String toString() {
      return switch (function) {
        case "Add" ->
            operands.stream()
                .map(SymbolicSize::toString)
                .collect(Collectors.joining(" + "))
                .replace("+ -", "- ");
        case "Mul" -> operands.stream().map(Apply::factor).collect(Collectors.joining("*"));
        case "FloorDiv", "CleanDiv" ->
            operands.stream().map(Apply::factor).collect(Collectors.joining("//"));
        default ->
            operands.stream()
                .map(SymbolicSize::toString)
                .collect(Collectors.joining(", ", function + "(", ")"));
      };
    }

    private static String factor(SymbolicSize operand) {
      boolean isPlain = !(operand instanceof Apply apply) || apply.isCall();
      return isPlain ? operand.toString() : "(" + operand + ")";
    }

    private boolean isCall() {
      return !List.of("Add", "Mul", "FloorDiv", "CleanDiv").contains(function);
    }
  }

  /** Text that is no SymPy expression of a known form. */
  record Unread(String text) implements SymbolicSize {
    @Override
    public OptionalLong at(Map<String, Long> symbols) {
      return OptionalLong.empty();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** The number where the symbols are these; empty where it depends on others. */
  OptionalLong at(Map<String, Long> symbols);

  /** The size where the symbols are these. */
  default Extent extent(Map<String, Long> symbols) {
    OptionalLong value = at(symbols);
    return value.isPresent() ? Extent.of(value.getAsLong()) : Extent.open(toString());
  }
}
