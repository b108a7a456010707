package io.github.padbridge.repair;

import io.github.padbridge.chain.Style;
import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.JaxLayouts;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.repair.RepairStep.Windows;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Writes {@code jnp.pad} and {@code lax} statements.
 *
 * @param style of the side that is rewritten
 * @param first the first layer of that side
 */
record LaxStatements(Style style, JaxSpec first) implements Dialect {
  private String input() {
    return style.input();
  }

  @Override
  public Optional<List<String>> padding(RepairStep.Padding step) {
    return Dialect.lines(Dialect.plain(step), this::line);
  }

  private Optional<String> line(RepairStep.Padding step) {
    boolean crops = Dialect.areAll(step.amounts(), a -> a.before() <= 0 && a.after() <= 0);
    if (crops) {
      return Optional.of(input() + " = " + input() + "[" + slices(step.amounts()) + "]");
    }
    return mode(step.fill())
        .map(
            mode ->
                input()
                    + " = jnp.pad("
                    + input()
                    + ", "
                    + JaxDialect.pairs(all(step.amounts(), PadAmount.NONE))
                    + mode
                    + ")");
  }

  private String slices(List<PadAmount> amounts) {
    List<String> ranges =
        amounts.stream()
            .map(
                a ->
                    (a.before() == 0 ? "" : String.valueOf(-a.before()))
                        + ":"
                        + (a.after() == 0 ? "" : String.valueOf(a.after())))
            .toList();
    return String.join(", ", all(ranges, ":"));
  }

  private static Optional<String> mode(Fill fill) {
    if (fill instanceof Fill.Copies copies) {
      return Optional.of(
          switch (copies.mode()) {
            case REFLECT -> ", mode=\"reflect\"";
            case SYMMETRIC -> ", mode=\"symmetric\"";
            case REPLICATE -> ", mode=\"edge\"";
            case CIRCULAR -> ", mode=\"wrap\"";
          });
    }
    double value = ((Fill.Constant) fill).value();
    if (value == 0) {
      return Optional.of("");
    }
    return Optional.of(
        ", constant_values="
            + (value == Double.NEGATIVE_INFINITY ? "-jnp.inf" : String.valueOf(value)));
  }

  @Override
  public Optional<String> function(RepairStep.Function step) {
    return Optional.empty();
  }

  /** The values of the spatial axes, with another one for the batch and the channels. */
  private <T> List<T> all(List<T> spatial, T other) {
    Layout layout = first.layout();
    List<T> all = new ArrayList<>(Collections.nCopies(layout.axes().length(), other));
    for (int axis = 0; axis < spatial.size(); axis++) {
      all.set(layout.indexOf(Layout.spatialAxes(spatial.size()).charAt(axis)), spatial.get(axis));
    }
    return all;
  }

  @Override
  public List<List<String>> windows(Windows step) {
    List<List<String>> ways = new ArrayList<>();
    if (!(step.first() instanceof AxisOp.Sum sum && sum.border() != Border.ZEROS)) {
      for (String padding : JaxDialect.paddings(step)) {
        ways.add(op(step, padding));
      }
      return ways;
    }
    Dialect.amounts(step)
        .flatMap(amounts -> padding(new RepairStep.Padding(amounts, step.first().beyond())))
        .ifPresent(lines -> ways.add(Dialect.joined(lines, op(step, "\"VALID\""))));
    return ways;
  }

  private List<String> op(Windows step, String padding) {
    return LayerComputation.of(step.layer()) instanceof Convolution convolution
        ? convolution(step, convolution, padding)
        : List.of(pooling(step, padding));
  }

  private List<String> convolution(Windows step, Convolution convolution, String padding) {
    JaxLayouts layouts =
        first.op().isPooling() ? JaxLayouts.channelsLast(first.spatialRank()) : first.layouts();
    String data = layouts.dataLetters();
    boolean open = !convolution.channels().groups().isKnown();
    String groups =
        open || convolution.channels().isOneGroup()
            ? ""
            : ", feature_group_count=" + convolution.channels().groups().value();
    String line =
        input()
            + " = lax.conv_general_dilated("
            + input()
            + ", "
            + weight(step, layouts)
            + ", "
            + JaxDialect.numbers(step, Window::stride)
            + ", "
            + padding
            + argument(step, "lhs_dilation", true)
            + argument(step, "rhs_dilation", false)
            + ", dimension_numbers=(\""
            + String.join("\", \"", data, layouts.weightLetters(), data)
            + "\")"
            + groups
            + ")";
    return step.bias()
        ? List.of(line, input() + " = " + input() + " + " + style.bias(step.index()))
        : List.of(line);
  }

  private static String argument(Windows step, String name, boolean base) {
    ToIntFunction<Window> number = base ? Window::baseDilation : Window::dilation;
    return JaxDialect.areAll(step, 1, number)
        ? ""
        : ", " + name + "=" + JaxDialect.numbers(step, number);
  }

  /** The weight, its axes put in order and its kernel flipped where it is read in reverse. */
  private String weight(Windows step, JaxLayouts layouts) {
    String name = style.weight(step.index());
    String ordered =
        Dialect.isInOrder(step.weightOrder())
            ? name
            : "jnp.transpose("
                + name
                + ", "
                + JaxDialect.tuple(step.weightOrder(), axis -> axis)
                + ")";
    if (!JaxDialect.isReversed(step)) {
      return ordered;
    }
    String letters = layouts.weightLetters();
    List<Integer> kernel =
        IntStream.range(0, letters.length())
            .filter(axis -> "IO".indexOf(letters.charAt(axis)) < 0)
            .boxed()
            .toList();
    return "jnp.flip(" + ordered + ", " + JaxDialect.tuple(kernel, axis -> axis) + ")";
  }

  private String pooling(Windows step, String padding) {
    boolean max = step.first() instanceof AxisOp.Max;
    boolean dilated = !JaxDialect.areAll(step, 1, Window::dilation);
    boolean counts =
        step.first() instanceof AxisOp.Average average
            && !(average.divisor() instanceof Divisor.Elements);
    // The poolings of Flax take channels last.
    if (first.layouts().isChannelsFirst() || (max && dilated)) {
      return input() + " = " + (max ? maximum(step, padding) : average(step, padding, counts));
    }
    return input()
        + " = flax.linen."
        + (max ? "max_pool(" : "avg_pool(")
        + input()
        + ", "
        + JaxDialect.numbers(step, Window::size)
        + ", strides="
        + JaxDialect.numbers(step, Window::stride)
        + ", padding="
        + padding
        + (max || counts ? ")" : ", count_include_pad=False)");
  }

  private String maximum(Windows step, String padding) {
    return reduction(step, input() + ", -jnp.inf, lax.max", padding)
        + ", window_dilation="
        + overAll(step, Window::dilation)
        + ")";
  }

  /** The sum over the size of the window, or over the elements in it. */
  private String average(Windows step, String padding, boolean counts) {
    String divisor =
        counts
            ? String.valueOf(
                step.windows().stream()
                    .mapToInt(window -> window.window().size())
                    .reduce(1, Math::multiplyExact))
            : reduction(step, "jnp.ones_like(" + input() + "), 0.0, lax.add", padding) + ")";
    return reduction(step, input() + ", 0.0, lax.add", padding) + ") / " + divisor;
  }

  /** A call without its end. */
  private String reduction(Windows step, String operand, String padding) {
    String pairs =
        padding.startsWith("\"")
            ? padding
            : JaxDialect.pairs(all(JaxDialect.pairs(step).orElse(List.of()), PadAmount.NONE));
    return "lax.reduce_window("
        + operand
        + ", "
        + overAll(step, Window::size)
        + ", "
        + overAll(step, Window::stride)
        + ", "
        + pairs;
  }

  private String overAll(Windows step, ToIntFunction<Window> number) {
    List<Integer> spatial =
        step.windows().stream().map(w -> number.applyAsInt(w.window())).toList();
    return JaxDialect.tuple(all(spatial, 1), n -> n);
  }

  @Override
  public String transpose(List<Integer> permutation) {
    return input()
        + " = jnp.transpose("
        + input()
        + ", "
        + JaxDialect.tuple(permutation, axis -> axis)
        + ")";
  }
}
