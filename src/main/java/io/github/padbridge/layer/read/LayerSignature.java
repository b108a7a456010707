package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.shape.Framework;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A function or class that makes a layer.
 *
 * @param framework the framework of the layer
 * @param op the op's name in specs
 * @param signature the names of its parameters
 * @param parameters the roles of the parameters
 * @param required how many of the first parameters must be given
 * @param defaults defaults of the call that differ from those of a spec
 */
record LayerSignature(
    Framework framework,
    String op,
    Signature signature,
    Map<String, Parameter> parameters,
    int required,
    Map<String, Default> defaults) {

  /** The value of an argument that a call leaves out. */
  enum Default {
    TRUE,
    FALSE,
    ONE,
    TWO,
    NONE,
    VALID,
    SAME,
    RELU;

    /** The value, at a place in the text. */
    JsonValue at(int line, int column) {
      return switch (this) {
        case TRUE -> new JsonBoolean(line, column, true);
        case FALSE -> new JsonBoolean(line, column, false);
        case ONE -> new JsonNumber(line, column, 1L);
        case TWO -> new JsonNumber(line, column, 2L);
        case NONE -> new JsonNull(line, column);
        case VALID, SAME -> new JsonString(line, column, name());
        case RELU -> new JsonString(line, column, "relu");
      };
    }
  }

  /** The role of a parameter in a spec. */
  enum Role {
    /** An argument of the spec. */
    ARGUMENT,
    /** A tensor; a spec does not hold its numbers. */
    TENSOR,
    /** A tensor that may be None; the spec has an argument for whether it is given. */
    OPTIONAL_TENSOR,
    /** Has no effect on the output numbers. */
    WITHOUT_EFFECT,
    /** Has no effect on the output numbers; ignored with a note. */
    IGNORED,
    /** Must keep its default: other values add an operation to the layer. */
    UNUSED,
    /** A function that is applied to the output. */
    AFTERWARDS
  }

  /**
   * @param name as the framework spells it
   * @param argument its name in a spec, for the roles that have one
   */
  record Parameter(String name, Role role, String argument) {}

  /** The parameter with a name of this signature. */
  Parameter parameter(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /** The number of spatial axes; 0 if the name of the op does not tell it. */
  int spatialRank() {
    String digits = op.replaceAll("[^1-3]", "");
    return digits.isEmpty() ? 0 : digits.charAt(0) - '0';
  }

  /** Whether the arguments of a call fit this signature. */
  boolean fits(SourceText text, Call call) {
    Signature.Binding binding = signature.bind(text, call, op);
    return binding.faults().isEmpty() && binding.arguments().keySet().containsAll(mustBeGiven());
  }

  /** The names of the parameters that must be given. */
  List<String> mustBeGiven() {
    return signature.names().subList(0, required);
  }

  /** The required parameters: {@code (in_channels, out_channels, kernel_size, ...)}. */
  String shown() {
    String more = required < parameters.size() ? ", ...)" : ")";
    return "(" + String.join(", ", mustBeGiven()) + more;
  }

  /**
   * Parses a signature from words. {@code name} is the argument of that name in a spec, {@code
   * name>argument} one of another name, {@code name!} a tensor, {@code name?} a tensor or None,
   * {@code name~} without effect, {@code name=} ignored with a note, {@code name-} left out or
   * None. Words before {@code |} are required; words after {@code *} are keyword-only. A default
   * follows a colon; the default of an argument without a parameter follows a plus.
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
