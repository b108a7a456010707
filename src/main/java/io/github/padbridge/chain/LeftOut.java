package io.github.padbridge.chain;

import io.github.padbridge.expression.Call;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Layers and functions of a chain other than convolutions, poolings and paddings. */
final class LeftOut {
  /** The effect on the data. */
  enum Kind {
    /** No effect in evaluation mode. */
    NOTHING,
    /** The same function for every element, or for every element of a channel. */
    ELEMENTWISE,
    /** A function of several elements along an axis. */
    OVER_AXES
  }

  private static final Set<String> NOTHING =
      Set.of(
          "identity",
          "dropout",
          "dropout1d",
          "dropout2d",
          "dropout3d",
          "alphadropout",
          "featurealphadropout",
          "gaussiandropout",
          "gaussiannoise",
          "spatialdropout1d",
          "spatialdropout2d",
          "spatialdropout3d");

  private static final Set<String> ELEMENTWISE =
      Set.of(
          "activation",
          "batchnorm",
          "batchnorm1d",
          "batchnorm2d",
          "batchnorm3d",
          "batchnormalization",
          "celu",
          "elu",
          "gelu",
          "hardshrink",
          "hardsigmoid",
          "hardswish",
          "hardtanh",
          "leakyrelu",
          "logsigmoid",
          "mish",
          "prelu",
          "relu",
          "relu6",
          "rescaling",
          "rrelu",
          "selu",
          "sigmoid",
          "silu",
          "softplus",
          "softshrink",
          "softsign",
          "swish",
          "syncbatchnorm",
          "tanh",
          "tanhshrink",
          "threshold");

  private static final Set<String> OVER_AXES =
      Set.of(
          "groupnorm",
          "groupnormalization",
          "instancenorm1d",
          "instancenorm2d",
          "instancenorm3d",
          "layernorm",
          "layernormalization",
          "localresponsenorm",
          "logsoftmax",
          "rmsnorm",
          "softmax",
          "softmax2d",
          "softmin");

  private LeftOut() {}

  /** The kind of the layer or function with this name; null for other names. */
  static @Nullable Kind kind(String bareName) {
    String name = bareName.replace("_", "").toLowerCase(Locale.ROOT);
    if (NOTHING.contains(name)) {
      return Kind.NOTHING;
    }
    if (ELEMENTWISE.contains(name)) {
      return Kind.ELEMENTWISE;
    }
    return OVER_AXES.contains(name) ? Kind.OVER_AXES : null;
  }

  /**
   * The step that a call is.
   *
   * @param call without its tensor
   */
  static Node node(Kind kind, Call call) {
    String nothing = call.name() + " has no effect in evaluation mode and is ignored";
    return kind == Kind.NOTHING
        ? new Node.AsideNode(nothing, call.line(), call.column())
        : new Node.FunctionNode(kind, call);
  }

  /** The note on a function that the other side does not have. */
  static String note(String written) {
    return written + " is ignored: apply it after the layer";
  }
}
