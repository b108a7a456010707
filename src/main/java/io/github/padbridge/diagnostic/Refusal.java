package io.github.padbridge.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** The one error a user meets: the input cannot be used, for these reasons. Never empty. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  public Refusal(List<Fault> faults) {
    // A refusal is an answer, not an accident: nobody reads its stack, and streams make many.
    super(
        faults.stream().map(Fault::message).collect(Collectors.joining("; ")), null, false, false);
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("a refusal needs at least one fault");
    }
    this.faults = List.copyOf(faults);
  }

  public Refusal(Fault fault) {
    this(List.of(fault));
  }

  public List<Fault> faults() {
    return faults;
  }

  /** The same; faults without a place of their own get this one. */
  public Refusal locatedAt(Place place) {
    return new Refusal(Fault.locatedAt(faults, place));
  }
}
