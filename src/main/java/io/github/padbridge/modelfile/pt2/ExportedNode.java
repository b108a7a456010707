package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.modelfile.common.PlainJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call in an exported program.
 *
 * @param op the op without its namespace and overload, such as {@code conv2d}
 * @param arguments by their names: a Long, a List of Longs, a Double, a Boolean, a String, a {@link
 *     Tensor}, a {@link Symbolic} or null
 * @param outputs the tensors that it gives
 * @param metadata where in the model it stands
 */
record ExportedNode(
    String target,
    String op,
    Map<String, @Nullable Object> arguments,
    List<String> outputs,
    NodeMetadata metadata) {

  /** A tensor by its name. */
  record Tensor(String name) {}

  /** A number that is computed when the program runs. */
  record Symbolic(String name) {}

  /**
   * The call of a node.
   *
   * @param scope what the names of its tensors begin with; empty in the program itself
   */
  static ExportedNode of(Map<String, @Nullable Object> node, String scope) {
    String target = target(node);
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    for (Object input : PlainJson.items(node.get("inputs"))) {
      Map<String, @Nullable Object> argument = PlainJson.fields(input);
      String name = PlainJson.text(argument.get("name"));
      if (name != null) {
        arguments.put(name, value(argument.get("arg"), scope));
      }
    }
    List<String> outputs = new ArrayList<>();
    PlainJson.items(node.get("outputs"))
        .forEach(output -> forEachTensor(output, name -> outputs.add(scope + name)));
    return new ExportedNode(
        target, op(target), arguments, outputs, NodeMetadata.of(node.get("metadata")));
  }

  static String target(Map<String, @Nullable Object> node) {
    String target = PlainJson.text(node.get("target"));
    return target == null ? "" : target;
  }

  /** {@code conv2d} of {@code torch.ops.aten.conv2d.default}. */
  static String op(String target) {
    String prefix = "torch.ops.";
    int namespace = target.startsWith(prefix) ? target.indexOf('.', prefix.length()) : -1;
    if (namespace < 0) {
      return target.substring(target.lastIndexOf('.') + 1);
    }
    int overload = target.indexOf('.', namespace + 1);
    return target.substring(namespace + 1, overload < 0 ? target.length() : overload);
  }

  /** Hands out the names of the tensors in an argument. */
  static void forEachTensor(@Nullable Object argument, Consumer<String> sink) {
    PlainJson.fields(argument)
        .forEach(
            (kind, held) -> {
              if (kind.equals("as_tensor")
                  && PlainJson.fields(held).get("name") instanceof String name) {
                sink.accept(name);
              } else if (kind.equals("as_optional_tensor")) {
                forEachTensor(held, sink);
              } else if (kind.equals("as_tensors")) {
                for (Object tensor : PlainJson.items(held)) {
                  if (PlainJson.fields(tensor).get("name") instanceof String name) {
                    sink.accept(name);
                  }
                }
              } else if (kind.equals("as_optional_tensors")) {
                PlainJson.items(held).forEach(tensor -> forEachTensor(tensor, sink));
              }
            });
  }

  private static @Nullable Object value(@Nullable Object argument, String scope) {
    for (Map.Entry<String, @Nullable Object> entry : PlainJson.fields(argument).entrySet()) {
      Object held = entry.getValue();
      switch (entry.getKey()) {
        case "as_none" -> {
          return null;
        }
        case "as_tensor" -> {
          return new Tensor(scope + PlainJson.fields(held).get("name"));
        }
        case "as_optional_tensor", "as_sym_int", "as_sym_bool", "as_sym_float" -> {
          return value(held, scope);
        }
        case "as_name" -> {
          return new Symbolic(String.valueOf(held));
        }
        case "as_sym_ints" -> {
          return PlainJson.items(held).stream().map(item -> value(item, scope)).toList();
        }
        default -> {
          return held;
        }
      }
    }
    return null;
  }

  boolean has(String name) {
    return arguments.get(name) != null;
  }

  /** The tensor that an argument names; null where it names none. */
  @Nullable String tensor(String name) {
    return arguments.get(name) instanceof Tensor tensor ? tensor.name() : null;
  }

  boolean bool(String name, boolean usual) {
    return arguments.get(name) instanceof Boolean value ? value : usual;
  }

  OptionalInt integer(String name) {
    return int32(arguments.get(name));
  }

  int integer(String name, int usual) {
    return has(name) ? integer(name).orElseThrow(() -> new UnreadableArgument(this, name)) : usual;
  }

  /**
   * One number for each axis, where the argument has one for all or one for each.
   *
   * @param usual what it is where it is left out
   * @throws UnreadableArgument if it is neither
   */
  List<Integer> perAxis(String name, int rank, List<Integer> usual) {
    if (!has(name) || List.of().equals(arguments.get(name))) {
      return usual;
    }
    List<Integer> numbers = integers(name);
    if (numbers.size() == 1) {
      return java.util.Collections.nCopies(rank, numbers.get(0));
    }
    if (numbers.size() != rank) {
      throw new UnreadableArgument(this, name);
    }
    return numbers;
  }

  /**
   * The numbers of a list.
   *
   * @throws UnreadableArgument if they are not all known numbers of 32 bits
   */
  List<Integer> integers(String name) {
    Object value = arguments.get(name);
    List<Integer> numbers = new ArrayList<>();
    for (Object item : value instanceof List<?> list ? list : List.of(value == null ? "" : value)) {
      numbers.add(int32(item).orElseThrow(() -> new UnreadableArgument(this, name)));
    }
    return numbers;
  }

  private static OptionalInt int32(@Nullable Object value) {
    return value instanceof Long number && number.intValue() == number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  private boolean isComputed(String name) {
    Object value = arguments.get(name);
    return value instanceof Symbolic
        || (value instanceof List<?> list && list.stream().anyMatch(Symbolic.class::isInstance));
  }

  /** An argument that is no known number, such as one that is computed from an open size. */
  static final class UnreadableArgument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableArgument(ExportedNode node, String name) {
      super(
          name
              + " of "
              + node.op()
              + (node.isComputed(name)
                  ? " is computed from the input when it runs"
                  : " is not one 32-bit integer for each axis"),
          null,
          false,
          false);
    }
  }
}
