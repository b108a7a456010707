package io.github.padbridge.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** The input cannot be used, for one or more reasons. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  public Refusal(List<Fault> faults) {
    // Without a stack trace: a refusal is an answer, and streams create many.
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

  /** The same, with this place in every fault that has no place. */
  public Refusal locatedAt(Place place) {
    return new Refusal(Fault.locatedAt(faults, place));
  }
}
