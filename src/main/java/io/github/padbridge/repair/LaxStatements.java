package io.github.padbridge.repair;

import io.github.padbridge.chain.Style;
import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.JaxLayouts;
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
 * @param style of the code
 * @param layouts of the data, and of the weights; these are null where the code had none
 * @param flax whether poolings may be calls of Flax
 */
record LaxStatements(Style style, JaxLayouts layouts, boolean flax) implements Dialect {
  /** The name of the elements in each window. */
  private static final String COUNT = "count";

  private String input() {
    return style.input();
  }

  @Override
  public Optional<List<String>> padding(RepairStep.Padding step) {
    return Dialect.lines(Dialect.split(step), this::line);
  }

  @Override
  public boolean reachesBeyond() {
    return true;
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
    return FunctionCode.jaxCall(step, input(), layouts.data().indexOf('C'))
        .map(call -> input() + " = " + call);
  }

  /** The values of the spatial axes, with another one for the batch and the channels. */
  private <T> List<T> all(List<T> spatial, T other) {
    Layout layout = layouts.data();
    List<T> all = new ArrayList<>(Collections.nCopies(layout.axes().length(), other));
    for (int axis = 0; axis < spatial.size(); axis++) {
      all.set(layout.indexOf(Layout.spatialAxes(spatial.size()).charAt(axis)), spatial.get(axis));
    }
    return all;
  }

  @Override
  public Optional<List<String>> adaptive(RepairStep.Adaptive step) {
    if (!step.op().pooling().isGlobal()) {
      return Optional.empty();
    }
    int first = layouts.data().indexOf('C') == 1 ? 2 : 1;
    List<Integer> axes = IntStream.range(0, step.rank()).mapToObj(axis -> axis + first).toList();
    String keeps = step.op().dropsAxes() ? "" : ", keepdims=True";
    String call = "jnp." + (step.max() ? "max(" : "mean(") + input() + ", axis=";
    return Optional.of(
        List.of(input() + " = " + call + JaxDialect.tuple(axes, axis -> axis) + keeps + ")"));
  }

  @Override
  public List<List<String>> windows(Windows step) {
    List<List<String>> ways = new ArrayList<>();
    if (!(step.first() instanceof AxisOp.Sum sum && sum.border() != Border.ZEROS)) {
      for (String padding : JaxDialect.paddings(step)) {
        ways.add(op(step, padding));
      }
      PaddedAverage.of(step)
          .flatMap(
              average ->
                  padding(average.padding())
                      .map(
                          lines ->
                              Dialect.joined(
                                  lines,
                                  op(
                                      average.windows(),
                                      JaxDialect.pairs(
                                          JaxDialect.pairs(average.windows()).orElseThrow())))))
          .ifPresent(ways::add);
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
        : pooling(step, padding);
  }

  private List<String> convolution(Windows step, Convolution convolution, String padding) {
    JaxLayouts dimensions =
        layouts.weight() == null ? JaxLayouts.channelsLast(step.windows().size()) : layouts;
    String data = dimensions.dataLetters();
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
            + weight(step, dimensions)
            + ", "
            + JaxDialect.numbers(step, Window::stride)
            + ", "
            + padding
            + argument(step, "lhs_dilation", true)
            + argument(step, "rhs_dilation", false)
            + ", dimension_numbers=(\""
            + String.join("\", \"", data, dimensions.weightLetters(), data)
            + "\")"
            + groups
            + ")";
    String every =
        dimensions.isChannelsFirst() ? "[:" + ", None".repeat(step.windows().size()) + "]" : "";
    return step.bias()
        ? List.of(line, input() + " = " + input() + " + " + style.bias(step.index()) + every)
        : List.of(line);
  }

  private static String argument(Windows step, String name, boolean base) {
    ToIntFunction<Window> number = base ? Window::baseDilation : Window::dilation;
    return JaxDialect.areAll(step, 1, number)
        ? ""
        : ", " + name + "=" + JaxDialect.numbers(step, number);
  }

  /** The weight, its axes put in order and its kernel flipped where it is read in reverse. */
  private String weight(Windows step, JaxLayouts dimensions) {
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
    String letters = dimensions.weightLetters();
    List<Integer> kernel =
        IntStream.range(0, letters.length())
            .filter(axis -> "IO".indexOf(letters.charAt(axis)) < 0)
            .boxed()
            .toList();
    return "jnp.flip(" + ordered + ", " + JaxDialect.tuple(kernel, axis -> axis) + ")";
  }

  private List<String> pooling(Windows step, String padding) {
    boolean max = step.first() instanceof AxisOp.Max;
    boolean dilated = !JaxDialect.areAll(step, 1, Window::dilation);
    boolean counts =
        step.first() instanceof AxisOp.Average average
            && !(average.divisor() instanceof Divisor.Elements);
    // The poolings of Flax take channels last.
    if (!flax || layouts.isChannelsFirst() || (max && dilated)) {
      return max ? maximum(step, padding, dilated) : average(step, padding, counts);
    }
    return List.of(
        input()
            + " = flax.linen."
            + (max ? "max_pool(" : "avg_pool(")
            + input()
            + ", "
            + JaxDialect.numbers(step, Window::size)
            + ", strides="
            + JaxDialect.numbers(step, Window::stride)
            + ", padding="
            + padding
            + (max || counts ? ")" : ", count_include_pad=False)"));
  }

  private List<String> maximum(Windows step, String padding, boolean dilated) {
    String dilation = dilated ? ", window_dilation=" + overAll(step, Window::dilation) : "";
    return List.of(reduction(step, input(), "-jnp.inf, lax.max", padding) + dilation + ")");
  }

  /** The sum over the size of the window, or over the elements in it. */
  private List<String> average(Windows step, String padding, boolean counts) {
    String sum = reduction(step, input(), "0.0, lax.add", padding) + ")";
    String over = input() + " = " + input() + " / ";
    if (counts) {
      int size =
          step.windows().stream()
              .mapToInt(window -> window.window().size())
              .reduce(1, Math::multiplyExact);
      return List.of(sum, over + size);
    }
    return List.of(
        COUNT + " = jnp.ones_like(" + input() + ")",
        reduction(step, COUNT, "0.0, lax.add", padding) + ")",
        sum,
        over + COUNT);
  }

  /** A call without its end. */
  private String reduction(Windows step, String data, String reducer, String padding) {
    String pairs =
        padding.startsWith("\"")
            ? padding
            : JaxDialect.pairs(all(JaxDialect.pairs(step).orElse(List.of()), PadAmount.NONE));
    return data
        + " = lax.reduce_window("
        + data
        + ", "
        + reducer
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
