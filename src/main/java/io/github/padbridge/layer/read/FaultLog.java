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

/** Gathers the faults of one record, so that they are all reported together. */
final class FaultLog {
  private final String source;
  private final String pointer;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> faulty = new HashSet<>();

  /** {@code pointer} is the record's, inside its document. */
  FaultLog(String source, String pointer) {
    this.source = source;
    this.pointer = pointer;
  }

  /**
   * A fault at {@code value}, which stands at {@code path} (such as {@code /spec/stride}) inside
   * the record.
   */
  void add(JsonValue value, String path, String message, @Nullable String help) {
    faults.add(Fault.at(place(value, path), message, help));
  }

  /** A fault of the argument {@code name}; rules that look at it will not be reported again. */
  void addArgument(
      String name, JsonValue value, String path, String message, @Nullable String help) {
    add(value, path, message, help);
    faulty.add(name);
  }

  /** The fault of a broken rule, unless it follows from an argument that is faulty already. */
  void addRule(Fault broken, JsonValue value, String path) {
    if (broken.arguments().stream().noneMatch(faulty::contains)) {
      faults.add(broken.locatedAt(place(value, path)));
    }
  }

  Place place(JsonValue value, String path) {
    if (value.line() == 0) {
      // A value without a line was an option: the one of the argument that its path names.
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
