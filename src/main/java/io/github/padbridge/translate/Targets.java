package io.github.padbridge.translate;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.shape.Framework;
import java.util.List;

/** All frameworks that layers are translated to. */
public final class Targets {
  public static final Target TENSORFLOW = new TensorFlowTarget();
  public static final Target PYTORCH = new TorchTarget();
  public static final Target ONNX = new OnnxTarget();
  public static final Target JAX = new JaxTarget();

  public static final List<Target> ALL = List.of(TENSORFLOW, PYTORCH, ONNX, JAX);

  private Targets() {}

  /** The target whose plans are made of these ops. */
  public static Target of(OpSet ops) {
    return ALL.stream().filter(target -> target.ops().equals(ops)).findFirst().orElseThrow();
  }

  /** The usual target of a layer: TensorFlow for PyTorch layers, PyTorch for the others. */
  public static Target usual(Layer layer) {
    return layer.framework() == Framework.PYTORCH ? TENSORFLOW : PYTORCH;
  }
}
