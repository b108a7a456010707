package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.layer.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the function or class that a call names. */
public final class CallNames {
  private CallNames() {}

  /** Whether it names at least one layer. */
  public static boolean isLayer(String name) {
    return known(name).isPresent() || !Signatures.ambiguous(name).isEmpty();
  }

  /** Whether it names a function, which takes its input and its kernel as tensors. */
  public static boolean isFunction(String name) {
    return known(name).filter(FunctionNames::isFunction).isPresent();
  }

  /** Whether it names a function or layer of JAX, Flax or Equinox. */
  public static boolean isJax(String name) {
    return Signatures.fullName(name).filter(FunctionNames::isJax).isPresent();
  }

  /** Whether it names a Keras layer. */
  public static boolean isKeras(String name) {
    return known(name).filter(FunctionNames::isKeras).isPresent();
  }

  /** The usual full name, which may be that of a function for any number of axes. */
  private static Optional<String> known(String name) {
    String usual = Spellings.usualName(name).orElse(name);
    return OpenRank.isOne(usual) ? Optional.of(usual) : Signatures.fullName(usual);
  }

  /**
   * The full name of the function or class, such as {@code torch.nn.Conv2d}.
   *
   * @throws Refusal if the name is unknown or ambiguous
   */
  static String fullName(SourceText text, Call call) {
    String fullName =
        nodeOrLayer(text, call)
            .or(() -> Signatures.fullName(call.name()))
            .orElseThrow(() -> unknown(text, call));
    refuseSlipOfCase(text, call, fullName);
    return fullName;
  }

  /**
   * Conv without a module is an ONNX node if its arguments are attributes, and a layer of Flax or
   * Equinox if they fit that one only, with a list as kernel size: models often have a class of
   * that name which takes numbers. Empty for other names.
   */
  private static Optional<String> nodeOrLayer(SourceText text, Call call) {
    List<String> layers = Signatures.inJax(call.name());
    Optional<String> node = Signatures.fullName(call.name()).filter(FunctionNames::isOnnx);
    if (call.name().contains(".") || layers.isEmpty() || node.isEmpty()) {
      return Optional.empty();
    }
    boolean isNode =
        call.keyword(Argument.KERNEL_SHAPE).isPresent()
            || Signatures.of(node.get()).fits(text, call);
    if (isNode) {
      return node;
    }
    List<String> fitting =
        layers.stream().filter(name -> takesSizes(Signatures.of(name), text, call)).toList();
    if (fitting.size() == 1) {
      return Optional.of(fitting.get(0));
    }
    List<String> names = new ArrayList<>(List.of(node.get()));
    names.addAll(fitting.isEmpty() ? layers : fitting);
    throw text.refusal(
        call.line(),
        call.column(),
        call.name() + " is an ONNX node and a name in libraries of JAX",
        "write " + String.join(" or ", names));
  }

  private static boolean takesSizes(LayerSignature signature, SourceText text, Call call) {
    CallArgument sizes =
        signature.signature().bind(text, call, call.name()).arguments().get(Argument.KERNEL_SIZE);
    boolean isList =
        sizes != null
            && (sizes.value() instanceof Value.Sequence
                || (sizes.value() instanceof Value.Literal literal
                    && literal.value() instanceof JsonArray));
    return isList && signature.fits(text, call);
  }

  /** Conv2D without a module may be the Keras class, or a typo of the PyTorch class Conv2d. */
  private static void refuseSlipOfCase(SourceText text, Call call, String fullName) {
    if (!FunctionNames.isKeras(fullName) || call.name().contains(".")) {
      return;
    }
    Signatures.inTorch(fullName)
        .filter(name -> Signatures.of(name).fits(text, call))
        .ifPresent(
            name -> {
              throw text.refusal(
                  call.line(),
                  call.column(),
                  call.name()
                      + " may be the Keras class or a misspelt "
                      + FunctionNames.bare(name)
                      + " of PyTorch",
                  "write " + fullName + " or " + name);
            });
  }

  private static Refusal unknown(SourceText text, Call call) {
    List<String> several = Signatures.ambiguous(call.name());
    return text.refusal(
        call.line(),
        call.column(),
        several.isEmpty()
            ? call.name() + " is not a known convolution or pooling"
            : call.name()
                + (several.stream().allMatch(FunctionNames::isJax)
                    ? " is a name in several libraries of JAX"
                    : " is a name in both PyTorch and TensorFlow"),
        several.isEmpty() ? NameHints.of(call) : "write " + String.join(" or ", several));
  }
}
