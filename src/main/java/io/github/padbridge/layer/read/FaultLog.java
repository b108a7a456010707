package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.Argument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the faults of one record. */
final class FaultLog {
  private final String source;
  private final String pointer;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> faulty = new HashSet<>();

  /** {@code pointer} is the JSON pointer of the record in its document. */
  FaultLog(String source, String pointer) {
    this.source = source;
    this.pointer = pointer;
  }

  /**
   * Adds a fault at {@code value}, whose path in the record is {@code path}, such as {@code
   * /spec/stride}.
   */
  void add(JsonValue value, String path, String message, @Nullable String help) {
    faults.add(Fault.at(place(value, path), message, help));
  }

  /** Adds a fault of the argument {@code name}; later faults of rules that read it are dropped. */
  void addArgument(
      String name, JsonValue value, String path, String message, @Nullable String help) {
    add(value, path, message, help);
    faulty.add(name);
  }

  /** Adds the fault of a broken rule, unless the rule reads a faulty argument. */
  void addRule(Fault broken, JsonValue value, String path) {
    if (broken.arguments().stream().noneMatch(faulty::contains)) {
      faults.add(broken.locatedAt(place(value, path)));
    }
  }

  Place place(JsonValue value, String path) {
    if (value.line() == 0) {
      // A value without a line was given as the option of the argument in its path.
      String option =
          Arrays.stream(path.split("/"))
              .filter(Argument.names()::contains)
              .findFirst()
              .map(argument -> "--" + argument.replace('_', '-'))
              .orElse("");
      return new Place(Place.COMMAND_LINE, 0, 0, option);
    }
    return new Place(source, value.line(), value.column(), pointer + path);
  }

  boolean isFaulty(String argument) {
    return faulty.contains(argument);
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  List<Fault> faults() {
    return faults;
  }
}
