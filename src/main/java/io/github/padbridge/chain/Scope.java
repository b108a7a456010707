package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Constant;
import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of names at a place in a snippet. */
final class Scope {
  /** The limit of numbers in one constant. */
  private static final int LARGEST = 64;

  private final Map<String, Operand> names = new HashMap<>();
  private final Map<String, String> imports = new HashMap<>();
  private final Map<Tensor, Node> changed = new LinkedHashMap<>();

  Scope() {}

  /** A scope that starts with the names of {@code outer}. */
  Scope(Scope outer) {
    names.putAll(outer.names);
    imports.putAll(outer.imports);
  }

  @Nullable Operand get(String name) {
    return names.get(name);
  }

  void put(String name, Operand operand) {
    names.put(name, operand);
  }

  /** Refuses later uses of the data of a tensor under its names, after an operation in place. */
  void changeInPlace(Tensor tensor, Node refused) {
    changed.put(tensor, refused);
    Tensor root = Tensor.named(tensor.root());
    if (!tensor.root().isEmpty() && tensor.mayShareData(root)) {
      names.putIfAbsent(tensor.root(), root);
    }
    names.replaceAll(
        (name, operand) ->
            operand instanceof Tensor other && tensor.mayShareData(other)
                ? other.then(refused)
                : operand);
  }

  /** Continues in an outer scope: what was changed in place here is also changed there. */
  void leaveTo(Scope outer) {
    changed.forEach(outer::changeInPlace);
    names.forEach(
        (name, operand) -> {
          if (name.startsWith("self.")) {
            outer.names.put(name, operand);
          }
        });
  }

  /** Declares the name as an input tensor or layer. */
  void forget(String name) {
    names.remove(name);
  }

  void imported(String name, String fullName) {
    imports.put(name, fullName);
  }

  /** The literal value of a name, if it has one and it is small. */
  @Nullable Literal literal(String name) {
    return get(name) instanceof Constant constant && size(constant.literal().value()) <= LARGEST
        ? constant.literal()
        : null;
  }

  private static int size(JsonValue value) {
    if (value instanceof JsonArray array) {
      int size = 1;
      for (JsonValue item : array.items()) {
        size += size > LARGEST ? 0 : size(item);
      }
      return size;
    }
    return value instanceof JsonObject ? LARGEST + 1 : 1;
  }

  /** A dotted name with the import of its first part expanded. */
  String fullName(String name) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    String module = imports.getOrDefault(first, first);
    String full = dot < 0 ? module : module + name.substring(dot);
    return full.replaceFirst("^tensorflow\\.", "tf.");
  }
}
