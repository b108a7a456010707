package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Signature.Binding;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.shape.Framework;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads calls that return the windows of a tensor. */
final class PatchCalls {
  private static final Pattern MODULE = Pattern.compile("(?:torch\\.)?nn\\.Unfold|Unfold");

  private static final Pattern FUNCTION =
      Pattern.compile("(?:F|(?:torch\\.)?nn\\.functional)\\.unfold");

  private static final Pattern TENSORFLOW =
      Pattern.compile(
          "(?:tf|tensorflow)\\.(?:compat\\.v1\\.)?(?:image\\.extract_patches"
              + "|(?:image\\.)?extract_image_patches)");

  private static final Signature OF_MODULE = Signature.of("kernel_size, dilation, padding, stride");
  private static final Signature OF_FUNCTION =
      Signature.of("input, kernel_size, dilation, padding, stride");
  private static final Signature OF_TENSORFLOW =
      Signature.of("images, sizes, strides, rates, padding, name");
  private static final Signature OF_TENSORFLOW_1 =
      Signature.of("images, ksizes, strides, rates, padding, name, sizes");

  /** The functions of emitted code that restore the order of the other framework. */
  private static final Signature TORCH_PATCHES = Signature.of("x, kernel_size, stride, dilation");

  private static final Signature TENSORFLOW_COLUMNS =
      Signature.of("x, sizes, strides, rates, padding");

  private PatchCalls() {}

  /** Whether it is the name of a class or function that returns windows. */
  static boolean is(String name) {
    return isModule(name) || FUNCTION.matcher(name).matches() || TENSORFLOW.matcher(name).matches();
  }

  static boolean isModule(String name) {
    return MODULE.matcher(name).matches();
  }

  private static Optional<Signature> own(String name) {
    return switch (name) {
      case "extract_patches" -> Optional.of(TORCH_PATCHES);
      case "unfold" -> Optional.of(TENSORFLOW_COLUMNS);
      default -> Optional.empty();
    };
  }

  /**
   * The windows of a call of a function of emitted code.
   *
   * @throws Refusal if its arguments are not literals
   */
  static Patches own(SourceText text, Call call) {
    Binding given = own(call.name()).orElseThrow().bind(text, call);
    return call.name().equals("unfold")
        ? tensorFlow(text, call, given, "sizes", PatchOrder.CHANNELS_FIRST)
        : torch(text, call, given, true, PatchOrder.TAPS_FIRST);
  }

  /**
   * The windows of a call.
   *
   * @throws Refusal if its arguments are invalid, or not literals
   */
  static Patches of(SourceText text, Call call) {
    String name = call.name();
    if (TENSORFLOW.matcher(name).matches()) {
      boolean isOld = name.endsWith("extract_image_patches");
      Binding given = (isOld ? OF_TENSORFLOW_1 : OF_TENSORFLOW).bind(text, call);
      String sizes = isOld && given.get("sizes") == null ? "ksizes" : "sizes";
      return tensorFlow(text, call, given, sizes, PatchOrder.TAPS_FIRST);
    }
    boolean isModule = isModule(name);
    Binding given = (isModule ? OF_MODULE : OF_FUNCTION).bind(text, call);
    return torch(text, call, given, !isModule, PatchOrder.CHANNELS_FIRST);
  }

  private static Patches torch(
      SourceText text, Call call, Binding given, boolean isFunction, PatchOrder order) {
    return new Patches(
        call,
        isFunction,
        Framework.PYTORCH,
        order,
        pair(text, "kernel_size", given.required("kernel_size", null), 1),
        pair(text, "stride", given.get("stride"), 1),
        pair(text, "dilation", given.get("dilation"), 1),
        given.get("padding") == null
            ? List.of(0, 0)
            : pair(text, "padding", given.get("padding"), 0),
        false);
  }

  private static Patches tensorFlow(
      SourceText text, Call call, Binding given, String sizes, PatchOrder order) {
    Value padding = given.required("padding", null);
    String rule =
        padding instanceof Value.Literal literal && literal.value() instanceof JsonString word
            ? word.value()
            : "";
    if (!rule.equals("SAME") && !rule.equals("VALID")) {
      throw text.refusal(
          padding.line(),
          padding.column(),
          "padding must be \"SAME\" or \"VALID\" (got " + padding.quoted() + ")",
          null);
    }
    return new Patches(
        call,
        true,
        Framework.TENSORFLOW,
        order,
        inner(text, sizes, given.required(sizes, null)),
        inner(text, "strides", given.required("strides", null)),
        inner(text, "rates", given.required("rates", null)),
        List.of(),
        rule.equals("SAME"));
  }

  /** One number for both axes, or one for each; 1 where it is not given. */
  private static List<Integer> pair(
      SourceText text, String name, @Nullable Value value, int least) {
    if (value == null) {
      return List.of(1, 1);
    }
    List<Integer> numbers = numbers(value);
    boolean isOne = numbers.size() == 1 && Literals.integer(value).isPresent();
    if ((!isOne && numbers.size() != 2) || numbers.stream().anyMatch(n -> n < least)) {
      throw text.refusal(
          value.line(),
          value.column(),
          name
              + " must be one number of at least "
              + least
              + ", or two (got "
              + value.quoted()
              + ")",
          null);
    }
    return isOne ? List.of(numbers.get(0), numbers.get(0)) : numbers;
  }

  /** The two numbers of H and W among those of N, H, W and C. */
  private static List<Integer> inner(SourceText text, String name, Value value) {
    List<Integer> numbers = numbers(value);
    boolean isOfWindows =
        numbers.size() == 4
            && numbers.get(0) == 1
            && numbers.get(3) == 1
            && numbers.stream().allMatch(n -> n >= 1);
    if (!isOfWindows) {
      throw text.refusal(
          value.line(),
          value.column(),
          name + " must be [1, a, b, 1] with numbers of at least 1 (got " + value.quoted() + ")",
          null);
    }
    return numbers.subList(1, 3);
  }

  private static List<Integer> numbers(Value value) {
    return Literals.integers(Literals.spread(List.of(value))).orElse(List.of());
  }
}
