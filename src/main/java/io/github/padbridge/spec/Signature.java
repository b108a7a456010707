package io.github.padbridge.spec;

import io.github.padbridge.expression.Argument;
import io.github.padbridge.expression.Call;
import io.github.padbridge.shape.Framework;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a function or class that makes a layer, in the order in which they may be given
 * without a keyword.
 *
 * @param framework whose layer it makes
 * @param op the op's name in specs
 * @param parameters in order
 * @param required how many of them, from the first, must be given
 * @param positional how many of them may be given without a keyword
 * @param defaults arguments of the spec that the call need not give, where they are not the spec's
 *     own defaults
 */
record Signature(
    Framework framework,
    String op,
    List<Parameter> parameters,
    int required,
    int positional,
    Map<String, Default> defaults) {

  /** What a call that does not say is taken to say. */
  enum Default {
    TRUE,
    FALSE,
    TWO,
    NONE,
    VALID,
    SAME
  }

  /** What a parameter is to a spec. */
  enum Role {
    /** An argument of the spec. */
    ARGUMENT,
    /** A tensor, whose numbers are no matter of the spec. */
    TENSOR,
    /** A tensor that may be None: whether it is there is an argument of the spec. */
    OPTIONAL_TENSOR,
    /** Of no effect on the layer's numbers. */
    WITHOUT_EFFECT,
    /** The same, but somebody may think otherwise. */
    IGNORED,
    /** Must be what it is when it is left out: anything else is not the op alone. */
    UNUSED
  }

  /**
   * @param name as the framework spells it
   * @param argument the spec's name, for the roles that have one
   */
  record Parameter(String name, Role role, String argument) {}

  /**
   * The parameter of this name.
   *
   * @param name as the framework spells it
   */
  Optional<Parameter> named(String name) {
    return parameters.stream().filter(parameter -> parameter.name.equals(name)).findFirst();
  }

  /** How many spatial axes the layer has. */
  int spatialRank() {
    return op.replaceAll("[^1-3]", "").charAt(0) - '0';
  }

  /** Whether a call with these arguments could be one of this. */
  boolean fits(Call call) {
    List<String> given = new ArrayList<>();
    int position = 0;
    for (Argument argument : call.arguments()) {
      if (argument.keyword() == null && position == positional) {
        return false;
      }
      given.add(argument.keyword() == null ? parameters.get(position++).name : argument.keyword());
    }
    return given.stream().distinct().count() == given.size()
        && names().containsAll(given)
        && given.containsAll(names().subList(0, required));
  }

  /** {@code (in_channels, out_channels, kernel_size, ...)}: what must be given. */
  String shown() {
    List<String> needed = names().subList(0, required);
    return "(" + String.join(", ", needed) + (required < parameters.size() ? ", ...)" : ")");
  }

  List<String> names() {
    return parameters.stream().map(Parameter::name).toList();
  }

  /**
   * A signature from words: {@code name} is the spec's argument of the same name, {@code
   * name>argument} one of another name, {@code name!} a tensor, {@code name?} a tensor that may be
   * None, {@code name~} of no effect, {@code name=} ignored with a note, {@code name-} must be left
   * out or None. What stands before a {@code |} must be given, what follows a {@code *} takes a
   * keyword.
   */
  static Signature of(Framework framework, String op, String words) {
    List<Parameter> parameters = new ArrayList<>();
    int required = 0;
    int positional = -1;
    for (String word : words.split(" ", -1)) {
      if (word.equals("|")) {
        required = parameters.size();
        continue;
      }
      if (word.equals("*")) {
        positional = parameters.size();
        continue;
      }
      String[] names = word.split(">", -1);
      String last = names[names.length - 1];
      Role role =
          switch (last.charAt(last.length() - 1)) {
            case '!' -> Role.TENSOR;
            case '?' -> Role.OPTIONAL_TENSOR;
            case '~' -> Role.WITHOUT_EFFECT;
            case '=' -> Role.IGNORED;
            case '-' -> Role.UNUSED;
            default -> Role.ARGUMENT;
          };
      String bare = role == Role.ARGUMENT ? last : last.substring(0, last.length() - 1);
      parameters.add(new Parameter(names.length == 2 ? names[0] : bare, role, bare));
    }
    return new Signature(
        framework,
        op,
        List.copyOf(parameters),
        required,
        positional < 0 ? parameters.size() : positional,
        new LinkedHashMap<>());
  }

  /** This signature with one more default. */
  Signature byDefault(String argument, Default value) {
    Map<String, Default> more = new LinkedHashMap<>(defaults);
    more.put(argument, value);
    return new Signature(framework, op, parameters, required, positional, more);
  }
}
