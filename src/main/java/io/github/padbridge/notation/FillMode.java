package io.github.padbridge.notation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where padded elements take their value from, and what each framework calls it. */
public enum FillMode {
  CONSTANT("constant", "zeros", "CONSTANT", "constant", "constant"),
  /** The mirror image, the border element not repeated. */
  REFLECT("reflect", "reflect", "REFLECT", "reflect", "reflect"),
  /** The mirror image, the border element repeated. */
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

  /** The name that answers use for the mode. */
  public String id() {
    return torch == null ? numpy : torch;
  }

  /** The name in {@code F.pad}; null where PyTorch has none. */
  @Nullable String torch() {
    return torch;
  }

  /** The name in a layer's {@code padding_mode}; null where PyTorch has none. */
  @Nullable String torchLayer() {
    return torchLayer;
  }

  /** The name in {@code tf.pad}; null where TensorFlow has none. */
  @Nullable String tensorFlow() {
    return tensorFlow;
  }

  /** The name in {@code np.pad} and {@code jnp.pad}, which have all. */
  String numpy() {
    return numpy;
  }

  /** The name in ONNX's {@code Pad}; null where ONNX has none. */
  @Nullable String onnx() {
    return onnx;
  }

  /** The mode that a framework calls {@code name}. */
  static Optional<FillMode> named(String name, Function<FillMode, @Nullable String> framework) {
    return Arrays.stream(values()).filter(mode -> name.equals(framework.apply(mode))).findFirst();
  }

  static List<String> names(Function<FillMode, @Nullable String> framework) {
    return Arrays.stream(values()).map(framework).filter(name -> name != null).toList();
  }
}
