package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.CallParser;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads printed padding modules of PyTorch, which list the last axis first. */
final class PrintedPad {
  private static final Pattern NAME =
      Pattern.compile("(Zero|Constant|Reflection|Replication|Circular)Pad([123])d");

  /** The others pad a constant. */
  private static final Map<String, PaddingMode> MODES =
      Map.of(
          "Reflection", PaddingMode.REFLECT,
          "Replication", PaddingMode.REPLICATE,
          "Circular", PaddingMode.CIRCULAR);

  private PrintedPad() {}

  /** The padding of a module; empty if it is not a PyTorch padding module. */
  static Optional<PadModule> of(PrintedModule module) {
    Matcher name = NAME.matcher(module.bareClass());
    if (!name.matches() || !module.children().isEmpty()) {
      return Optional.empty();
    }
    try {
      Call call = CallParser.parseArguments("", module.arguments(), module.className());
      int rank = Integer.parseInt(name.group(2));
      PaddingMode mode = MODES.getOrDefault(name.group(1), PaddingMode.ZEROS);
      return amounts(call, rank).map(amounts -> new PadModule(amounts, mode, value(call)));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private static Optional<List<PadAmount>> amounts(Call call, int rank) {
    Optional<CallArgument> given =
        call.keyword("padding").or(() -> call.positional().stream().findFirst());
    if (given.isEmpty()
        || !(given.get().value() instanceof Value.Literal literal)
        || !(literal.value() instanceof JsonArray array)
        || array.items().size() != 2 * rank) {
      return Optional.empty();
    }
    List<Integer> numbers = new ArrayList<>();
    for (JsonValue item : array.items()) {
      if (item instanceof JsonNumber number
          && number.value() instanceof Long whole
          && whole == whole.intValue()) {
        numbers.add(whole.intValue());
      }
    }
    if (numbers.size() != 2 * rank) {
      return Optional.empty();
    }
    List<PadAmount> amounts = new ArrayList<>();
    for (int axis = rank - 1; axis >= 0; axis--) {
      amounts.add(new PadAmount(numbers.get(2 * axis), numbers.get(2 * axis + 1)));
    }
    return Optional.of(amounts);
  }

  /** The value of constant padding; NaN if it is not a number. */
  private static double value(Call call) {
    Optional<Value> given = call.keyword("value").map(CallArgument::value);
    if (given.isEmpty()) {
      return 0;
    }
    if (given.get() instanceof Value.Negated negated && isInfinity(negated.operand())) {
      return Double.NEGATIVE_INFINITY;
    }
    if (isInfinity(given.get())) {
      return Double.POSITIVE_INFINITY;
    }
    return given.get() instanceof Value.Literal literal
            && literal.value() instanceof JsonNumber number
        ? number.value().doubleValue()
        : Double.NaN;
  }

  private static boolean isInfinity(Value value) {
    return value instanceof Value.Name name && name.dotted().equals("inf");
  }
}
