package io.github.padbridge.layer.read;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of JAX calls that are not literals but have a known meaning. */
final class JaxDimensions {
  private JaxDimensions() {}

  /**
   * The value of {@code dimension_numbers}, made by {@code lax.conv_dimension_numbers} or {@code
   * lax.ConvDimensionNumbers}, or the name of what {@code reduce_window} computes; null if unknown.
   *
   * @param argument its name in a spec
   */
  static @Nullable JsonValue of(String argument, Value value) {
    if (argument.equals(Argument.DIMENSIONS) && value instanceof Value.Nested nested) {
      return made(nested.call());
    }
    boolean isNamed =
        argument.equals(ReducedWindows.INIT_VALUE) || argument.equals(ReducedWindows.COMPUTATION);
    return isNamed ? new JsonString(value.line(), value.column(), text(value)) : null;
  }

  /** {@code -jnp.inf}, {@code float("-inf")}, {@code lax.max}. */
  private static String text(Value value) {
    if (value instanceof Value.Nested nested
        && nested.call().name().equals("float")
        && nested.call().positional().size() == 1
        && nested.call().positional().get(0).value() instanceof Value.Literal literal
        && literal.value() instanceof JsonString word) {
      return word.value();
    }
    return value.quoted();
  }

  private static @Nullable JsonValue made(Call call) {
    String bare = FunctionNames.bare(call.name());
    if (bare.equals("conv_dimension_numbers")) {
      return at(call, 2, "dimension_numbers").orElse(null);
    }
    if (!bare.equals("ConvDimensionNumbers")) {
      return null;
    }
    List<JsonValue> specs = new ArrayList<>();
    List<String> names = List.of("lhs_spec", "rhs_spec", "out_spec");
    for (int operand = 0; operand < names.size(); operand++) {
      at(call, operand, names.get(operand)).ifPresent(specs::add);
    }
    return new JsonArray(call.line(), call.column(), specs);
  }

  private static Optional<JsonValue> at(Call call, int position, String name) {
    Optional<CallArgument> positional =
        position < call.positional().size()
            ? Optional.of(call.positional().get(position))
            : Optional.empty();
    return call.keyword(name)
        .or(() -> positional)
        .map(CallArgument::value)
        .filter(Value.Literal.class::isInstance)
        .map(value -> ((Value.Literal) value).value());
  }
}
