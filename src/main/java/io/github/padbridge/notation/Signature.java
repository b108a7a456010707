package io.github.padbridge.notation;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.expression.Argument;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a function in order, those after {@code *} by keyword only; binds a call's
 * arguments to them as Python does.
 */
final class Signature {
  private final List<String> positional;
  private final List<String> names;

  private Signature(List<String> positional, List<String> names) {
    this.positional = positional;
    this.names = names;
  }

  /** {@code "input, pad, mode, value"}. */
  static Signature of(String parameters) {
    List<String> all = Arrays.asList(parameters.split(", "));
    int star = all.indexOf("*");
    List<String> positional = star < 0 ? all : all.subList(0, star);
    return new Signature(positional, all.stream().filter(name -> !name.equals("*")).toList());
  }

  /** The call's arguments by the names of their parameters. */
  Bound bind(Spot spot, Call call) {
    Map<String, Value> values = new HashMap<>();
    int count = 0;
    for (Argument argument : call.arguments()) {
      String name = argument.keyword();
      if (name == null && count == positional.size()) {
        throw spot.refusal(
            argument.value(),
            call.name() + " takes at most " + positional.size() + " positional arguments",
            "its arguments: " + String.join(", ", names));
      }
      name = name == null ? positional.get(count++) : name;
      if (!names.contains(name)) {
        throw spot.refusal(
            argument.line(),
            argument.column(),
            call.name() + " has no argument '" + Abridged.of(name) + "'",
            Suggestion.help(Abridged.of(name), names));
      }
      if (values.put(name, argument.value()) != null) {
        throw spot.refusal(
            argument.line(), argument.column(), "the argument '" + name + "' is given twice", null);
      }
    }
    return new Bound(spot, call, values);
  }

  /** Arguments by name. */
  record Bound(Spot spot, Call call, Map<String, Value> values) {
    /** The argument, or null where it is not given. */
    @Nullable Value get(String name) {
      return values.get(name);
    }

    /** The argument, which must be given. */
    Value required(String name, @Nullable String help) {
      Value value = values.get(name);
      if (value == null) {
        throw spot.refusal(
            call.line(), call.column(), call.name() + " misses its argument '" + name + "'", help);
      }
      return value;
    }
  }
}
