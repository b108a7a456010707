package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code tf.nn.pool}, as the pooling for its number of axes.
 *
 * @param call under its full name
 */
record GenericPool(SourceText text, Call call) {
  /** Whether a call is one. */
  static boolean is(Call call) {
    return call.name().matches("(tf|tensorflow)(\\.compat\\.v1)?\\.nn\\.pool");
  }

  /**
   * The same as a call of {@code tf.nn.max_pool2d} or one like it.
   *
   * @throws Refusal if none does the same
   */
  Call specific() {
    Arguments arguments = new Arguments(call);
    Value window = arguments.at(1, "window_shape");
    int rank = Literals.items(window).map(List::size).orElse(0);
    if (window == null || rank < 1 || rank > 3) {
      throw refusal("window_shape must be a list of 1 to 3 numbers", null);
    }
    Value dilations = arguments.at(6, "dilations", "dilation_rate");
    if (dilations != null && !Literals.isNone(dilations) && !isOfOnes(dilations)) {
      throw refusal(
          "tf.nn.pool with dilations is not supported",
          "tf.nn.max_pool and tf.nn.avg_pool have none; compare the side without it");
    }
    List<CallArgument> said = new ArrayList<>();
    Value input = arguments.at(0, "input");
    if (input != null) {
      said.add(new CallArgument(null, input, input.line(), input.column()));
    }
    add(said, "ksize", window);
    Value strides = arguments.at(3, "strides");
    add(said, "strides", strides == null || Literals.isNone(strides) ? ones(rank) : strides);
    Value padding = arguments.at(4, "padding");
    add(said, "padding", padding == null ? word("VALID") : padding);
    add(said, "data_format", arguments.at(5, "data_format"));
    String name = "tf.nn." + type(arguments.at(2, "pooling_type")) + "_pool" + rank + "d";
    return new Call(name, said, call.line(), call.column());
  }

  private String type(@Nullable Value type) {
    String word =
        type instanceof Literal literal && literal.value() instanceof JsonString string
            ? string.value()
            : "";
    return switch (word) {
      case "MAX" -> "max";
      case "AVG" -> "avg";
      default -> throw refusal("pooling_type must be \"MAX\" or \"AVG\"", null);
    };
  }

  private static boolean isOfOnes(Value value) {
    Optional<List<Integer>> numbers = Literals.integers(Literals.spread(List.of(value)));
    return numbers.isPresent() && numbers.get().stream().allMatch(number -> number == 1);
  }

  private Value ones(int rank) {
    List<JsonValue> ones = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      ones.add(new JsonNumber(call.line(), call.column(), 1L));
    }
    return new Literal(new JsonArray(call.line(), call.column(), ones));
  }

  private Value word(String word) {
    return new Literal(new JsonString(call.line(), call.column(), word));
  }

  private static void add(List<CallArgument> to, String name, @Nullable Value value) {
    if (value != null) {
      to.add(new CallArgument(name, value, value.line(), value.column()));
    }
  }

  private Refusal refusal(String message, @Nullable String help) {
    return text.refusal(call.line(), call.column(), message, help);
  }
}
