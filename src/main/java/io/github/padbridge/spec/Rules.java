package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules that a layer of one kind must keep. Each is checked only while nothing it reads is
 * broken already, so that one mistake gives one fault.
 *
 * @param <S> the kind of layer
 */
final class Rules<S> {
  interface Check<S> {
    void on(S spec, Findings findings);
  }

  interface Findings {
    void add(String message, String help);
  }

  /**
   * One rule.
   *
   * @param breaks whether other rules cannot be trusted any more with what it reads
   * @param reads the arguments it looks at; the first is the one to point to
   */
  private record Rule<S>(Check<S> check, boolean breaks, List<String> reads) {}

  private final List<Rule<S>> rules = new ArrayList<>();

  Rules<S> rule(Check<S> check, String... reads) {
    rules.add(new Rule<>(check, true, List.of(reads)));
    return this;
  }

  /** A rule after whose breach all that it reads still means something. */
  Rules<S> remark(Check<S> check, String... reads) {
    rules.add(new Rule<>(check, false, List.of(reads)));
    return this;
  }

  /**
   * Checks every rule, in order.
   *
   * @throws Refusal with a fault for every broken rule
   */
  void require(S spec) {
    List<Fault> faults = null;
    Set<String> broken = Set.of();
    for (Rule<S> rule : rules) {
      if (rule.reads.stream().anyMatch(broken::contains)) {
        continue;
      }
      List<Fault> found = new ArrayList<>(0);
      rule.check.on(spec, (message, help) -> found.add(new Fault(message, help, rule.reads, null)));
      if (!found.isEmpty()) {
        faults = faults == null ? new ArrayList<>() : faults;
        faults.addAll(found);
        broken = new HashSet<>(broken);
        broken.addAll(rule.breaks ? rule.reads : List.of());
      }
    }
    if (faults != null) {
      throw new Refusal(faults);
    }
  }

  /** " on axis H", or nothing where there is but one axis. */
  static String on(Layer layer, int axis) {
    return layer.spatialRank() == 1 ? "" : " on axis " + layer.axisName(axis);
  }
}
