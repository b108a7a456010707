package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import java.util.List;

/** Finds what a call calls. */
public final class CallNames {
  private CallNames() {}

  /** Whether it is the name of a layer, be it that of more than one. */
  public static boolean isLayer(String name) {
    return Signatures.fullName(name).isPresent() || !Signatures.ambiguous(name).isEmpty();
  }

  /** Whether it is the name of a function, which takes its input and its kernel as tensors. */
  public static boolean isFunction(String name) {
    return Signatures.fullName(name).filter(FunctionNames::isFunction).isPresent();
  }

  /** Whether it is the name of a Keras layer. */
  public static boolean isKeras(String name) {
    return Signatures.fullName(name).filter(FunctionNames::isKeras).isPresent();
  }

  /**
   * The full name of the function or class, such as {@code torch.nn.Conv2d}.
   *
   * @throws Refusal if there is none of that name, or more than one that may be meant
   */
  static String fullName(SourceText text, Call call) {
    String fullName = Signatures.fullName(call.name()).orElseThrow(() -> unknown(text, call));
    refuseSlipOfCase(text, call, fullName);
    return fullName;
  }

  /** Keras' Conv2D without its module may as well be PyTorch's Conv2d with a slip. */
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
                      + " may be Keras' class, or PyTorch's "
                      + FunctionNames.bare(name)
                      + " in another case",
                  "write " + fullName + " or " + name);
            });
  }

  private static Refusal unknown(SourceText text, Call call) {
    List<String> several = Signatures.ambiguous(call.name());
    return text.refusal(
        call.line(),
        call.column(),
        several.isEmpty()
            ? call.name() + " is not a known layer"
            : call.name() + " may be PyTorch's or TensorFlow's",
        several.isEmpty() ? NameHints.of(call) : "write " + String.join(" or ", several));
  }
}
