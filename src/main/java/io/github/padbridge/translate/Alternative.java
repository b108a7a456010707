package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The result of one strategy for a layer.
 *
 * @param plan null where the strategy does not apply
 * @param faults why it does not; empty where it does
 */
public record Alternative(Strategy strategy, @Nullable Plan plan, List<Fault> faults) {
  public boolean holds() {
    return plan != null;
  }

  /** The plan of a strategy that applies. */
  public Plan requirePlan() {
    return Objects.requireNonNull(plan);
  }

  /** Why the strategy does not apply, without its name; null where it does. */
  public @Nullable String reason() {
    return holds() ? null : reasons().replace("strategy " + strategy.id() + " ", "");
  }

  private String reasons() {
    return faults.stream().map(Fault::message).collect(Collectors.joining("; "));
  }

  /** The result of one strategy for a layer. */
  public static Alternative of(Strategy strategy, Layer layer, Target target, Runtime runtime) {
    try {
      return new Alternative(strategy, target.plan(strategy, layer, runtime), List.of());
    } catch (Refusal refusal) {
      return new Alternative(strategy, null, refusal.faults());
    }
  }

  /** The result of every strategy for a layer. */
  public static List<Alternative> all(Layer layer, Target target, Runtime runtime) {
    return Arrays.stream(Strategy.values())
        .map(strategy -> of(strategy, layer, target, runtime))
        .toList();
  }

  /**
   * The strategy with the fewest TensorFlow ops. Ties go to pad-slice, then to same. Keras layers
   * are used where nothing else applies.
   *
   * @throws Refusal with the reasons of every strategy where none applies
   */
  public static Alternative shortest(Layer layer, Target target, Runtime runtime) {
    List<Alternative> all = all(layer, target, runtime);
    requireAny(all);
    return all.stream()
        .filter(Alternative::holds)
        .min(
            Comparator.comparing(
                    (Alternative alternative) -> alternative.strategy() == Strategy.KERAS)
                .thenComparingInt(alternative -> alternative.requirePlan().ops())
                .thenComparing(alternative -> alternative.strategy() != Strategy.PAD_SLICE)
                .thenComparing(alternative -> alternative.strategy() != Strategy.SAME))
        .orElseThrow();
  }

  /**
   * The default strategy: pad-slice, which applies to every layer whose padding is known. A PyTorch
   * layer that pads SAME at run time gets strategy same where that applies.
   *
   * @throws Refusal with the reasons of every strategy where none applies
   */
  public static Alternative usual(Layer layer, Target target, Runtime runtime) {
    if (!layer.padsAtRuntime() && hasKnownPadding(layer)) {
      return required(Strategy.PAD_SLICE, layer, target, runtime);
    }
    List<Strategy> first =
        layer.padsAtRuntime()
            ? List.of(Strategy.SAME, Strategy.PAD_SLICE)
            : List.of(Strategy.PAD_SLICE, Strategy.SAME);
    for (Strategy strategy : first) {
      Alternative alternative = of(strategy, layer, target, runtime);
      if (alternative.holds()) {
        return alternative;
      }
    }
    return shortest(layer, target, runtime);
  }

  private static boolean hasKnownPadding(Layer layer) {
    return layer.inputShape().isKnown()
        || LayerComputation.of(layer).axes().stream()
            .allMatch(axis -> axis.coveringPadding().isPresent());
  }

  /**
   * The result of one strategy for a layer; the strategy must apply.
   *
   * @throws Refusal as {@link #plan(Strategy, Layer, Target, Runtime)}
   */
  public static Alternative required(
      Strategy strategy, Layer layer, Target target, Runtime runtime) {
    return new Alternative(strategy, plan(strategy, layer, target, runtime), List.of());
  }

  /**
   * The plan of one strategy in the usual target of the layer.
   *
   * @throws Refusal as {@link #plan(Strategy, Layer, Target, Runtime)}
   */
  public static Plan plan(Strategy strategy, Layer layer, Runtime runtime) {
    return plan(strategy, layer, Targets.usual(layer), runtime);
  }

  /**
   * The plan of one strategy.
   *
   * @throws Refusal with the reasons where the strategy does not apply to the layer, and with the
   *     strategies that do
   */
  public static Plan plan(Strategy strategy, Layer layer, Target target, Runtime runtime) {
    try {
      return target.plan(strategy, layer, runtime);
    } catch (Refusal refusal) {
      throw advised(refusal, strategy, all(layer, target, runtime));
    }
  }

  /** The refusal with a hint at the strategies that apply. */
  private static Refusal advised(Refusal refusal, Strategy refused, List<Alternative> all) {
    List<String> holding =
        all.stream().filter(Alternative::holds).map(way -> way.strategy().id()).toList();
    List<Fault> faults = new ArrayList<>(refusal.faults());
    Fault last = faults.remove(faults.size() - 1);
    if (holding.isEmpty() || last.help() != null) {
      return refusal;
    }
    String help =
        WordList.and(holding)
            + (holding.size() == 1 ? " works" : " work")
            + " for this layer"
            + (refused == Strategy.KERAS ? "; use --format python" : "");
    faults.add(new Fault(last.message(), help, last.arguments(), last.place()));
    return new Refusal(faults);
  }

  /**
   * @throws Refusal with the reasons of every strategy, once each, where none applies
   */
  public static void requireAny(List<Alternative> all) {
    if (all.stream().noneMatch(Alternative::holds)) {
      throw new Refusal(all.stream().map(Alternative::fault).toList());
    }
  }

  /** All reasons as one fault, with the hint and the arguments of the first. */
  private Fault fault() {
    String message = reasons().replace("; strategy " + strategy.id() + " ", "; ");
    Fault first = faults.get(0);
    return new Fault(message, first.help(), first.arguments(), first.place());
  }
}
