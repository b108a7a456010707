package io.github.padbridge.compare;

import io.github.padbridge.RandomJaxSpecs;
import io.github.padbridge.RandomOnnxSpecs;
import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.render.python.JaxModule;
import io.github.padbridge.render.python.KerasModule;
import io.github.padbridge.render.python.OnnxModule;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.render.python.TensorFlowModule;
import io.github.padbridge.render.python.TorchModule;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.StrategyChoice;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random layers of every framework, and the code that is written for them in each framework. */
final class EmittedCode {
  /** The layers of each framework. */
  static final int LAYERS = 48;

  private EmittedCode() {}

  static Map<String, IntFunction<Layer>> sources() {
    RandomSpecs convolutions = new RandomSpecs(1);
    RandomPools poolings = new RandomPools(2);
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(3);
    RandomOnnxSpecs onnx = new RandomOnnxSpecs(4);
    RandomJaxSpecs jax = new RandomJaxSpecs(5);
    Map<String, IntFunction<Layer>> layers = new TreeMap<>();
    layers.put(
        "pytorch",
        i -> i % 3 == 0 ? poolings.next(PoolOp.values()[i / 3 % 6]) : convolutions.next());
    layers.put(
        "tensorflow",
        i -> tensorFlow.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]));
    layers.put("onnx", i -> onnx.next(OnnxOp.values()[i % OnnxOp.values().length]));
    layers.put("jax", i -> jax.next(JaxOp.values()[i % JaxOp.values().length]));
    return layers;
  }

  /** A framework that layers are written in. */
  record Goal(
      String name, @Nullable String strategy, Target target, Supplier<PythonModule> module) {
    StrategyChoice choice() {
      return new StrategyChoice(strategy, Runtime.PORTABLE, target);
    }
  }

  static List<Goal> goals() {
    return List.of(
        new Goal("pytorch", null, Targets.PYTORCH, () -> new TorchModule(null)),
        new Goal("tensorflow", null, Targets.TENSORFLOW, () -> new TensorFlowModule(null)),
        new Goal("keras", Strategy.KERAS.id(), Targets.TENSORFLOW, KerasModule::new),
        new Goal("onnx", null, Targets.ONNX, () -> new OnnxModule(null)),
        new Goal("jax", null, Targets.JAX, () -> new JaxModule(null)));
  }

  /** Open sizes, unless the layer needs them. */
  static Layer opened(Layer known) {
    try {
      return known.opName().startsWith("Global")
          ? known
          : known.withInputShape(TestData.opened(known));
    } catch (Refusal refusal) {
      return known;
    }
  }

  static Optional<Plan> plan(Goal goal, Layer layer) {
    try {
      return Optional.of(goal.choice().choose(layer).requirePlan());
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  /**
   * Whether the code takes every input that the layer takes: ONNX code that crops more than an
   * element before it pads refuses inputs that are smaller than that, which JAX takes.
   */
  static boolean takesAll(Goal goal, Layer layer) {
    boolean cropsMore =
        layer instanceof JaxSpec jax
            && IntStream.range(0, jax.spatialRank())
                .mapToObj(jax::padAmount)
                .flatMap(Optional::stream)
                .anyMatch(amount -> amount.before() < -1 && amount.after() > 0);
    return !goal.name().equals("onnx") || !cropsMore;
  }

  /** The module of one layer; empty where the module cannot have it. */
  static Optional<String> code(Goal goal, Translation translation) {
    PythonModule module = goal.module().get();
    return module.unfit(translation).isPresent()
        ? Optional.empty()
        : Optional.of(module.function(LayerRecord.Label.NONE, translation) + module.tail());
  }

  /** Code as a chain; empty where it cannot be read back. */
  static Optional<Chain> read(String code, Layer layer) {
    try {
      return Optional.of(SideText.parse("code", code).resolve(List.of(layer), Map.of()));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }
}
