package io.github.padbridge.weights;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.JaxTarget;
import io.github.padbridge.translate.KerasKernel;
import io.github.padbridge.translate.OperandLayouts;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The plan of a layer, parted into the order of its weight, which a file of weights can have, and
 * the rest, which takes such a weight. Steps that compute on the weight, such as zeros between its
 * elements or a split by groups, are part of the rest: the code of the port has them.
 *
 * @param order the transposes at the start of the weight's steps
 * @param rest the plan that takes the weight in that order
 */
public record WeightPlan(WeightOrder order, Plan rest) {
  private static final List<Strategy> USUAL =
      List.of(Strategy.PAD_SLICE, Strategy.SAME, Strategy.EXPLICIT);

  /**
   * The plan of a convolution.
   *
   * @throws Refusal if the framework has no such layer
   */
  public static WeightPlan of(Layer layer, Destination to) {
    Convolution convolution = (Convolution) LayerComputation.of(layer);
    require(convolution, layer, to);
    Layout own = Objects.requireNonNull(layer.weightLayout());
    boolean isJax = to.target().equals(Targets.JAX);
    // JAX takes a weight in any order; ports have that of Flax.
    Layout taken =
        isJax ? Objects.requireNonNull(OperandLayouts.channelsLast(layer).weight()) : own;
    Plan plan =
        isJax
            ? JaxTarget.plan(
                Runtime.PORTABLE.computed(layer), new OperandLayouts(layer.layout(), taken))
            : plan(layer, to);
    Shape given = Objects.requireNonNull(layer.weightShape());
    List<Integer> order = new ArrayList<>(Arrays.stream(own.permutationTo(taken)).boxed().toList());
    // By identity: the same transpose may come again.
    Set<Step> consumed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Plan.Traced traced : plan.steps()) {
      if (traced.step().on() == Operand.WEIGHT) {
        if (!(traced.step() instanceof Transpose transpose)) {
          break;
        }
        List<Integer> before = List.copyOf(order);
        for (int axis = 0; axis < order.size(); axis++) {
          order.set(axis, before.get(transpose.permutation()[axis]));
        }
        consumed.add(transpose);
      }
    }
    Shape permuted = given.permuted(order.stream().mapToInt(Integer::intValue).toArray());
    Shape result =
        to.isKeras() && KerasKernel.isDepthwise(convolution)
            ? depthwise(convolution, permuted)
            : permuted;
    return new WeightPlan(
        new WeightOrder(sizes(given), order, sizes(result)),
        rest(plan, consumed, permuted, result));
  }

  private static void require(Convolution convolution, Layer layer, Destination to) {
    String reason =
        convolution.flipsKernel()
            ? "it flips its kernel, which no order of axes does"
            : to.isKeras() && convolution.transposed() && !convolution.channels().isOneGroup()
                ? "Keras has no transposed convolution with groups"
                : !Objects.requireNonNull(layer.weightShape()).isKnown()
                    ? "its channels are open"
                    : "";
    if (!reason.isEmpty()) {
      throw new Refusal(
          new Fault(
              "the weight of this " + layer.opName() + " cannot be permuted: " + reason,
              null,
              List.of(),
              null));
    }
  }

  private static Plan plan(Layer layer, Destination to) {
    List<Strategy> strategies = new ArrayList<>(USUAL);
    if (to.isKeras()) {
      strategies.add(0, Strategy.KERAS);
    }
    for (Strategy strategy : strategies) {
      Alternative taken = Alternative.of(strategy, layer, to.target(), Runtime.PORTABLE);
      if (taken.holds()) {
        return taken.requirePlan();
      }
    }
    return Alternative.required(Strategy.PAD_SLICE, layer, to.target(), Runtime.PORTABLE)
        .requirePlan();
  }

  /** {@code (k..., 1, C·multiplier)} as {@code (k..., C, multiplier)}, the same elements. */
  private static Shape depthwise(Convolution convolution, Shape permuted) {
    int rank = convolution.rank();
    return permuted
        .with(rank, convolution.channels().groups())
        .with(rank + 1, Size.of(convolution.channels().outPerGroup().orElseThrow()));
  }

  private static Plan rest(Plan plan, Set<Step> consumed, Shape permuted, Shape result) {
    Plan.Builder rest = new Plan.Builder(plan.target(), plan.strategy(), plan.input(), result);
    if (!result.equals(permuted)) {
      rest.add(new Reshape(Operand.WEIGHT, permuted), "the kernel of a depthwise layer");
    }
    for (Plan.Traced traced : plan.steps()) {
      if (!consumed.contains(traced.step())) {
        rest.add(traced.step(), traced.why());
      }
    }
    return rest.build();
  }

  private static List<Long> sizes(Shape shape) {
    return shape.sizes().stream().map(Size::value).toList();
  }
}
