package io.github.padbridge.diagnostic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, before or after it has been located. Its texts quote the input, and are
 * made {@link Printable}.
 *
 * @param message the rule and the received value, one sentence without a full stop
 * @param help how to mend it, or null where the message says it all
 * @param arguments the arguments the broken rule looks at; the first is the one to point to
 * @param place where it stands in the user's input, or null while that is not known
 */
public record Fault(
    String message, @Nullable String help, List<String> arguments, @Nullable Place place) {
  public Fault {
    message = Printable.line(message);
    help = help == null ? null : Printable.line(help);
    arguments = List.copyOf(arguments);
  }

  public static Fault at(Place place, String message, @Nullable String help) {
    return new Fault(message, help, List.of(), place);
  }

  public Fault locatedAt(Place where) {
    return new Fault(message, help, arguments, where);
  }

  /** The same faults; those without a place of their own get this one. */
  public static List<Fault> locatedAt(List<Fault> faults, Place where) {
    return faults.stream()
        .map(fault -> fault.place == null ? fault.locatedAt(where) : fault)
        .toList();
  }

  /** The JSON pointer of the fault, empty where it concerns the record as a whole. */
  public String pointer() {
    return place == null ? "" : place.pointer();
  }
}
