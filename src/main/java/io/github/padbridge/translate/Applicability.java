package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.explain.AxisGroups;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.PoolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects why a strategy does not apply to a layer, in the layer's own numbers. */
final class Applicability {
  private final Strategy strategy;
  private final Layer spec;

  /** By what is needed: several axes that lack the same are one reason. */
  private final Map<String, Need> needs = new LinkedHashMap<>();

  Applicability(Strategy strategy, Layer spec) {
    this.strategy = strategy;
    this.spec = spec;
  }

  /**
   * @param argument the argument to point to
   * @param got the axes on which each value was found; none where it concerns the whole layer
   */
  private record Need(String argument, Map<String, List<Character>> got) {
    String values() {
      return got.entrySet().stream()
          .map(value -> value.getKey() + on(value.getValue()))
          .collect(Collectors.joining(", "));
    }

    private static String on(List<Character> axes) {
      return axes.isEmpty() ? "" : " on " + AxisGroups.named(axes);
    }
  }

  /** Notes a reason, such as {@code "needs groups 1 (got 4)"}, unless the condition holds. */
  void needs(boolean holds, String what, @Nullable Object got, String argument) {
    if (!holds) {
      note(what, got, argument);
    }
  }

  /** Notes a reason that concerns one axis, unless the condition holds. */
  void needsOn(int axis, boolean holds, String what, Object got, String argument) {
    if (!holds) {
      List<Character> axes = note(what, got, argument);
      if (spec.spatialRank() > 1) {
        axes.add(spec.axisName(axis));
      }
    }
  }

  private List<Character> note(String what, @Nullable Object got, String argument) {
    return needs
        .computeIfAbsent(what, w -> new Need(argument, new LinkedHashMap<>()))
        .got()
        .computeIfAbsent(Objects.toString(got), value -> new ArrayList<>());
  }

  /** Notes where the padding depends on a size that is open. */
  void needsPadAmounts(ConvSpec convolution) {
    for (int axis = 0; axis < convolution.spatialRank(); axis++) {
      needsKnownSize(axis, PaddedAxis.hasAmount(convolution, axis));
    }
  }

  /** Notes where the padding depends on a size that is open. */
  void needsPadAmounts(PoolSpec pooling) {
    for (int axis = 0; axis < pooling.spatialRank(); axis++) {
      needsKnownSize(axis, PaddedAxis.hasAmount(pooling, axis));
    }
  }

  private void needsKnownSize(int axis, boolean holds) {
    needsOn(
        axis,
        holds,
        "a known input size, since the layer pads by it",
        "an open one",
        Argument.INPUT_SHAPE);
  }

  /**
   * @throws Refusal with all reasons that were noted
   */
  void require() {
    if (!needs.isEmpty()) {
      throw new Refusal(needs.entrySet().stream().map(this::fault).toList());
    }
  }

  private Fault fault(Map.Entry<String, Need> need) {
    String message =
        "strategy "
            + strategy.id()
            + " needs "
            + need.getKey()
            + " (got "
            + need.getValue().values()
            + ")";
    return new Fault(message, null, List.of(need.getValue().argument()), null);
  }
}
