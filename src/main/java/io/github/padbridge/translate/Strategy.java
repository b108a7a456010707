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
 * The ways to write a layer in the other framework. Each plans exactly, or says why it does not
 * apply. For a TensorFlow layer there is one, the first.
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
   * The strategy for whoever names none: the first, which applies to every layer but some that pad
   * SAME at run time. Those are SAME itself, where that applies.
   *
   * @throws Refusal with the reasons of every strategy where none applies to such a layer
   */
  public static Strategy usual(Layer layer, Runtime runtime) {
    if (!layer.padsAtRuntime()) {
      return PAD_SLICE;
    }
    for (Strategy strategy : List.of(SAME, PAD_SLICE)) {
      if (Alternative.of(strategy, layer, runtime).holds()) {
        return strategy;
      }
    }
    return Alternative.shortest(layer, runtime);
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
   * @throws Refusal with the reasons where the strategy does not apply to this layer, and with the
   *     strategies that do
   */
  public Plan plan(Layer layer, Runtime runtime) {
    try {
      return attempt(layer, runtime);
    } catch (Refusal refusal) {
      throw Advice.added(refusal, layer, runtime);
    }
  }

  /**
   * The plan, with nothing tried beside it.
   *
   * @throws Refusal with the reasons where the strategy does not apply to this layer
   */
  Plan attempt(Layer layer, Runtime runtime) {
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
              throw refusal("a PyTorch layer", "tf.nn." + spec.opName());
            }
            return TensorFlowToTorch.plan(spec, runtime);
          }
        });
  }

  private Refusal refusal(String needed, String got) {
    return new Refusal(
        new Fault(
            "strategy " + id + " needs " + needed + " (got " + got + ")",
            null,
            List.of(Argument.OP),
            null));
  }
}
