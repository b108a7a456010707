package io.github.padbridge.translate;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.Layer;
import java.util.List;

/** A framework that layers are translated to. */
public interface Target {
  /** All targets. */
  List<Target> ALL = List.of(new TensorFlowTarget(), new TorchTarget());

  /** The framework whose ops the plans have. */
  Framework framework();

  /**
   * The plan of a strategy.
   *
   * @throws Refusal with the reasons where the strategy does not apply to this layer
   */
  Plan plan(Strategy strategy, Layer layer, Runtime runtime);

  /** The target for a framework. */
  static Target of(Framework framework) {
    return ALL.stream()
        .filter(target -> target.framework() == framework)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(framework.title()));
  }

  /** The usual target of a layer: TensorFlow for PyTorch layers, PyTorch for the others. */
  static Target usual(Layer layer) {
    return of(layer.framework() == Framework.PYTORCH ? Framework.TENSORFLOW : Framework.PYTORCH);
  }

  /** What a strategy says of a layer that it is not for. */
  static Refusal refusal(Strategy strategy, String needed, String got) {
    return new Refusal(
        new Fault(
            "strategy " + strategy.id() + " needs " + needed + " (got " + got + ")",
            null,
            List.of(Argument.OP),
            null));
  }
}
