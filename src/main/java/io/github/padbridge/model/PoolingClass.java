package io.github.padbridge.model;

import io.github.padbridge.layer.PoolOp;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A class that prints the arguments of a max or average pooling.
 *
 * @param name without its package
 */
record PoolingClass(String name, PoolOp op) implements WindowClass {
  /** {@code MaxPool2d}, {@code AvgPool2dSame}; not adaptive poolings. */
  private static final Pattern NAME =
      Pattern.compile("(?:(?!Adaptive|Fractional|Global).)*?(Max|Avg)Pool([123])d.*");

  private static final Pattern KERNEL = Pattern.compile("(?<![A-Za-z_])kernel_size=");

  /** The pooling that a module is; empty if it is not one. */
  static Optional<WindowClass> of(PrintedModule module) {
    Matcher named = NAME.matcher(module.bareClass());
    if (!named.matches() || !KERNEL.matcher(module.arguments()).find()) {
      return Optional.empty();
    }
    String torchName = named.group(1) + "Pool" + named.group(2) + "d";
    PoolOp op =
        Arrays.stream(PoolOp.values())
            .filter(o -> o.className().equals(torchName))
            .findFirst()
            .orElseThrow();
    return Optional.of(new PoolingClass(module.bareClass(), op));
  }

  @Override
  public String torchName() {
    return op.className();
  }

  @Override
  public boolean isTorch() {
    return name.equals(op.className());
  }

  @Override
  public String moreShown() {
    return "";
  }
}
