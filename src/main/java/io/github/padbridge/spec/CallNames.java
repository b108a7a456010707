package io.github.padbridge.spec;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import java.util.List;

/** Finds what a call calls. */
final class CallNames {
  private CallNames() {}

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
