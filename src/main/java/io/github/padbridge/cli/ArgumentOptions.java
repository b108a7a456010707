package io.github.padbridge.cli;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ArgumentType;
import io.github.padbridge.layer.LayerFamily;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Arguments of a spec as options. Options become JSON values, so that specs and options share one
 * reader and one set of rules.
 */
final class ArgumentOptions {
  private static final Pattern PER_AXIS = Pattern.compile("\\s*[0-9]+(x[0-9]+){1,7}\\s*");

  private final Options options;
  private final List<Argument> declared = new ArrayList<>();

  /** The given values by argument name. */
  private final Map<String, String> texts = new HashMap<>();

  private final Map<String, Boolean> switches = new HashMap<>();

  /** Declares the options for some arguments. */
  ArgumentOptions(Options options, Predicate<Argument> wanted) {
    this.options = options;
    for (Argument argument : Argument.TABLE) {
      if (argument.placeholder() != null && wanted.test(argument)) {
        declared.add(argument);
        declare(argument, argument.placeholder());
      }
    }
  }

  /** An option with the name of an argument. */
  private void declare(Argument argument, String placeholder) {
    String name = argument.name();
    options.group(group(argument.types().keySet()));
    if (argument.holds(ArgumentType.BOOLEAN)) {
      options.eitherWay(new Kept<>(name, switches), option(name), argument.sentence());
      return;
    }
    OptionSpec.Builder option = options.option(String.class, new Kept<>(name, texts), option(name));
    if (!placeholder.isEmpty()) {
      option.paramLabel(placeholder);
    }
    option.description(argument.sentence());
  }

  /** ONNX and JAX layers have options only where other layers have them. */
  private static OptionGroup group(Set<LayerFamily> all) {
    Set<LayerFamily> families = EnumSet.copyOf(all);
    families.removeAll(
        Set.of(LayerFamily.ONNX, LayerFamily.JAX_CONVOLUTION, LayerFamily.JAX_POOLING));
    if (families.equals(Set.of(LayerFamily.TENSORFLOW))) {
      return OptionGroup.TENSORFLOW;
    }
    return families.equals(Set.of(LayerFamily.POOLING)) ? OptionGroup.POOLING : OptionGroup.LAYER;
  }

  private static String option(String argument) {
    return "--" + argument.replace('_', '-');
  }

  /** Stores a value under a name. One class loads faster than a lambda for each option. */
  private record Kept<T>(String name, Map<String, T> values) implements Consumer<T> {
    @Override
    public void accept(T value) {
      values.put(name, value);
    }
  }

  /** The given arguments by name. */
  Map<String, JsonValue> arguments() {
    Map<String, JsonValue> arguments = new LinkedHashMap<>();
    for (Argument argument : declared) {
      String name = argument.name();
      String text = texts.get(name);
      Boolean given = switches.get(name);
      if (text != null) {
        boolean isList =
            argument.holds(ArgumentType.OPTIONAL_SHAPE)
                || text.matches(".*[,(\\[].*")
                || PER_AXIS.matcher(text).matches();
        arguments.put(name, isList ? list(text) : scalar(text));
      } else if (given != null) {
        arguments.put(name, new JsonBoolean(0, 0, given));
      }
    }
    return arguments;
  }

  /** {@code 2,258,249}, in brackets or not, or {@code 3x5}, as tables print it. */
  private static JsonValue list(String text) {
    String inside = text.strip().replaceAll("^\\((.*?),?\\)$|^\\[(.*)\\]$", "$1$2");
    List<JsonValue> items = new ArrayList<>();
    for (String item : inside.split(PER_AXIS.matcher(inside).matches() ? "x" : ",", 0)) {
      items.add(scalar(item));
    }
    return new JsonArray(0, 0, items);
  }

  private static JsonValue scalar(String text) {
    String word = text.strip();
    if (word.matches("[+-]?[0-9]{1,1000}")) {
      BigInteger integer = new BigInteger(word);
      return new JsonNumber(
          0, 0, integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer);
    }
    return Set.of("?", "null", "None").contains(word)
        ? new JsonNull(0, 0)
        : new JsonString(0, 0, word);
  }
}
