package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to the fields of a spec object. A value of the wrong type is logged and read as the
 * default.
 */
final class SpecFields {
  private final JsonObject object;
  private final String path;
  private final FaultLog log;

  /** {@code path} is the path of the object in its record. */
  SpecFields(JsonObject object, String path, FaultLog log) {
    this.object = object;
    this.path = path;
    this.log = log;
  }

  /** Whether the argument is given; for some arguments null means that it is not. */
  boolean has(String name) {
    return given(name) != null;
  }

  private @Nullable JsonValue given(String name) {
    JsonValue value = get(name);
    return value instanceof JsonNull && Argument.isNullAbsent(name) ? null : value;
  }

  JsonObject object() {
    return object;
  }

  @Nullable JsonValue get(String name) {
    return object.fields().get(name);
  }

  /** The argument as given, for a message. */
  String quoted(String name) {
    return valueOrSpec(name).quoted();
  }

  JsonValue valueOrSpec(String name) {
    return object.fields().getOrDefault(name, object);
  }

  String pathOrSpec(String name) {
    return has(name) ? path + "/" + name : path;
  }

  void fault(String name, String message, @Nullable String help) {
    log.addArgument(name, valueOrSpec(name), pathOrSpec(name), message, help);
  }

  /** Refuses an argument that only other ops have. */
  void refuse(String name, String op, @Nullable String help) {
    if (has(name)) {
      fault(name, op + " has no " + name, help);
    }
  }

  /** Reports a missing argument, unless a misspelt key was meant for it. */
  void missing(String name, @Nullable String help) {
    if (!log.isFaulty(name)) {
      fault(name, name + " is missing", help);
    }
  }

  /** Reports a missing kernel size; a layer that is given in options lacks an option. */
  void missingKernelSize(@Nullable String help) {
    missing(Argument.KERNEL_SIZE, object.line() == 0 ? "add --kernel-size N" : help);
  }

  /** The layer; empty if an argument is invalid or the framework refuses the layer. */
  <L extends Layer> Optional<L> accepted(Supplier<L> layer) {
    try {
      L made = layer.get();
      return log.isEmpty() ? Optional.of(made) : Optional.empty();
    } catch (Refusal refusal) {
      for (Fault fault : refusal.faults()) {
        String argument = fault.arguments().get(0);
        log.addRule(fault, valueOrSpec(argument), pathOrSpec(argument));
      }
      return Optional.empty();
    }
  }

  /** The padding must be 0 in a layer that pads at run time. */
  void paddingBesideRuntimePadding(boolean isZero) {
    if (!isZero) {
      fault(
          Argument.PADDING,
          "padding must be 0 with runtime_padding (got " + quoted(Argument.PADDING) + ")",
          null);
    }
  }

  /** "did you mean ...?" with the nearest known word; null if none is near. */
  static @Nullable String meant(@Nullable String word, List<String> known) {
    return word == null
        ? null
        : Suggestion.nearest(word, known)
            .map(near -> "did you mean \"" + near + "\"?")
            .orElse(null);
  }

  boolean isFaulty(String name) {
    return log.isFaulty(name);
  }

  /** Whether no fault has been found. */
  boolean areSound() {
    return log.isEmpty();
  }

  int integer(String name) {
    return integer(name, Argument.defaultNumber(name));
  }

  int integer(String name, int byDefault) {
    JsonValue value = given(name);
    return value == null ? byDefault : integer(name, value).orElse(byDefault);
  }

  /** A number; empty if it is not given. */
  Optional<Size> size(String name) {
    JsonValue value = given(name);
    if (value == null) {
      return Optional.empty();
    }
    OptionalInt number = integer(name, value);
    return number.isPresent() ? Optional.of(Size.of(number.getAsInt())) : Optional.empty();
  }

  boolean bool(String name) {
    return bool(name, Argument.defaultSwitch(name));
  }

  boolean bool(String name, boolean byDefault) {
    if (!has(name)) {
      return byDefault;
    }
    if (get(name) instanceof JsonBoolean bool) {
      return bool.value();
    }
    fault(name, name + " must be true or false (got " + quoted(name) + ")", null);
    return byDefault;
  }

  /**
   * One number for each spatial axis, from one number for all axes or a list.
   *
   * @param stretches whether a list of one number stands for all axes
   */
  List<Integer> perAxis(String name, int axes, boolean stretches) {
    if (!has(name)) {
      return Collections.nCopies(axes, Argument.defaultNumber(name));
    }
    List<Integer> values = integers(name, axes);
    if (values.size() == axes) {
      return values;
    }
    if (stretches && values.size() == 1) {
      return Collections.nCopies(axes, values.get(0));
    }
    if (!log.isFaulty(name)) {
      String numbers = axes == 1 ? "one number" : "one number, or a list of " + axes;
      fault(
          name,
          name + " must be " + numbers + " (got " + quoted(name) + ")",
          "one number for each spatial axis");
    }
    return Collections.nCopies(axes, Argument.defaultNumber(name));
  }

  /** The numbers of a list, whatever its length; one number stands for all {@code axes}. */
  List<Integer> integers(String name, int axes) {
    JsonValue value = valueOrSpec(name);
    if (!(value instanceof JsonArray array)) {
      OptionalInt number = integer(name, value);
      return number.isPresent() ? Collections.nCopies(axes, number.getAsInt()) : List.of();
    }
    List<Integer> numbers = new ArrayList<>(array.items().size());
    for (int i = 0; i < array.items().size(); i++) {
      OptionalInt number = item(name, array, i);
      if (number.isPresent()) {
        numbers.add(number.getAsInt());
      }
    }
    return numbers;
  }

  /** The text of a string field; null if it is absent or not a string. */
  @Nullable String text(String name) {
    if (given(name) instanceof JsonString string) {
      return string.value();
    }
    return null;
  }

  private OptionalInt integer(String name, JsonValue value) {
    OptionalInt number = value.int32();
    return number.isPresent() ? number : invalid(name, value, path + "/" + name, false);
  }

  /** An item of the list that the argument is. */
  OptionalInt item(String name, JsonArray list, int index) {
    JsonValue item = list.items().get(index);
    OptionalInt number = item.int32();
    return number.isPresent() ? number : invalid(name, item, path + "/" + name + "/" + index, true);
  }

  OptionalInt integer(String name, JsonValue value, String at) {
    OptionalInt whole = value.int32();
    return whole.isPresent() ? whole : invalid(name, value, at, true);
  }

  private OptionalInt invalid(String name, JsonValue value, String at, boolean isItem) {
    if (value.line() == 0 && value instanceof JsonString word) {
      invalidOption(name, word);
      return OptionalInt.empty();
    }
    boolean isLarge = value instanceof JsonNumber number && !(number.value() instanceof Double);
    String rule =
        isLarge
            ? " must fit 32 bits (got "
            : isItem ? " must hold integers (got " : " must be an integer (got ";
    String got = isLarge ? value.quoted() : value.kind() + ": " + value.quoted();
    log.addArgument(
        name,
        value,
        at,
        name + rule + got + ")",
        value instanceof JsonString ? openHelp(name) : null);
    return OptionalInt.empty();
  }

  /** How JSON writes that a number is unknown; null where it must be known. */
  private static @Nullable String openHelp(String name) {
    return Argument.mayBeUnknown(name) ? "write null where a size is unknown" : null;
  }

  /** Reports the text of an option that is not a number, once for an option. */
  private void invalidOption(String name, JsonString word) {
    if (!log.isFaulty(name)) {
      String message =
          "--"
              + name.replace('_', '-')
              + " must be "
              + Argument.numbersExample(name)
              + " (got '"
              + Abridged.of(word.value())
              + "')";
      String help = Argument.mayBeUnknown(name) ? "write ? where a size is unknown" : null;
      log.addArgument(name, word, path + "/" + name, message, help);
    }
  }
}
