package io.github.padbridge.repair;

import io.github.padbridge.chain.AppliedFunction;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.ChainLayout;
import io.github.padbridge.chain.PatchOrder;
import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.equivalence.ChainAxes;
import io.github.padbridge.equivalence.WeightAxes;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One step of what a chain computes, over all its spatial axes. */
sealed interface RepairStep {
  /**
   * Elements added around the data.
   *
   * @param amounts one for each spatial axis; negative amounts crop
   */
  record Padding(List<PadAmount> amounts, Fill fill) implements RepairStep {}

  /**
   * A convolution or pooling.
   *
   * @param windows one for each spatial axis
   * @param index of the layer in its chain
   * @param layer the layer that the step comes from
   * @param bias whether a bias is added
   * @param activated whether the call says an activation too
   * @param weightOrder in which the axes of the weight are put before; empty where they are not
   * @param patches the order in which the windows themselves are returned; null where their sums or
   *     maxima are
   */
  record Windows(
      List<AxisOp.Windowed> windows,
      int index,
      Layer layer,
      boolean bias,
      boolean activated,
      List<Integer> weightOrder,
      @Nullable PatchOrder patches)
      implements RepairStep {
    Windows with(List<AxisOp.Windowed> others) {
      return new Windows(others, index, layer, bias, activated, weightOrder, patches);
    }

    Windows withActivation(boolean said) {
      return new Windows(windows, index, layer, bias, said, weightOrder, patches);
    }

    Windows withWeightOrder(List<Integer> order) {
      return new Windows(windows, index, layer, bias, activated, order, patches);
    }

    /** The window of the first axis: all have the same kind. */
    AxisOp.Windowed first() {
      return windows.get(0);
    }
  }

  /**
   * An activation or normalization.
   *
   * @param channels of the data
   * @param rank of its spatial axes
   */
  record Function(AppliedFunction function, Size channels, int rank) implements RepairStep {}

  /** An adaptive pooling. */
  record Adaptive(Chain.AdaptiveOp op) implements RepairStep {
    boolean max() {
      return op.pooling().max();
    }

    int rank() {
      return op.spatialRank();
    }
  }

  /** The steps of a chain; empty where an axis has an op of its own. */
  static Optional<List<RepairStep>> of(Chain chain) {
    List<List<AxisOp>> axes = ChainAxes.of(chain);
    int[] at = new int[axes.size()];
    List<RepairStep> steps = new ArrayList<>();
    List<Layer> layers = chain.layers();
    List<Chain.PlacedOp> placed = chain.placed();
    int next = 0;
    int weights = 0;
    for (int i = 0; i <= placed.size(); i++) {
      for (int axis = 0; axis < at.length; axis++) {
        List<AxisOp> ops = axes.get(axis);
        while (at[axis] < ops.size() && !isPlaced(ops.get(at[axis]))) {
          AxisOp op = ops.get(at[axis]++);
          if (op instanceof AxisOp.Pad pad) {
            add(steps, pad, axis, at.length);
          } else if (op instanceof AxisOp.Applied applied && axis == 0) {
            steps.add(new Function(applied.function(), channels(chain, next), at.length));
          } else if (op instanceof AxisOp.Slice) {
            return Optional.empty();
          }
        }
      }
      if (i < placed.size() && placed.get(i) instanceof Chain.AdaptiveOp adaptive) {
        for (int axis = 0; axis < at.length; axis++) {
          at[axis]++;
        }
        steps.add(new Adaptive(adaptive));
      } else if (i < placed.size()) {
        List<AxisOp.Windowed> windows = new ArrayList<>();
        for (int axis = 0; axis < at.length; axis++) {
          windows.add((AxisOp.Windowed) axes.get(axis).get(at[axis]++));
        }
        boolean hasWeight = windows.get(0) instanceof AxisOp.Sum;
        boolean bias = hasWeight && hasBias(axes, weights);
        weights += hasWeight ? 1 : 0;
        PatchOrder patches = chain.isOfPatches(next) ? chain.patches().get().order() : null;
        steps.add(new Windows(windows, next, layers.get(next), bias, false, List.of(), patches));
        next++;
      }
    }
    return Optional.of(steps);
  }

  private static boolean hasBias(List<List<AxisOp>> axes, int weight) {
    return axes.get(0).stream().anyMatch(op -> op instanceof AxisOp.Bias b && b.weight() == weight);
  }

  private static boolean isPlaced(AxisOp op) {
    return op instanceof AxisOp.Windowed || op instanceof AxisOp.Adaptive;
  }

  /** The channels of the data behind so many layers. */
  private static Size channels(Chain chain, int behind) {
    List<Layer> layers = chain.layers();
    for (int i = behind - 1; i >= 0; i--) {
      if (LayerComputation.of(layers.get(i)) instanceof Convolution convolution) {
        return convolution.channels().out();
      }
    }
    return ChainLayout.channels(chain);
  }

  /** The steps with the orders of weights that the right side must write, where it writes some. */
  static List<RepairStep> ordered(List<RepairStep> steps, Chain left, Chain right) {
    List<Chain.LayerOp> ones = left.layerOps();
    List<Chain.LayerOp> others = right.layerOps();
    List<RepairStep> ordered = new ArrayList<>();
    for (RepairStep step : steps) {
      if (step instanceof Windows windows
          && windows.index() < others.size()
          && !others.get(windows.index()).weightOrder().isEmpty()) {
        Chain.LayerOp one = ones.get(windows.index());
        Chain.LayerOp other = others.get(windows.index());
        ordered.add(windows.withWeightOrder(WeightAxes.order(other, one)));
      } else {
        ordered.add(step);
      }
    }
    return ordered;
  }

  /**
   * The steps with the activations that the calls of the right side say, as far as they are those
   * of the steps or were left out of the comparison.
   */
  static List<RepairStep> activated(List<RepairStep> steps, Chain right) {
    List<Chain.FunctionOp> ofCalls = ofCalls(right);
    List<RepairStep> activated = new ArrayList<>();
    for (RepairStep step : steps) {
      int last = activated.size() - 1;
      if (step instanceof Windows windows) {
        boolean isLeftOut =
            windows.index() == ofCalls.size() - 1
                && windows.index() < right.style().activations().size()
                && ofCalls.get(windows.index()) == null;
        activated.add(windows.withActivation(isLeftOut));
      } else if (step instanceof Function function
          && last >= 0
          && activated.get(last) instanceof Windows windows
          && !windows.activated()
          && windows.index() < ofCalls.size()
          && isOf(ofCalls.get(windows.index()), function, right)) {
        activated.set(last, windows.withActivation(true));
      } else {
        activated.add(step);
      }
    }
    return activated;
  }

  private static boolean isOf(Chain.@Nullable FunctionOp ofCall, Function function, Chain right) {
    return ofCall != null
        && ofCall.function().equals(function.function())
        && right.style().activations().stream().anyMatch(text -> !text.isEmpty());
  }

  /** For each layer the activation that its call says, or null. */
  private static List<Chain.@Nullable FunctionOp> ofCalls(Chain chain) {
    List<Chain.@Nullable FunctionOp> all = new ArrayList<>();
    for (Chain.Op op : chain.ops()) {
      if (op instanceof Chain.LayerOp) {
        all.add(null);
      } else if (op instanceof Chain.FunctionOp function && function.ofLayer()) {
        all.set(all.size() - 1, function);
      }
    }
    return all;
  }

  /** Paddings of several axes with the same elements are one step. */
  private static void add(List<RepairStep> steps, AxisOp.Pad pad, int axis, int rank) {
    PadAmount amount = new PadAmount(pad.before(), pad.after());
    int last = steps.size() - 1;
    if (last >= 0
        && steps.get(last) instanceof Padding padding
        && padding.fill().equals(pad.fill())
        && padding.amounts().get(axis).isNone()) {
      List<PadAmount> amounts = new ArrayList<>(padding.amounts());
      amounts.set(axis, amount);
      steps.set(last, new Padding(amounts, pad.fill()));
      return;
    }
    List<PadAmount> amounts = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      amounts.add(i == axis ? amount : PadAmount.NONE);
    }
    steps.add(new Padding(amounts, pad.fill()));
  }
}
