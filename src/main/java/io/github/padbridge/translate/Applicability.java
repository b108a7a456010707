package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects why a strategy cannot say a layer, in the layer's own numbers. */
final class Applicability {
  private final Strategy strategy;
  private final Layer spec;
  private final List<Fault> reasons = new ArrayList<>();

  Applicability(Strategy strategy, Layer spec) {
    this.strategy = strategy;
    this.spec = spec;
  }

  /** Notes a reason, such as {@code "needs groups 1 (got 4)"}, unless the condition holds. */
  void needs(boolean holds, String what, @Nullable Object got, String argument) {
    if (!holds) {
      reasons.add(
          new Fault(
              "strategy " + strategy.id() + " needs " + what + " (got " + got + ")",
              sure(),
              List.of(argument),
              null));
    }
  }

  /** Notes where the padding depends on a size that is open. */
  void needsPadAmounts(ConvSpec convolution) {
    for (int axis = 0; axis < convolution.spatialRank(); axis++) {
      if (convolution.isPadAmountOpen(axis)) {
        needs(
            false,
            "the input size, since this layer works its padding out from it",
            convolution.inputSize(axis) + on(axis),
            Argument.INPUT_SHAPE);
      }
    }
  }

  private String sure() {
    return spec instanceof ConvSpec convolution && convolution.padsAtRuntime()
        ? "give the input_shape; strategy same says such a layer without it"
        : "strategy pad-slice says every layer";
  }

  /** " on axis H", or nothing where there is but one axis. */
  String on(int axis) {
    return spec.spatialRank() == 1 ? "" : " on axis " + spec.axisName(axis);
  }

  /**
   * @throws Refusal with all reasons that were noted
   */
  void require() {
    if (!reasons.isEmpty()) {
      throw new Refusal(reasons);
    }
  }
}
