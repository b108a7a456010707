package io.github.padbridge.layer;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a layer of one kind must keep. Each is checked only while nothing it reads is
 * broken already, so that one mistake gives one fault.
 *
 * @param <S> the kind of layer
 */
final class Rules<S extends Layer> {
  interface Check<S> {
    void on(S spec, Findings findings);
  }

  /** A check of each spatial axis. */
  interface AxisCheck<S> {
    void on(S spec, int axis, Findings findings);
  }

  interface Findings {
    void add(String message, @Nullable String help);
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

  Rules<S> axisRule(AxisCheck<S> check, String... reads) {
    Check<S> everyAxis =
        (spec, findings) -> {
          for (int axis = 0; axis < spec.spatialRank(); axis++) {
            check.on(spec, axis, findings);
          }
        };
    return rule(everyAxis, reads);
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
    Breaches breaches = new Breaches();
    for (int i = 0; i < rules.size(); i++) {
      Rule<S> rule = rules.get(i);
      if (breaches.faults.isEmpty() || Collections.disjoint(breaches.broken, rule.reads)) {
        breaches.reads = rule.reads;
        int before = breaches.count();
        rule.check.on(spec, breaches);
        if (breaches.count() > before && rule.breaks) {
          breaches.broken.addAll(rule.reads);
        }
      }
    }
    if (!breaches.faults.isEmpty()) {
      throw new Refusal(breaches.faults);
    }
  }

  /** What has been found; nothing is made for a layer that keeps all rules. */
  private static final class Breaches implements Findings {
    private List<Fault> faults = List.of();
    private Set<String> broken = Set.of();
    private List<String> reads = List.of();

    int count() {
      return faults.size();
    }

    @Override
    public void add(String message, @Nullable String help) {
      if (faults.isEmpty()) {
        faults = new ArrayList<>();
        broken = new HashSet<>();
      }
      faults.add(new Fault(message, help, reads, null));
    }
  }

  /** " on axis H", or nothing where there is but one axis. */
  static String on(Layer layer, int axis) {
    return layer.spatialRank() == 1 ? "" : " on axis " + layer.axisName(axis);
  }
}
