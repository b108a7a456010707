package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.spec.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ways to write a layer in another framework. A {@link Target} plans each exactly, or says why
 * it does not apply.
 */
public enum Strategy {
  PAD_SLICE("pad-slice", "right for every layer"),
  EXPLICIT("explicit", "the padding is an argument"),
  SAME("same", "SAME pads just this"),
  ZERO_INSERT("zero-insert", "the input padded, then a forward convolution"),
  KERAS("keras", "layers of Keras 3");

  private final String id;
  private final String reason;

  Strategy(String id, String reason) {
    this.id = id;
    this.reason = reason;
  }

  /**
   * The strategy for whoever names none: the first, which applies to every layer whose padding is
   * known. A PyTorch layer that pads SAME at run time is SAME itself, where that applies.
   *
   * @throws Refusal with the reasons of every strategy where none applies
   */
  public static Strategy usual(Layer layer, Target target, Runtime runtime) {
    if (!layer.padsAtRuntime() && layer.inputShape().isKnown()) {
      return PAD_SLICE;
    }
    boolean isKnown =
        layer.computation().axes().stream().allMatch(axis -> axis.coveringPadding().isPresent());
    if (!layer.padsAtRuntime() && isKnown) {
      return PAD_SLICE;
    }
    List<Strategy> first =
        layer.padsAtRuntime() ? List.of(SAME, PAD_SLICE) : List.of(PAD_SLICE, SAME);
    for (Strategy strategy : first) {
      if (Alternative.of(strategy, layer, target, runtime).holds()) {
        return strategy;
      }
    }
    return Alternative.shortest(layer, target, runtime);
  }

  /** The strategy for whoever names none, in the {@link Target#usual} target of the layer. */
  public static Strategy usual(Layer layer, Runtime runtime) {
    return usual(layer, Target.usual(layer), runtime);
  }

  /** The name that users know it by. */
  public String id() {
    return id;
  }

  /** What speaks for it. */
  public String reason() {
    return reason;
  }

  public static Optional<Strategy> named(String id) {
    return Arrays.stream(values()).filter(strategy -> strategy.id.equals(id)).findFirst();
  }

  public static List<String> ids() {
    return Arrays.stream(values()).map(Strategy::id).toList();
  }

  /**
   * The plan for {@code layer} in its {@link Target#usual} target.
   *
   * @throws Refusal as {@link #plan(Layer, Target, Runtime)}
   */
  public Plan plan(Layer layer, Runtime runtime) {
    return plan(layer, Target.usual(layer), runtime);
  }

  /**
   * The plan for {@code layer}.
   *
   * @throws Refusal with the reasons where the strategy does not apply to this layer, and with the
   *     strategies that do
   */
  public Plan plan(Layer layer, Target target, Runtime runtime) {
    try {
      return target.plan(this, layer, runtime);
    } catch (Refusal refusal) {
      throw Advice.added(refusal, layer, target, runtime);
    }
  }
}
