package io.github.padbridge.repair;

import io.github.padbridge.chain.Style;
import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.repair.RepairStep.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Writes layers of Flax, or of Equinox where the right side has its layout.
 *
 * @param style of the side that is rewritten
 * @param first the first layer of that side
 */
record JaxLayers(Style style, JaxSpec first) implements Dialect {
  @Override
  public Optional<List<String>> padding(RepairStep.Padding step) {
    return Optional.empty();
  }

  @Override
  public Optional<String> function(RepairStep.Function step) {
    return Optional.empty();
  }

  private boolean isEquinox() {
    return first.layouts().isChannelsFirst();
  }

  @Override
  public Optional<List<String>> adaptive(RepairStep.Adaptive step) {
    return Optional.empty();
  }

  @Override
  public List<List<String>> windows(Windows step) {
    List<List<String>> ways = new ArrayList<>();
    boolean hasMode = step.first() instanceof AxisOp.Sum sum && sum.border() != Border.ZEROS;
    if (!hasMode) {
      for (String padding : JaxDialect.paddings(step)) {
        call(step, padding).ifPresent(line -> ways.add(List.of(line)));
      }
    }
    return ways;
  }

  private Optional<String> call(Windows step, String padding) {
    if (!(LayerComputation.of(step.layer()) instanceof Convolution convolution)) {
      return isEquinox() ? pooling(step, padding) : Optional.empty();
    }
    Channels channels = convolution.channels();
    boolean transposes = !JaxDialect.areAll(step, 1, Window::baseDilation);
    boolean reversed = JaxDialect.isReversed(step);
    boolean open = !channels.groups().isKnown() || !channels.out().isKnown();
    if (open || (reversed && isEquinox())) {
      return Optional.empty();
    }
    boolean strided = !JaxDialect.areAll(step, 1, Window::stride);
    if (isEquinox()) {
      return transposes ? Optional.empty() : equinox(step, channels, padding);
    }
    if (reversed && (strided || !channels.isOneGroup())) {
      return Optional.empty();
    }
    String groups =
        channels.isOneGroup() ? "" : ", feature_group_count=" + channels.groups().value();
    String call = reversed ? "flax.linen.ConvTranspose(" : "flax.linen.Conv(";
    String strides =
        reversed
            ? ", strides=" + JaxDialect.numbers(step, Window::baseDilation)
            : argument(step, "strides", Window::stride);
    return Optional.of(
        call
            + channels.out()
            + ", "
            + JaxDialect.numbers(step, Window::size)
            + strides
            + ", padding="
            + padding
            + (reversed ? "" : argument(step, "input_dilation", Window::baseDilation))
            + argument(step, "kernel_dilation", Window::dilation)
            + groups
            + (step.bias() ? "" : ", use_bias=False")
            + (reversed ? ", transpose_kernel=True" : "")
            + Dialect.kept(style, step)
            + ")");
  }

  private Optional<String> equinox(Windows step, Channels channels, String padding) {
    if (!channels.in().isKnown()) {
      return Optional.empty();
    }
    return Optional.of(
        "eqx.nn.Conv"
            + step.windows().size()
            + "d("
            + channels.in()
            + ", "
            + channels.out()
            + ", "
            + JaxDialect.numbers(step, Window::size)
            + argument(step, "stride", Window::stride)
            + ", padding="
            + padding
            + argument(step, "dilation", Window::dilation)
            + (channels.isOneGroup() ? "" : ", groups=" + channels.groups().value())
            + (step.bias() ? "" : ", use_bias=False")
            + ", key=key)");
  }

  private Optional<String> pooling(Windows step, String padding) {
    if (padding.startsWith("\"S") || !JaxDialect.areAll(step, 1, Window::dilation)) {
      return Optional.empty();
    }
    boolean max = step.first() instanceof AxisOp.Max;
    return Optional.of(
        "eqx.nn."
            + (max ? "MaxPool" : "AvgPool")
            + step.windows().size()
            + "d("
            + JaxDialect.numbers(step, Window::size)
            + ", "
            + JaxDialect.numbers(step, Window::stride)
            + (padding.startsWith("\"") ? "" : ", " + padding)
            + ")");
  }

  private static String argument(Windows step, String name, ToIntFunction<Window> number) {
    return JaxDialect.areAll(step, 1, number)
        ? ""
        : ", " + name + "=" + JaxDialect.numbers(step, number);
  }

  @Override
  public String transpose(List<Integer> permutation) {
    return "x = jnp.transpose(x, " + JaxDialect.tuple(permutation, axis -> axis) + ")";
  }
}
