package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.shape.Framework;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A function or class that makes a layer.
 *
 * @param framework whose layer it makes
 * @param op the op's name in specs
 * @param signature the names of its parameters
 * @param parameters what they are to a spec
 * @param required how many of them, from the first, must be given
 * @param defaults arguments of the spec that the call need not give, where they are not the spec's
 *     own defaults
 */
record LayerSignature(
    Framework framework,
    String op,
    Signature signature,
    Map<String, Parameter> parameters,
    int required,
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
    UNUSED,
    /** A function that is applied to what the layer computes. */
    AFTERWARDS
  }

  /**
   * @param name as the framework spells it
   * @param argument the spec's name, for the roles that have one
   */
  record Parameter(String name, Role role, String argument) {}

  /** The parameter of a name that the signature has. */
  Parameter parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /** How many spatial axes the layer has. */
  int spatialRank() {
    return op.replaceAll("[^1-3]", "").charAt(0) - '0';
  }

  /** Whether a call with these arguments could be one of this. */
  boolean fits(SourceText text, Call call) {
    Signature.Binding binding = signature.bind(text, call, op);
    return binding.faults().isEmpty() && binding.arguments().keySet().containsAll(mustBeGiven());
  }

  /** The names of the parameters that must be given. */
  List<String> mustBeGiven() {
    return signature.names().subList(0, required);
  }

  /** {@code (in_channels, out_channels, kernel_size, ...)}: what must be given. */
  String shown() {
    String more = required < parameters.size() ? ", ...)" : ")";
    return "(" + String.join(", ", mustBeGiven()) + more;
  }

  /**
   * A signature from words: {@code name} is the spec's argument of the same name, {@code
   * name>argument} one of another name, {@code name!} a tensor, {@code name?} a tensor that may be
   * None, {@code name~} of no effect, {@code name=} ignored with a note, {@code name-} must be left
   * out or None. What stands before a {@code |} must be given, what follows a {@code *} takes a
   * keyword. A default follows after a colon, that of an argument without a parameter after a plus.
   */
  static LayerSignature of(Framework framework, String op, String words) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    Map<String, Default> defaults = new LinkedHashMap<>();
    int required = 0;
    int positional = -1;
    for (String word : words.split(" ", -1)) {
      if (word.equals("|")) {
        required = parameters.size();
      } else if (word.equals("*")) {
        positional = parameters.size();
      } else {
        int colon = word.indexOf(':');
        Parameter parameter = parse(colon < 0 ? word : word.substring(0, colon));
        if (colon >= 0) {
          defaults.put(parameter.argument, Default.valueOf(word.substring(colon + 1)));
        }
        if (!parameter.name.startsWith("+")) {
          parameters.put(parameter.name, parameter);
        }
      }
    }
    List<String> names = List.copyOf(parameters.keySet());
    Signature signature = new Signature(names, positional < 0 ? names.size() : positional);
    return new LayerSignature(framework, op, signature, parameters, required, defaults);
  }

  private static Parameter parse(String word) {
    int last = word.length() - 1;
    Role role =
        switch (word.charAt(last)) {
          case '!' -> Role.TENSOR;
          case '?' -> Role.OPTIONAL_TENSOR;
          case '~' -> Role.WITHOUT_EFFECT;
          case '=' -> Role.IGNORED;
          case '-' -> Role.UNUSED;
          case '+' -> Role.AFTERWARDS;
          default -> Role.ARGUMENT;
        };
    String bare = role == Role.ARGUMENT ? word : word.substring(0, last);
    int other = Math.max(bare.indexOf('>'), bare.indexOf('+'));
    return new Parameter(
        other > 0 ? bare.substring(0, other) : bare, role, bare.substring(other + 1));
  }
}
