package io.github.padbridge.model;

import io.github.padbridge.layer.ConvOp;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A class that prints the arguments of a convolution.
 *
 * @param name without its package and without {@code Parametrized}
 * @param op the op by its name and arguments
 * @param arguments the printed arguments
 */
record ConvolutionClass(String name, ConvOp op, PrintedArguments arguments) implements WindowClass {
  static final String LAZY = "Lazy";

  /** Layers that print like convolutions and compute something else. */
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i)deform|condconv|involution|sparse|submconv|quantized(?!.*\\(reference\\)$)");

  private static final Pattern TRANSPOSED = Pattern.compile("(?i)transpos|deconv");

  /** The convolution that a module is; empty if it is not one. */
  static Optional<ConvolutionClass> of(PrintedModule module) {
    Optional<PrintedArguments> arguments = PrintedArguments.of(module.arguments());
    if (arguments.isEmpty() || OTHER.matcher(module.bareClass()).find()) {
      return Optional.empty();
    }
    String name = WindowClass.nameOf(module);
    boolean transposed = TRANSPOSED.matcher(name).find() || arguments.get().has("output_padding");
    ConvOp op =
        Arrays.stream(ConvOp.values())
            .filter(o -> o.spatialRank() == arguments.get().spatialRank())
            .filter(o -> o.isTransposed() == transposed)
            .findFirst()
            .orElseThrow();
    return Optional.of(new ConvolutionClass(name, op, arguments.get()));
  }

  /** True for a module that prints like a convolution but is not one. */
  static boolean isOther(PrintedModule module) {
    return PrintedArguments.of(module.arguments()).isPresent() && of(module).isEmpty();
  }

  @Override
  public String torchName() {
    return isLazy() ? name : op.className();
  }

  @Override
  public boolean isTorch() {
    return name.equals(op.className()) || isLazy();
  }

  boolean isLazy() {
    return name.equals(LAZY + op.className());
  }

  @Override
  public String moreShown() {
    return arguments.moreShown();
  }
}
