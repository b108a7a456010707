package io.github.padbridge.diagnostic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One error in the input, with or without a place. Its texts quote the input and are made {@link
 * Printable}.
 *
 * @param message the rule and the received value; one sentence without a full stop
 * @param help how to fix it, in one or more lines; null if the message says it
 * @param arguments the arguments that the broken rule reads; the fault points to the first
 * @param place its place in the user input; null if not yet known
 */
public record Fault(
    String message, @Nullable String help, List<String> arguments, @Nullable Place place) {
  public Fault {
    message = Printable.line(message);
    help = help == null ? null : Printable.lines(help);
    arguments = List.copyOf(arguments);
  }

  public static Fault at(Place place, String message, @Nullable String help) {
    return new Fault(message, help, List.of(), place);
  }

  public Fault locatedAt(Place where) {
    return new Fault(message, help, arguments, where);
  }

  /** The faults, with this place in every fault that has no place. */
  public static List<Fault> locatedAt(List<Fault> faults, Place where) {
    return faults.stream()
        .map(fault -> fault.place == null ? fault.locatedAt(where) : fault)
        .toList();
  }

  /** The JSON pointer of the fault; empty if it is about the whole record. */
  public String pointer() {
    return place == null ? "" : place.pointer();
  }
}
