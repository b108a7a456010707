package io.github.padbridge.repair;

import io.github.padbridge.shape.Framework;
import java.util.Locale;

/** What a chain may be written in. */
public enum ChainTarget {
  PYTORCH(Framework.PYTORCH, "PyTorch"),
  /** Statements with {@code tf.nn}. */
  TENSORFLOW(Framework.TENSORFLOW, "TensorFlow"),
  /** {@code keras.layers}. */
  KERAS(Framework.TENSORFLOW, "Keras"),
  /** Nodes, as calls of their operators. */
  ONNX(Framework.ONNX, "ONNX"),
  /** Statements with {@code lax} and {@code jnp}. */
  JAX(Framework.JAX, "JAX");

  private final Framework framework;
  private final String title;

  ChainTarget(Framework framework, String title) {
    this.framework = framework;
    this.title = title;
  }

  Framework framework() {
    return framework;
  }

  /** The name as its makers write it. */
  public String title() {
    return title;
  }

  /** The name in options and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The usual target for chains of a framework: the other one. */
  static ChainTarget usual(Framework framework) {
    return framework == Framework.PYTORCH ? TENSORFLOW : PYTORCH;
  }
}
