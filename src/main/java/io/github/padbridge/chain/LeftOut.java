package io.github.padbridge.chain;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
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
    return kind == Kind.NOTHING && !isAlwaysOn(call)
        ? new Node.AsideNode(nothing, call.line(), call.column())
        : new Node.FunctionNode(kind, call);
  }

  /** Whether this is a dropout that draws in evaluation mode too, as functions do by default. */
  private static boolean isAlwaysOn(Call call) {
    String bare = call.name().substring(call.name().lastIndexOf('.') + 1);
    if (!bare.endsWith("dropout") && !bare.matches("dropout[123]d")) {
      return false;
    }
    Value training = new Arguments(call).at(1, "training");
    return call.name().startsWith("tf.nn.") || training == null || training.quoted().equals("True");
  }

  /**
   * The note on a function that is left out.
   *
   * @param isLast whether no layer follows it
   */
  static String note(String written, boolean isLast) {
    return written + " is ignored: apply it " + (isLast ? "after the layer" : "at its place");
  }
}
