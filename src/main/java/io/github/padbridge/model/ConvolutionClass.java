package io.github.padbridge.model;

import io.github.padbridge.spec.ConvOp;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a class that prints the arguments of a convolution is, as far as its name and what it prints
 * can tell.
 *
 * @param name without its module and without {@code Parametrized}
 * @param op the op it is built on
 * @param padsSame whether it pads what TensorFlow's SAME does when it runs
 * @param doubt why the printed arguments are not all that it does, without a full stop; null where
 *     nothing says so
 */
record ConvolutionClass(String name, ConvOp op, boolean padsSame, @Nullable String doubt) {
  /** What PyTorch calls a class whose weight is computed by {@code torch.nn.utils.parametrize}. */
  static final String PARAMETRIZED = "Parametrized";

  static final String LAZY = "Lazy";

  /** What timm, efficientnet_pytorch and mmcv call the ones that pad as SAME when they run. */
  private static final Set<String> SAME =
      Set.of(
          "Conv2dSame",
          "StdConv2dSame",
          "ScaledStdConv2dSame",
          "Conv2dDynamicSamePadding",
          "Conv2dAdaptivePadding");

  /** Layers that print like convolutions and compute something else. */
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i)deform|condconv|involution|sparse|submconv|quantized(?!.*\\(reference\\)$)");

  private static final Pattern TRANSPOSED = Pattern.compile("(?i)transpos|deconv");

  /** {@code UpConv2d}, {@code ConvUp}, {@code ConvT2d}, {@code ConvTr1d}. */
  private static final Pattern PERHAPS_TRANSPOSED =
      Pattern.compile("Up(?![a-z])|Upsampl|(?i:convtr?)(?![A-Za-z])");

  /** The convolution that a module is; empty where it is none. */
  static Optional<ConvolutionClass> of(PrintedModule module) {
    Optional<PrintedArguments> arguments = PrintedArguments.of(module.arguments());
    String own = module.className().substring(module.className().lastIndexOf('.') + 1);
    if (arguments.isEmpty() || OTHER.matcher(own).find()) {
      return Optional.empty();
    }
    String name = own.startsWith(PARAMETRIZED) ? own.substring(PARAMETRIZED.length()) : own;
    boolean transposed = TRANSPOSED.matcher(name).find() || arguments.get().has("output_padding");
    ConvOp op =
        Arrays.stream(ConvOp.values())
            .filter(o -> o.spatialRank() == arguments.get().spatialRank())
            .filter(o -> o.isTransposed() == transposed)
            .findFirst()
            .orElseThrow();
    boolean padsSame = SAME.contains(name) && !arguments.get().has("padding");
    String doubt = padsSame ? null : doubt(name, op, module, arguments.get());
    return Optional.of(new ConvolutionClass(name, op, padsSame, doubt));
  }

  /** True for a module that looks like a convolution and is left out. */
  static boolean isOther(PrintedModule module) {
    return PrintedArguments.of(module.arguments()).isPresent() && of(module).isEmpty();
  }

  /** True for the classes of PyTorch's own. */
  boolean isTorch() {
    return name.equals(op.className()) || name.equals(LAZY + op.className());
  }

  /** The class of {@code torch.nn} whose arguments it takes. */
  String function() {
    return isLazy() ? name : op.className();
  }

  boolean isLazy() {
    return name.equals(LAZY + op.className());
  }

  private static @Nullable String doubt(
      String name, ConvOp op, PrintedModule module, PrintedArguments arguments) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("causal")) {
      return "by its name it is causal: it pads or crops in its own forward, which is not in the text";
    }
    if (lower.contains("same") && !arguments.has("padding") && !padsByIdentity(module)) {
      return "by its name it pads as SAME, in its own way, which is not in the text";
    }
    boolean openDirection = !lower.contains("conv") || PERHAPS_TRANSPOSED.matcher(name).find();
    if (openDirection && !TRANSPOSED.matcher(name).find() && !arguments.has("output_padding")) {
      return "whether it is built on "
          + op.className()
          + " or on ConvTranspose"
          + op.spatialRank()
          + "d is not in the text";
    }
    return null;
  }

  /** efficientnet_pytorch's static padding where it has found nothing to pad. */
  private static boolean padsByIdentity(PrintedModule module) {
    return module.children().stream()
        .anyMatch(
            child -> child.name().equals("static_padding") && child.className().equals("Identity"));
  }
}
