package io.github.padbridge.layer.read;

import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.OpNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Help for a call of an unknown function. Suggests a known name only for a typo: a function of
 * another library may have almost the same name and compute something else.
 */
final class NameHints {
  /** Functions that pad {@code kernel_size - 1} in all at every input size, with their library. */
  private static final Map<String, String> FIXED_PADDING =
      Map.of(
          // tensorflow/models, research/slim/nets/resnet_utils.py
          "conv2d_same", "TF-slim",
          // tensorflow/models, official/resnet/resnet_model.py
          "conv2d_fixed_padding", "tensorflow/models");

  /** Existing PyTorch classes whose names differ from a known layer by a typo. */
  private static final Set<String> OTHER_LAYERS =
      Set.of("MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d");

  private NameHints() {}

  static String of(Call call) {
    String bare = FunctionNames.bare(call.name());
    String library = FIXED_PADDING.get(bare);
    if (library != null) {
      return fixedPadding(bare, library, call);
    }
    String full = FunctionNames.inFull(call.name());
    Optional<String> other =
        OtherNames.hint(call.name())
            .or(() -> Spellings.inOtherCase(full).map(name -> "did you mean '" + name + "'?"));
    if (other.isPresent()) {
      return other.get();
    }
    String module = full.substring(0, full.length() - bare.length());
    List<String> known = Signatures.ofModule(module);
    if (known.isEmpty()) {
      return slipOfModule(module, bare)
          .map(name -> "did you mean '" + name + "'?")
          .orElse(OpNames.HELP);
    }
    String written = call.name().substring(0, call.name().length() - bare.length());
    return slip(bare, known)
        .map(name -> module.isEmpty() ? name : written + FunctionNames.bare(name))
        .map(name -> "did you mean '" + name + "'?")
        .orElse(OpNames.HELP);
  }

  private static Optional<String> slipOfModule(String module, String bare) {
    List<String> modules = Signatures.modules().stream().map(name -> name + ".").toList();
    return Suggestion.slip(module, modules)
        .flatMap(
            near -> Signatures.ofModule(near).stream().filter((near + bare)::equals).findAny());
  }

  private static Optional<String> slip(String bare, List<String> known) {
    if (OTHER_LAYERS.contains(bare)) {
      return Optional.empty();
    }
    List<String> sameRank =
        known.stream()
            .filter(name -> digits(FunctionNames.bare(name)).equals(digits(bare)))
            .toList();
    return Suggestion.slip(bare, sameRank.stream().map(FunctionNames::bare).toList())
        // UpConv2d is no slip of Conv2d.
        .filter(near -> !bare.endsWith(near))
        .flatMap(
            near -> sameRank.stream().filter(n -> FunctionNames.bare(n).equals(near)).findFirst());
  }

  private static String digits(String name) {
    return name.replaceAll("[^0-9]", "");
  }

  /**
   * With a stride above 1 these functions pad {@code (effective kernel - 1) / 2} before, the rest
   * after, and run VALID. With stride 1 they run SAME.
   */
  private static String fixedPadding(String bare, String library, Call call) {
    Optional<Long> kernel = number(call, 2, "kernel_size");
    Optional<Long> stride = number(call, 3, "stride").or(() -> number(call, 3, "strides"));
    Optional<Long> rate =
        call.positional().size() > 4 || call.keyword("rate").isPresent()
            ? number(call, 4, "rate")
            : Optional.of(1L);
    if (stride.filter(size -> size == 1).isPresent()) {
      return bare + " of " + library + " with stride 1 is conv2d with padding=\"SAME\"";
    }
    String pads = bare + " of " + library + " pads the same amounts at every input size: ";
    if (kernel.filter(size -> size > 0).isEmpty() || rate.isEmpty() || stride.isEmpty()) {
      return pads + "rate * (kernel_size - 1) in all, unlike padding=\"SAME\"";
    }
    long total = rate.get() * (kernel.get() - 1);
    long before = total / 2;
    long after = total - before;
    String amounts = pads + before + " before and " + after + " after";
    return before == after
        ? amounts
            + "; translate conv2d --kernel-size "
            + kernel.get()
            + " --stride "
            + stride.get()
            + " --padding "
            + before
            + (rate.get() > 1 ? " --dilation " + rate.get() : "")
        : amounts + ", then runs with padding=\"VALID\"";
  }

  private static Optional<Long> number(Call call, int position, String keyword) {
    Optional<Value> positional =
        call.positional().size() > position
            ? Optional.of(call.positional().get(position).value())
            : Optional.empty();
    return call.keyword(keyword)
        .map(argument -> argument.value())
        .or(() -> positional)
        .filter(Value.Literal.class::isInstance)
        .map(value -> ((Value.Literal) value).value())
        .filter(value -> value instanceof JsonNumber number && number.value() instanceof Long)
        .map(value -> (Long) ((JsonNumber) value).value());
  }
}
