package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code tf.nn} for any number of spatial axes, such as {@code tf.nn.max_pool}.
 * Each has the parameters of the function for a number of axes, in the same order.
 */
public final class OpenRank {
  /** The functions for a number of axes, with {@code #} in its place. */
  private static final Map<String, String> RANKED =
      Map.of(
          "tf.nn.max_pool", "tf.nn.max_pool#d",
          "tf.nn.avg_pool", "tf.nn.avg_pool#d",
          "tf.nn.convolution", "tf.nn.conv#d",
          "tf.nn.conv_transpose", "tf.nn.conv#d_transpose");

  /** The order of the parameters up to the data_format. */
  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "tf.nn.max_pool", List.of("input", "ksize", "strides", "padding", "data_format"),
          "tf.nn.avg_pool", List.of("input", "ksize", "strides", "padding", "data_format"),
          "tf.nn.convolution",
              List.of("input", "filters", "strides", "padding", "data_format", "dilations"),
          "tf.nn.conv_transpose",
              List.of(
                  "input",
                  "filters",
                  "output_shape",
                  "strides",
                  "padding",
                  "data_format",
                  "dilations"));

  private final SourceText text;
  private final Call call;
  private final String name;
  private final Map<String, JsonValue> options;

  private OpenRank(SourceText text, Call call, String name, Map<String, JsonValue> options) {
    this.text = text;
    this.call = call;
    this.name = name;
    this.options = options;
  }

  /** The full names. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(RANKED.keySet());
    names.add(PoolOfType.NAME);
    return names;
  }

  /** Whether it is the full or a shorter name of one. */
  static boolean isOne(String name) {
    String full = FunctionNames.inFull(name);
    return RANKED.containsKey(full) || full.equals(PoolOfType.NAME);
  }

  /**
   * The same call for a number of axes; other calls as they are.
   *
   * @param options arguments given next to the call, by their names in a spec
   * @param near the number of spatial axes of the layers around it; empty if unknown
   * @throws Refusal if the number of axes is unknown
   */
  public static Call ranked(
      SourceText text, Call call, Map<String, JsonValue> options, OptionalInt near) {
    String name = FunctionNames.inFull(call.name());
    return RANKED.containsKey(name) ? new OpenRank(text, call, name, options).ranked(near) : call;
  }

  private Call ranked(OptionalInt near) {
    int rank =
        ofArguments()
            .or(this::ofOptions)
            .or(() -> near.isPresent() ? Optional.of(near.getAsInt()) : Optional.empty())
            .orElseThrow(this::unknown);
    String ranked = ranked((char) ('0' + rank));
    List<CallArgument> arguments = new ArrayList<>();
    for (CallArgument argument : call.arguments()) {
      boolean isStride = ranked.equals("tf.nn.conv1d") && "strides".equals(argument.keyword());
      arguments.add(
          isStride
              ? new CallArgument("stride", argument.value(), argument.line(), argument.column())
              : argument);
    }
    if (name.equals("tf.nn.convolution")) {
      refuseStridedAndDilated();
      Value strides = argument("strides");
      arguments.removeIf(argument -> isNone(argument.value()) && argument.value() == strides);
      if (strides == null || isNone(strides)) {
        put(arguments, rank == 1 ? "stride" : "strides", number());
      }
      if (argument("padding") == null) {
        put(arguments, "padding", word());
      }
    }
    return new Call(ranked, arguments, call.line(), call.column());
  }

  private void refuseStridedAndDilated() {
    Value dilations = argument("dilations");
    if (dilations != null && isAboveOne(dilations) && isAboveOne(argument("strides"))) {
      throw text.refusal(
          dilations.line(),
          dilations.column(),
          "tf.nn.convolution takes strides above 1 or dilations above 1, not both",
          "use tf.nn.conv1d or tf.nn.conv2d");
    }
  }

  private static boolean isAboveOne(@Nullable Value value) {
    List<JsonValue> numbers = list(value);
    return numbers.isEmpty()
        ? value instanceof Literal literal && literal.value().int32().orElse(1) > 1
        : numbers.stream().anyMatch(number -> number.int32().orElse(1) > 1);
  }

  private void put(List<CallArgument> arguments, String parameter, Value value) {
    arguments.add(new CallArgument(parameter, value, call.line(), call.column()));
  }

  private Value number() {
    return new Literal(new JsonNumber(call.line(), call.column(), 1L));
  }

  private Value word() {
    return new Literal(new JsonString(call.line(), call.column(), "VALID"));
  }

  private @Nullable Value argument(String parameter) {
    int position = Objects.requireNonNull(PARAMETERS.get(name), name).indexOf(parameter);
    List<CallArgument> positional = call.positional();
    return position >= 0 && position < positional.size()
        ? positional.get(position).value()
        : call.keyword(parameter).map(CallArgument::value).orElse(null);
  }

  private static boolean isNone(@Nullable Value value) {
    return value instanceof Literal literal && literal.value() instanceof JsonNull;
  }

  /** The number of axes that the arguments tell; empty if they fit several. */
  private Optional<Integer> ofArguments() {
    if (argument("data_format") instanceof Literal literal
        && literal.value() instanceof JsonString format
        && format.value().matches("N[CDHWL]{2,4}")) {
      return Optional.of(format.value().length() - 2);
    }
    Set<Integer> ranks = new TreeSet<>(List.of(1, 2, 3));
    for (String parameter : List.of("ksize", "strides", "dilations")) {
      ranks.retainAll(ranks(list(argument(parameter))));
    }
    if (!list(argument("padding")).isEmpty()) {
      ranks.retainAll(Set.of(list(argument("padding")).size() - 2));
    }
    if (argument("output_shape") instanceof Value.Sequence shape && shape.items().size() > 3) {
      ranks.retainAll(Set.of(shape.items().size() - 2));
    }
    if (list(argument("output_shape")).size() > 3) {
      ranks.retainAll(Set.of(list(argument("output_shape")).size() - 2));
    }
    return ranks.size() == 1 ? ranks.stream().findFirst() : Optional.empty();
  }

  /** A list has one number, one for each spatial axis, or one for each axis of the data. */
  private static Set<Integer> ranks(List<JsonValue> list) {
    if (list.size() < 2) {
      return Set.of(1, 2, 3);
    }
    boolean isOneOutside =
        list.get(0).int32().orElse(0) == 1
            && (list.get(1).int32().orElse(0) == 1
                || list.get(list.size() - 1).int32().orElse(0) == 1);
    Set<Integer> ranks = new TreeSet<>(Set.of(list.size()));
    if (list.size() > 2 && isOneOutside) {
      ranks.add(list.size() - 2);
    }
    return ranks;
  }

  private static List<JsonValue> list(@Nullable Value value) {
    return value instanceof Literal literal && literal.value() instanceof JsonArray array
        ? array.items()
        : List.of();
  }

  private Optional<Integer> ofOptions() {
    for (String shape : List.of(Argument.INPUT_SHAPE, Argument.WEIGHT_SHAPE)) {
      if (options.get(shape) instanceof JsonArray sizes
          && sizes.items().size() > 2
          && sizes.items().size() < 6) {
        return Optional.of(sizes.items().size() - 2);
      }
    }
    return options.get(Argument.KERNEL_SIZE) instanceof JsonArray sizes
            && !sizes.items().isEmpty()
            && sizes.items().size() < 4
        ? Optional.of(sizes.items().size())
        : Optional.empty();
  }

  /** The name of the function for a number of axes. */
  private String ranked(char rank) {
    return Objects.requireNonNull(RANKED.get(name), name).replace('#', rank);
  }

  private Refusal unknown() {
    String two = ranked('2');
    return text.refusal(
        call.line(),
        call.column(),
        "the number of spatial axes of " + name + " is unknown",
        "write "
            + two
            + " or the like, or add data_format or "
            + (name.endsWith("pool") ? "--input-shape" : "--weight-shape"));
  }
}
