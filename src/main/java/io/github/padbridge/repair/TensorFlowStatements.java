package io.github.padbridge.repair;

import io.github.padbridge.chain.Style;
import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.repair.RepairStep.Windows;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes {@code tf.pad} and {@code tf.nn} statements.
 *
 * @param style of the side that is rewritten
 * @param layout of the data
 * @param depthwise whether convolutions of one input channel a group are depthwise_conv2d
 */
record TensorFlowStatements(Style style, Layout layout, boolean depthwise) implements Dialect {
  private String input() {
    return style.input();
  }

  @Override
  public Optional<List<String>> padding(RepairStep.Padding step) {
    return Dialect.lines(Dialect.plain(step), this::line);
  }

  /** The statement that pads or crops. */
  private Optional<String> line(RepairStep.Padding step) {
    boolean crops = Dialect.areAll(step.amounts(), a -> a.before() <= 0 && a.after() <= 0);
    return crops
        ? Optional.of(input() + " = " + input() + "[" + slices(step.amounts()) + "]")
        : mode(step.fill()).map(mode -> pad(step.amounts(), mode));
  }

  private String pad(List<PadAmount> amounts, String mode) {
    List<String> pairs = new ArrayList<>(Collections.nCopies(layout.axes().length(), "[0, 0]"));
    for (int axis = 0; axis < amounts.size(); axis++) {
      PadAmount amount = amounts.get(axis);
      pairs.set(position(axis), "[" + amount.before() + ", " + amount.after() + "]");
    }
    return input() + " = tf.pad(" + input() + ", [" + String.join(", ", pairs) + "]" + mode + ")";
  }

  private int position(int axis) {
    int rank = layout.axes().length() - (layout.axes().indexOf('N') < 0 ? 1 : 2);
    return layout.indexOf(Layout.spatialAxes(rank).charAt(axis));
  }

  private String slices(List<PadAmount> amounts) {
    List<String> slices = new ArrayList<>(Collections.nCopies(layout.axes().length(), ":"));
    int last = 0;
    for (int axis = 0; axis < amounts.size(); axis++) {
      PadAmount amount = amounts.get(axis);
      String begin = amount.before() == 0 ? "" : String.valueOf(-amount.before());
      String end = amount.after() == 0 ? "" : String.valueOf(amount.after());
      slices.set(position(axis), begin + ":" + end);
      last = Math.max(last, position(axis));
    }
    return String.join(", ", slices.subList(0, last + 1));
  }

  /** What follows the amounts; empty where TensorFlow has no such mode. */
  static Optional<String> mode(Fill fill) {
    if (fill instanceof Fill.Copies copies) {
      return switch (copies.mode()) {
        case REFLECT, SYMMETRIC -> Optional.of(", mode=\"" + copies.mode().name() + "\"");
        case REPLICATE, CIRCULAR -> Optional.empty();
      };
    }
    double value = ((Fill.Constant) fill).value();
    if (value == 0) {
      return Optional.of("");
    }
    return Optional.of(
        ", constant_values="
            + (value == Double.NEGATIVE_INFINITY ? "float(\"-inf\")" : String.valueOf(value)));
  }

  @Override
  public Optional<String> function(RepairStep.Function step) {
    return FunctionCode.tensorFlowCall(step, input(), layout.indexOf('C'))
        .map(call -> input() + " = " + call);
  }

  @Override
  public Optional<List<String>> adaptive(RepairStep.Adaptive step) {
    if (!step.op().pooling().isGlobal()) {
      KerasLayers keras = new KerasLayers(style, false, layout.indexOf('C') == 1);
      return keras
          .adaptive(step)
          .map(lines -> List.of(input() + " = tf." + lines.get(0) + "(" + input() + ")"));
    }
    List<Integer> axes = IntStream.range(0, step.rank()).mapToObj(this::position).toList();
    String keeps = step.op().dropsAxes() ? "" : ", keepdims=True";
    String call = "tf.reduce_" + (step.max() ? "max(" : "mean(") + input() + ", axis=" + axes;
    return Optional.of(List.of(input() + " = " + call + keeps + ")"));
  }

  @Override
  public List<List<String>> windows(Windows step) {
    List<List<String>> ways = new ArrayList<>();
    if (Dialect.isTransposed(step)) {
      transposed(step, ways);
      return ways;
    }
    if (!(step.first() instanceof AxisOp.Sum sum && sum.border() != Border.ZEROS)) {
      ways.add(op(step, "VALID"));
      ways.add(op(step, "SAME"));
    }
    boolean counted =
        step.first() instanceof AxisOp.Average average
            && average.divisor() instanceof Divisor.Elements;
    Fill fill = step.first().beyond();
    Dialect.amounts(step)
        .filter(amounts -> !counted)
        .flatMap(amounts -> padding(new RepairStep.Padding(amounts, fill)))
        .ifPresent(lines -> ways.add(Dialect.joined(lines, op(step, "VALID"))));
    return ways;
  }

  /** The full result, cropped by a slice or by SAME. */
  private void transposed(Windows step, List<List<String>> ways) {
    List<Integer> whole = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    List<PadAmount> crops = new ArrayList<>();
    List<PadAmount> natural = Dialect.crops(step);
    for (int axis = 0; axis < natural.size(); axis++) {
      Window window = step.windows().get(axis).window();
      PadAmount crop = natural.get(axis);
      int end = Math.toIntExact(window.reach()) - window.baseDilation();
      int longer = Math.max(-crop.after(), 0);
      whole.add(end + longer);
      left.add(end - crop.before() - crop.after());
      crops.add(new PadAmount(-crop.before(), -crop.after() - longer));
    }
    ways.add(transposed(step, "SAME", left));
    ways.add(transposed(step, "VALID", left));
    padding(new RepairStep.Padding(crops, Fill.ZERO))
        .ifPresent(lines -> ways.add(Dialect.joined(transposed(step, "VALID", whole), lines)));
  }

  /**
   * @param more by how much each axis is longer than its stride times the input's
   */
  private List<String> transposed(Windows step, String padding, List<Integer> more) {
    int rank = step.windows().size();
    List<String> sizes = new ArrayList<>(Collections.nCopies(rank + 2, size(0)));
    for (int axis = 0; axis < rank; axis++) {
      int stride = step.windows().get(axis).window().baseDilation();
      int plus = more.get(axis);
      String size = size(position(axis)) + (stride == 1 ? "" : " * " + stride);
      sizes.set(position(axis), size + (plus == 0 ? "" : plus > 0 ? " + " + plus : " - " + -plus));
    }
    Convolution convolution = (Convolution) LayerComputation.of(step.layer());
    sizes.set(layout.indexOf('C'), convolution.channels().out().toString());
    String dilation = Dialect.perAxis(step, Window::dilation);
    String line =
        input()
            + " = tf.nn.conv"
            + rank
            + "d_transpose("
            + input()
            + ", "
            + weight(step)
            + ", output_shape=["
            + String.join(", ", sizes)
            + "], strides="
            + list(Dialect.perAxis(step, Window::baseDilation))
            + ", padding=\""
            + padding
            + "\""
            + (dilation.equals("1") ? "" : ", dilations=" + list(dilation))
            + format()
            + Dialect.kept(style, step)
            + ")";
    return withBias(step, line);
  }

  /** The weight, its axes put in order. */
  private String weight(Windows step) {
    String name = style.weight(step.index());
    return Dialect.isInOrder(step.weightOrder())
        ? name
        : "tf.transpose(" + name + ", " + step.weightOrder() + ")";
  }

  private String size(int position) {
    return "tf.shape(" + input() + ")[" + position + "]";
  }

  private List<String> op(Windows step, String padding) {
    if (step.patches() != null) {
      return List.of(PatchCode.tensorFlow(step, step.patches(), input(), padding));
    }
    int rank = step.windows().size();
    StringBuilder line = new StringBuilder(input() + " = tf.nn.");
    String stride = Dialect.perAxis(step, Window::stride);
    String dilation = Dialect.perAxis(step, Window::dilation);
    if (LayerComputation.of(step.layer()) instanceof Convolution) {
      line.append(depthwise ? "depthwise_conv" : "conv").append(rank).append("d(");
      line.append(input()).append(", ").append(weight(step));
      if (depthwise) {
        line.append(", strides=").append(ofAllAxes(step));
      } else {
        line.append(rank == 1 ? ", stride=" : ", strides=");
        line.append(rank == 3 ? ofAllAxes(step) : list(stride));
      }
    } else {
      line.append(step.first() instanceof AxisOp.Max ? "max_pool" : "avg_pool");
      line.append(rank).append("d(").append(input()).append(", ksize=");
      line.append(list(Dialect.perAxis(step, Window::size)))
          .append(", strides=")
          .append(list(stride));
    }
    line.append(", padding=\"").append(padding).append("\"");
    if (step.first() instanceof AxisOp.Sum && !dilation.equals("1")) {
      boolean all = rank == 3;
      line.append(", dilations=")
          .append(
              all
                  ? "[1, " + each(step, Window::dilation) + ", 1]"
                  : depthwise ? "[" + each(step, Window::dilation) + "]" : list(dilation));
    }
    line.append(format());
    line.append(Dialect.kept(style, step)).append(")");
    return withBias(step, line.toString());
  }

  private String format() {
    String axes = layout.axes().replace('L', 'W');
    return layout.axes().indexOf('C') < 2 ? ", data_format=\"" + axes + "\"" : "";
  }

  private List<String> withBias(Windows step, String line) {
    return step.bias()
        ? List.of(
            line, input() + " = tf.nn.bias_add(" + input() + ", " + style.bias(step.index()) + ")")
        : List.of(line);
  }

  private String ofAllAxes(Windows step) {
    String each = each(step, Window::stride);
    return layout.axes().indexOf('C') < 2 ? "[1, 1, " + each + "]" : "[1, " + each + ", 1]";
  }

  private static String each(Windows step, ToIntFunction<Window> number) {
    return step.windows().stream()
        .map(w -> String.valueOf(number.applyAsInt(w.window())))
        .collect(Collectors.joining(", "));
  }

  private static String list(String tuple) {
    return tuple.replace('(', '[').replace(')', ']');
  }

  @Override
  public String transpose(List<Integer> permutation) {
    return input() + " = tf.transpose(" + input() + ", " + permutation + ")";
  }
}
