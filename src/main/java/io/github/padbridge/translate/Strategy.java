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
