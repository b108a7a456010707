package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ways to say a layer in the other framework. Each plans exactly, or says why it does not
 * apply. A layer of TensorFlow's is said in one way, the first.
 */
public enum Strategy {
  PAD_SLICE("pad-slice", "right for every layer", PadSlice::plan, PoolPadSlice::plan),
  EXPLICIT("explicit", "the padding is an argument", ExplicitPadding::plan, PoolExplicit::plan),
  SAME("same", "SAME pads just this", SamePadding::plan, PoolSame::plan),
  ZERO_INSERT(
      "zero-insert", "the input padded, then a forward convolution", ZeroInsertion::plan, null),
  KERAS("keras", "layers of Keras 3", KerasLayers::plan, null);

  private interface Planner<S extends Layer> {
    Plan plan(S spec, Runtime runtime);
  }

  private final String id;
  private final String reason;

  // Methods without a state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Planner<ConvSpec> convolutions;

  /** Null where the strategy is for convolutions only. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final @Nullable Planner<PoolSpec> poolings;

  Strategy(
      String id,
      String reason,
      Planner<ConvSpec> convolutions,
      @Nullable Planner<PoolSpec> poolings) {
    this.id = id;
    this.reason = reason;
    this.convolutions = convolutions;
    this.poolings = poolings;
  }

  /**
   * The strategy for whoever names none: the first, or SAME itself for a layer that pads so at run
   * time.
   */
  public static Strategy usual(Layer layer) {
    boolean same =
        layer instanceof ConvSpec convolution
            && convolution.padsAtRuntime()
            && Alternative.of(SAME, layer, Runtime.PORTABLE).holds();
    return same ? SAME : PAD_SLICE;
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
   * The plan for {@code layer}.
   *
   * @throws Refusal with the reasons where the strategy cannot say this layer
   */
  public Plan plan(Layer layer, Runtime runtime) {
    return layer.accept(
        new Layer.Visitor<Plan>() {
          @Override
          public Plan conv(ConvSpec spec) {
            return convolutions.plan(spec, runtime);
          }

          @Override
          public Plan pool(PoolSpec spec) {
            if (poolings == null) {
              throw refusal("a convolution", spec.opName());
            }
            return poolings.plan(spec, runtime);
          }

          @Override
          public Plan tensorFlow(TensorFlowSpec spec) {
            if (Strategy.this != PAD_SLICE) {
              throw refusal("a layer of PyTorch's", "tf.nn." + spec.opName());
            }
            return TensorFlowToTorch.plan(spec, runtime);
          }
        });
  }

  private Refusal refusal(String needed, String got) {
    return new Refusal(
        new Fault(
            "strategy " + id + " needs " + needed + " (got " + got + ")",
            "strategy pad-slice says every layer",
            List.of(Argument.OP),
            null));
  }
}
