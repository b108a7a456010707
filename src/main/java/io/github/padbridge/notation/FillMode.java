package io.github.padbridge.notation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The padding mode, with its name in each framework. */
public enum FillMode {
  CONSTANT("constant", "zeros", "CONSTANT", "constant", "constant"),
  /** The mirror image, without repeating the border element. */
  REFLECT("reflect", "reflect", "REFLECT", "reflect", "reflect"),
  /** The mirror image, with the border element repeated. */
  SYMMETRIC(null, null, "SYMMETRIC", "symmetric", null),
  /** The border element. */
  REPLICATE("replicate", "replicate", null, "edge", "edge"),
  /** The opposite end. */
  CIRCULAR("circular", "circular", null, "wrap", "wrap");

  private final @Nullable String torch;
  private final @Nullable String torchLayer;
  private final @Nullable String tensorFlow;
  private final String numpy;
  private final @Nullable String onnx;

  FillMode(
      @Nullable String torch,
      @Nullable String torchLayer,
      @Nullable String tensorFlow,
      String numpy,
      @Nullable String onnx) {
    this.torch = torch;
    this.torchLayer = torchLayer;
    this.tensorFlow = tensorFlow;
    this.numpy = numpy;
    this.onnx = onnx;
  }

  /** The name of the mode in the output of Padbridge. */
  public String id() {
    return torch == null ? numpy : torch;
  }

  /** The name in {@code F.pad}; null if PyTorch has no such mode. */
  @Nullable String torch() {
    return torch;
  }

  /** The name in {@code padding_mode} of a layer; null if PyTorch has no such mode. */
  @Nullable String torchLayer() {
    return torchLayer;
  }

  /** The name in {@code tf.pad}; null if TensorFlow has no such mode. */
  @Nullable String tensorFlow() {
    return tensorFlow;
  }

  /** The name in {@code np.pad} and {@code jnp.pad}, which have all modes. */
  String numpy() {
    return numpy;
  }

  /** The name in {@code Pad} of ONNX; null if ONNX has no such mode. */
  @Nullable String onnx() {
    return onnx;
  }

  /** The mode with this name in a framework. */
  static Optional<FillMode> named(String name, Function<FillMode, @Nullable String> framework) {
    return Arrays.stream(values()).filter(mode -> name.equals(framework.apply(mode))).findFirst();
  }

  static List<String> names(Function<FillMode, @Nullable String> framework) {
    return Arrays.stream(values()).map(framework).filter(name -> name != null).toList();
  }
}
