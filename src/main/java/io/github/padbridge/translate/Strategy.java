package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.spec.ConvSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The ways to say a PyTorch convolution in TensorFlow. Each plans exactly, or says why it does not
 * apply.
 */
public enum Strategy {
  PAD_SLICE("pad-slice", "right for every layer", PadSlice::plan),
  EXPLICIT("explicit", "the padding is an argument", ExplicitPadding::plan),
  SAME("same", "SAME pads just this", SamePadding::plan),
  ZERO_INSERT("zero-insert", "the input padded, then a forward convolution", ZeroInsertion::plan),
  KERAS("keras", "layers of Keras 3", KerasLayers::plan);

  private interface Planner {
    Plan plan(ConvSpec spec, Runtime runtime);
  }

  private final String id;
  private final String reason;
  private final Planner planner;

  Strategy(String id, String reason, Planner planner) {
    this.id = id;
    this.reason = reason;
    this.planner = planner;
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
   * The plan for {@code spec}.
   *
   * @throws Refusal with the reasons where the strategy cannot say this layer
   */
  public Plan plan(ConvSpec spec, Runtime runtime) {
    return planner.plan(spec, runtime);
  }
}
