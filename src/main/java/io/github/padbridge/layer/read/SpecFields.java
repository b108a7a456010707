package io.github.padbridge.layer.read;

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
 * Typed access to the fields of a spec object. What has the wrong type is logged and read as its
 * default.
 */
final class SpecFields {
  private final JsonObject object;
  private final String path;
  private final FaultLog log;

  /** {@code path} is the object's, inside its record. */
  SpecFields(JsonObject object, String path, FaultLog log) {
    this.object = object;
    this.path = path;
    this.log = log;
  }

  /** Whether the argument is given; null is Python's None, and for some the same as nothing. */
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

  /** The argument as it was given, for a message. */
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

  /** Refuses an argument that other ops have. */
  void refuse(String name, String op, @Nullable String help) {
    if (has(name)) {
      fault(name, op + " has no " + name, help);
    }
  }

  /** The layer, or nothing where an argument is faulty or its framework refuses the layer. */
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

  /** An argument that must be 0 where the layer pads when it runs. */
  void paddingBesideRuntimePadding(boolean isZero) {
    if (!isZero) {
      fault(
          Argument.PADDING,
          "padding must be 0 beside runtime_padding (got " + quoted(Argument.PADDING) + ")",
          "a layer that pads at run time has no padding of its own");
    }
  }

  /** The word that a wrong one is nearest to, as help; null where none is near. */
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

  /** True as long as nothing has been found wrong. */
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

  /** A number; empty where it is not given. */
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
   * One number a spatial axis, from a number for all of them or a list with one for each.
   *
   * @param stretches whether PyTorch takes a list of one for all axes too
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
          "one number a spatial axis");
    }
    return Collections.nCopies(axes, Argument.defaultNumber(name));
  }

  /** A list of numbers as long as it was given; a number stands for all {@code axes}. */
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

  /** The text of a string field, or null where it is absent or no string. */
  @Nullable String text(String name) {
    if (given(name) instanceof JsonString string) {
      return string.value();
    }
    return null;
  }

  private OptionalInt integer(String name, JsonValue value) {
    OptionalInt number = value.int32();
    return number.isPresent() ? number : integer(name, value, path + "/" + name);
  }

  /** An item of the list that the argument is. */
  OptionalInt item(String name, JsonArray list, int index) {
    JsonValue item = list.items().get(index);
    OptionalInt number = item.int32();
    return number.isPresent() ? number : integer(name, item, path + "/" + name + "/" + index);
  }

  OptionalInt integer(String name, JsonValue value, String at) {
    OptionalInt whole = value.int32();
    if (whole.isPresent()) {
      return whole;
    }
    if (value instanceof JsonNumber number && !(number.value() instanceof Double)) {
      log.addArgument(
          name, value, at, name + " must fit 32 bits (got " + value.quoted() + ")", null);
    } else {
      log.addArgument(
          name,
          value,
          at,
          name + " must be an integer (got " + value.kind() + ": " + value.quoted() + ")",
          null);
    }
    return OptionalInt.empty();
  }
}
