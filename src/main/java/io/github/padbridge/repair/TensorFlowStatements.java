package io.github.padbridge.repair;

import org.jspecify.annotations.Nullable;
import java.util.function.ToIntFunction;
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
import java.util.stream.Collectors;

/**
 * Statements with {@code tf.pad} and {@code tf.nn}.
 *
 * @param input the name of the data
 * @param weight the name of the weight
 * @param layout of the data
 * @param depthwise whether convolutions of one input channel a group are depthwise_conv2d
 */
record TensorFlowStatements(String input, String weight, Layout layout, boolean depthwise)
    implements Dialect {
  @Override
  public Optional<String> padding(RepairStep.Padding step) {
    boolean grows = Dialect.areAll(step.amounts(), a -> a.before() >= 0 && a.after() >= 0);
    boolean crops = Dialect.areAll(step.amounts(), a -> a.before() <= 0 && a.after() <= 0);
    if (crops) {
      return Optional.of(input + " = " + input + "[" + slices(step.amounts()) + "]");
    }
    String mode = mode(step.fill());
    if (!grows || mode == null) {
      return Optional.empty();
    }
    List<String> pairs = new ArrayList<>(Collections.nCopies(layout.axes().length(), "[0, 0]"));
    for (int axis = 0; axis < step.amounts().size(); axis++) {
      PadAmount amount = step.amounts().get(axis);
      pairs.set(position(axis), "[" + amount.before() + ", " + amount.after() + "]");
    }
    return Optional.of(
        input + " = tf.pad(" + input + ", [" + String.join(", ", pairs) + "]" + mode + ")");
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

  /** What follows the amounts; null where TensorFlow has no such mode. */
  private static @Nullable String mode(Fill fill) {
    if (fill instanceof Fill.Copies copies) {
      return switch (copies.mode()) {
        case REFLECT, SYMMETRIC -> ", mode=\"" + copies.mode().name() + "\"";
        case REPLICATE, CIRCULAR -> null;
      };
    }
    double value = ((Fill.Constant) fill).value();
    if (value == 0) {
      return "";
    }
    return ", constant_values="
        + (value == Double.NEGATIVE_INFINITY ? "float(\"-inf\")" : String.valueOf(value));
  }

  @Override
  public List<List<String>> windows(Windows step) {
    List<List<String>> ways = new ArrayList<>();
    if (Dialect.isTransposed(step)) {
      // It wants the output's whole shape, which is open here.
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
        .ifPresent(
            line -> {
              List<String> way = new ArrayList<>(List.of(line));
              way.addAll(op(step, "VALID"));
              ways.add(way);
            });
    return ways;
  }

  private List<String> op(Windows step, String padding) {
    int rank = step.windows().size();
    StringBuilder line = new StringBuilder(input + " = tf.nn.");
    String stride = Dialect.perAxis(step, Window::stride);
    String dilation = Dialect.perAxis(step, Window::dilation);
    if (LayerComputation.of(step.layer()) instanceof Convolution) {
      line.append(depthwise ? "depthwise_conv" : "conv").append(rank).append("d(");
      line.append(input).append(", ").append(weight);
      if (depthwise) {
        line.append(", strides=").append(ofAllAxes(step));
      } else {
        line.append(rank == 1 ? ", stride=" : ", strides=");
        line.append(rank == 3 ? ofAllAxes(step) : list(stride));
      }
    } else {
      line.append(step.first() instanceof AxisOp.Max ? "max_pool" : "avg_pool");
      line.append(rank).append("d(").append(input).append(", ksize=");
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
    if (layout.axes().indexOf('C') < 2) {
      String axes = layout.axes().replace('L', 'W');
      line.append(", data_format=\"").append(axes).append("\"");
    }
    line.append(")");
    return step.bias()
        ? List.of(line.toString(), input + " = tf.nn.bias_add(" + input + ", bias)")
        : List.of(line.toString());
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
    return input + " = tf.transpose(" + input + ", " + permutation + ")";
  }
}
