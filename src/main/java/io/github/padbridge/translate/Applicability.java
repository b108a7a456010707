package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.explain.AxisGroups;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects the reasons why a strategy does not apply to a layer, with the numbers of the layer. */
final class Applicability {
  private final Strategy strategy;
  private final Layer layer;

  /** Keyed by what is needed: axes with the same need share one reason. */
  private final Map<String, Need> needs = new LinkedHashMap<>();

  private final List<Fault> limits = new ArrayList<>();

  Applicability(Strategy strategy, Layer layer) {
    this.strategy = strategy;
    this.layer = layer;
  }

  /**
   * @param argument the PyTorch name of the argument to point to
   * @param got the axes of each value that was found; none for the whole layer
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

  /** Notes the only sizes that the strategy works at, such as {@code "at every odd L_in"}. */
  void worksOnly(String where, String argument) {
    limits.add(fault("strategy " + strategy.id() + " works only " + where, argument));
  }

  /** Notes a reason that concerns one axis, unless the condition holds. */
  void needsOn(int axis, boolean holds, String what, Object got, String argument) {
    if (!holds) {
      List<Character> axes = note(what, got, argument);
      if (layer.spatialRank() > 1) {
        axes.add(layer.axisName(axis));
      }
    }
  }

  private List<Character> note(String what, @Nullable Object got, String argument) {
    return needs
        .computeIfAbsent(what, w -> new Need(argument, new LinkedHashMap<>()))
        .got()
        .computeIfAbsent(Objects.toString(got), value -> new ArrayList<>());
  }

  /** Notes the axes whose padding depends on an unknown size. */
  void needsPaddings(Computation computation) {
    for (int axis = 0; axis < computation.rank(); axis++) {
      needsOn(
          axis,
          computation.axes().get(axis).coveringPadding().isPresent(),
          "a known input size, because the padding depends on it",
          "an unknown size",
          Argument.INPUT_SHAPE);
    }
  }

  /** Notes an axis of a transposed convolution whose output_padding the frameworks refuse. */
  void needsOutputPaddingBelowStride(int axis, WindowDimension dimension) {
    int outputPadding = dimension.outputPadding();
    int stride = dimension.window().baseDilation();
    needsOn(
        axis,
        outputPadding < stride,
        "output_padding < stride",
        outputPadding + " ≥ " + stride,
        Argument.OUTPUT_PADDING);
  }

  /**
   * Notes an axis whose window is dilated.
   *
   * @return whether the window is not dilated
   */
  boolean needsNoDilation(int axis, Window window) {
    needsOn(axis, !window.isSpread(), "dilation 1", window.dilation(), Argument.DILATION);
    return !window.isSpread();
  }

  /** Notes zeros between the input elements of a convolution that is not transposed. */
  void needsAdjacentElements(Computation.Convolution convolution) {
    needs(
        !convolution.insertsZeros(),
        "lhs_dilation 1, or stride 1 in one group",
        convolution.axes().stream().map(axis -> axis.window().baseDilation()).toList(),
        Argument.LHS_DILATION);
  }

  /** Notes a border other than zeros. */
  void needsZeros(Border border) {
    needs(
        border == Border.ZEROS,
        "padding_mode zeros",
        border.name().toLowerCase(Locale.ROOT),
        Argument.PADDING_MODE);
  }

  /** The refusal of a strategy for layers of another kind. */
  static Refusal refusal(Strategy strategy, String needed, String got) {
    return new Refusal(new Fault(message(strategy, needed, got), null, List.of(Argument.OP), null));
  }

  /**
   * @throws Refusal with all reasons that were noted
   */
  void require() {
    List<Fault> faults =
        Stream.concat(needs.entrySet().stream().map(this::fault), limits.stream()).toList();
    if (!faults.isEmpty()) {
      throw new Refusal(faults);
    }
  }

  private Fault fault(Map.Entry<String, Need> need) {
    return fault(
        message(strategy, need.getKey(), need.getValue().values()), need.getValue().argument());
  }

  private Fault fault(String message, String argument) {
    return new Fault(message, null, List.of(layer.argument(argument)), null);
  }

  private static String message(Strategy strategy, String needed, String got) {
    return "strategy " + strategy.id() + " needs " + needed + " (got " + got + ")";
  }
}
