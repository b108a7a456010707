package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a function or class. Binds the arguments of a call as Python does.
 *
 * @param names in order
 * @param positional how many of them may be positional
 */
public record Signature(List<String> names, int positional) {
  public Signature {
    names = List.copyOf(names);
  }

  /** Parses {@code "input, pad, *, mode, value"}; names after {@code *} are keyword-only. */
  public static Signature of(String parameters) {
    List<String> names = new ArrayList<>(Arrays.asList(parameters.split(", ", -1)));
    int star = names.indexOf("*");
    names.remove("*");
    return new Signature(names, star < 0 ? names.size() : star);
  }

  /**
   * Binds the arguments of a call.
   *
   * @throws Refusal if some cannot be bound
   */
  public Binding bind(SourceText text, Call call) {
    Binding binding = bind(text, call, call.name());
    if (!binding.faults.isEmpty()) {
      throw new Refusal(binding.faults);
    }
    return binding;
  }

  /**
   * Binds the arguments of a call, and collects the faults of those that cannot be bound.
   *
   * @param function the name of the function in messages
   */
  public Binding bind(SourceText text, Call call, String function) {
    Binding binding = new Binding(text, call, new LinkedHashMap<>(), new ArrayList<>());
    int count = 0;
    for (CallArgument argument : call.arguments()) {
      String name = argument.keyword();
      if (name == null) {
        count++;
        if (count == positional + 1) {
          binding.fault(
              argument,
              function + " takes at most " + positional + " positional arguments",
              count <= names.size()
                  ? "give " + names.get(positional) + " and later arguments by name"
                  : "its arguments are " + String.join(", ", names));
        }
        if (count > positional) {
          continue;
        }
        name = names.get(count - 1);
      }
      if (!names.contains(name)) {
        binding.fault(
            argument,
            function + " has no argument '" + Abridged.of(name) + "'",
            Suggestion.help(Abridged.of(name), names));
      } else if (binding.arguments.putIfAbsent(name, argument) != null) {
        binding.fault(argument, "the argument '" + name + "' is given twice", null);
      }
    }
    return binding;
  }

  /**
   * The arguments of a call.
   *
   * @param arguments by parameter name
   * @param faults of arguments that cannot be bound
   */
  public record Binding(
      SourceText text, Call call, Map<String, CallArgument> arguments, List<Fault> faults) {
    private void fault(CallArgument argument, String message, @Nullable String help) {
      faults.add(Fault.at(text.place(argument.line(), argument.column()), message, help));
    }

    /** The argument; null if it is not given. */
    public @Nullable Value get(String name) {
      CallArgument argument = arguments.get(name);
      return argument == null ? null : argument.value();
    }

    /** The argument, which must be given. */
    public Value required(String name, @Nullable String help) {
      Value value = get(name);
      if (value == null) {
        throw text.refusal(
            call.line(), call.column(), call.name() + " needs the argument '" + name + "'", help);
      }
      return value;
    }
  }
}
