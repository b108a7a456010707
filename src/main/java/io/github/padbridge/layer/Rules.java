package io.github.padbridge.layer;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.WordList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for layers of one kind. A rule is skipped if an argument that it reads has already
 * broken another rule, so that one mistake gives one fault.
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

    /**
     * Adds a finding about one axis. Axes with the same message share one fault.
     *
     * @param message with {@link #AXES} in place of the axes
     */
    void addOn(int axis, String message, @Nullable String help);
  }

  /** Stands for " on axis H" or " on axes H and W"; for nothing in a layer with one axis. */
  static final String AXES = "{axes}";

  /**
   * One rule.
   *
   * @param breaks whether a breach makes its arguments meaningless to later rules
   * @param reads the arguments that it looks at; faults point to the first
   */
  private record Rule<S>(Check<S> check, boolean breaks, List<String> reads) {}

  private final List<Rule<S>> rules = new ArrayList<>();

  Rules<S> rule(Check<S> check, String... reads) {
    rules.add(new Rule<>(check, true, List.of(reads)));
    return this;
  }

  Rules<S> axisRule(AxisCheck<S> check, String... reads) {
    return rule(
        (spec, findings) -> {
          for (int axis = 0; axis < spec.spatialRank(); axis++) {
            check.on(spec, axis, findings);
          }
        },
        reads);
  }

  /** A rule whose breach leaves its arguments meaningful to later rules. */
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
      if (breaches.found.isEmpty() || Collections.disjoint(breaches.broken, rule.reads)) {
        breaches.reads = rule.reads;
        int before = breaches.count();
        rule.check.on(spec, breaches);
        if (breaches.count() > before && rule.breaks) {
          breaches.broken.addAll(rule.reads);
        }
      }
    }
    if (!breaches.found.isEmpty()) {
      throw new Refusal(breaches.found.stream().map(breach -> breach.fault(spec)).toList());
    }
  }

  /**
   * A broken rule.
   *
   * @param axes the axes on which it is broken; empty if it is not about axes
   */
  private record Breach(
      String message, @Nullable String help, List<String> reads, List<Integer> axes) {
    boolean is(String otherMessage, List<String> otherReads) {
      return message.equals(otherMessage) && reads.equals(otherReads);
    }

    Fault fault(Layer layer) {
      List<String> names = axes.stream().map(axis -> "" + layer.axisName(axis)).toList();
      String where =
          layer.spatialRank() == 1
              ? ""
              : (names.size() == 1 ? " on axis " : " on axes ") + WordList.and(names);
      return new Fault(message.replace(AXES, where), help, reads, null);
    }
  }

  /** The findings on one layer. Allocates nothing for a valid layer. */
  private static final class Breaches implements Findings {
    private List<Breach> found = List.of();
    private Set<String> broken = Set.of();
    private List<String> reads = List.of();

    int count() {
      return found.size();
    }

    @Override
    public void add(String message, @Nullable String help) {
      add(new Breach(message, help, reads, List.of()));
    }

    @Override
    public void addOn(int axis, String message, @Nullable String help) {
      for (Breach breach : found) {
        if (breach.is(message, reads)) {
          breach.axes.add(axis);
          return;
        }
      }
      add(new Breach(message, help, reads, new ArrayList<>(List.of(axis))));
    }

    private void add(Breach breach) {
      if (found.isEmpty()) {
        found = new ArrayList<>();
        broken = new HashSet<>();
      }
      found.add(breach);
    }
  }
}
