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
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes {@code keras.layers} calls, one per line.
 *
 * @param style of the side that is rewritten
 * @param depthwise whether convolutions of one input channel a group are DepthwiseConv
 * @param channelsFirst whether the data is channels first
 */
record KerasLayers(Style style, boolean depthwise, boolean channelsFirst) implements Dialect {
  @Override
  public Optional<List<String>> padding(RepairStep.Padding step) {
    return Dialect.lines(Dialect.plain(step), this::line);
  }

  /** The layer that pads or crops. */
  private Optional<String> line(RepairStep.Padding step) {
    boolean grows = Dialect.areAll(step.amounts(), a -> a.before() >= 0 && a.after() >= 0);
    if (grows && !step.fill().equals(Fill.ZERO)) {
      return TensorFlowStatements.mode(step.fill()).map(mode -> lambda(step.amounts(), mode));
    }
    List<PadAmount> amounts =
        grows
            ? step.amounts()
            : step.amounts().stream().map(a -> new PadAmount(-a.before(), -a.after())).toList();
    String name = grows ? "ZeroPadding" : "Cropping";
    return Optional.of(
        "keras.layers." + name + amounts.size() + "D(" + pairs(amounts) + format() + ")");
  }

  /** Keras has no layer for padding other than zeros. */
  private String lambda(List<PadAmount> amounts, String mode) {
    List<String> pairs = new ArrayList<>(amounts.stream().map(KerasLayers::pair).toList());
    pairs.add(0, "(0, 0)");
    pairs.add(channelsFirst ? 1 : pairs.size(), "(0, 0)");
    return "keras.layers.Lambda(lambda x: keras.ops.pad(x, ("
        + String.join(", ", pairs)
        + ")"
        + mode.replace("REFLECT", "reflect").replace("SYMMETRIC", "symmetric")
        + "))";
  }

  private String format() {
    return channelsFirst ? ", data_format=\"channels_first\"" : "";
  }

  private static String pairs(List<PadAmount> amounts) {
    PadAmount first = amounts.get(0);
    if (first.before() == first.after() && amounts.stream().allMatch(first::equals)) {
      return String.valueOf(first.before());
    }
    return amounts.size() == 1
        ? pair(first)
        : amounts.stream().map(KerasLayers::pair).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String pair(PadAmount amount) {
    return "(" + amount.before() + ", " + amount.after() + ")";
  }

  @Override
  public Optional<String> function(RepairStep.Function step) {
    return FunctionCode.kerasLayer(step, channelsFirst);
  }

  @Override
  public Optional<List<String>> adaptive(RepairStep.Adaptive step) {
    return step.op()
        .pooling()
        .kerasCall()
        .map(call -> step.op().dropsAxes() ? call.replace("keepdims=True", "") : call)
        .map(call -> call.substring(0, call.length() - 1))
        .map(call -> (call + format() + ")").replace("(, ", "("))
        .map(List::of);
  }

  @Override
  public List<List<String>> windows(Windows step) {
    List<List<String>> ways = new ArrayList<>();
    if (Dialect.isTransposed(step)) {
      transposed(step, ways);
      return ways;
    }
    boolean counted =
        step.first() instanceof AxisOp.Average average
            && average.divisor() instanceof Divisor.Elements;
    if (step.first().beyond().equals(Fill.ZERO) || step.first() instanceof AxisOp.Max) {
      ways.add(List.of(layer(step, "valid", "")));
      ways.add(List.of(layer(step, "same", "")));
    }
    if (step.windows().size() == 1
        && step.first() instanceof AxisOp.Sum sum
        && sum.border() == Border.ZEROS) {
      ways.add(List.of(layer(step, "causal", "")));
    }
    Dialect.amounts(step)
        .filter(amounts -> !counted)
        .flatMap(amounts -> padding(new RepairStep.Padding(amounts, step.first().beyond())))
        .ifPresent(lines -> ways.add(Dialect.joined(lines, List.of(layer(step, "valid", "")))));
    return ways;
  }

  private void transposed(Windows step, List<List<String>> ways) {
    ways.add(List.of(layer(step, "valid", "")));
    ways.add(List.of(layer(step, "same", "")));
    List<PadAmount> crops = new ArrayList<>();
    List<PadAmount> starts = new ArrayList<>();
    List<Integer> more = new ArrayList<>();
    List<PadAmount> natural = Dialect.crops(step);
    for (int axis = 0; axis < natural.size(); axis++) {
      Window window = step.windows().get(axis).window();
      PadAmount crop = natural.get(axis);
      // A Keras result is extended to the stride where the kernel is shorter.
      int longer = Math.toIntExact(Math.max(window.baseDilation() - window.reach(), 0));
      crops.add(new PadAmount(-crop.before(), -crop.after() - longer));
      starts.add(new PadAmount(-crop.before(), Math.min(-crop.after(), 0)));
      more.add(Math.max(-crop.after(), 0));
    }
    padding(new RepairStep.Padding(crops, Fill.ZERO))
        .ifPresent(lines -> ways.add(Dialect.joined(List.of(layer(step, "valid", "")), lines)));
    String outputPadding = ", output_padding=" + Dialect.tuple(more);
    ways.add(List.of(layer(step, "valid", outputPadding)));
    padding(new RepairStep.Padding(starts, Fill.ZERO))
        .ifPresent(
            lines -> ways.add(Dialect.joined(List.of(layer(step, "valid", outputPadding)), lines)));
  }

  private String layer(Windows step, String padding, String more) {
    int rank = step.windows().size();
    String kernel = Dialect.perAxis(step, Window::size);
    boolean transposed = Dialect.isTransposed(step);
    StringBuilder line = new StringBuilder("keras.layers.");
    if (LayerComputation.of(step.layer()) instanceof Convolution convolution) {
      Size out = convolution.channels().out();
      Size groups = convolution.channels().groups();
      if (depthwise) {
        line.append("DepthwiseConv").append(rank).append("D(").append(kernel);
        convolution
            .channels()
            .outPerGroup()
            .ifPresent(
                multiplier ->
                    line.append(multiplier == 1 ? "" : ", depth_multiplier=" + multiplier));
      } else {
        line.append("Conv").append(rank).append(transposed ? "DTranspose(" : "D(");
        line.append(out).append(", ").append(kernel);
        line.append(groups.equals(Size.of(1)) ? "" : ", groups=" + groups);
      }
    } else {
      line.append(step.first() instanceof AxisOp.Max ? "MaxPooling" : "AveragePooling");
      line.append(rank).append("D(").append(kernel);
    }
    String strides = Dialect.perAxis(step, w -> transposed ? w.baseDilation() : w.stride());
    line.append(
        strides.equals("1") && step.first() instanceof AxisOp.Sum ? "" : ", strides=" + strides);
    line.append(padding.equals("valid") ? "" : ", padding=\"" + padding + "\"").append(more);
    if (step.first() instanceof AxisOp.Sum) {
      String dilation = Dialect.perAxis(step, Window::dilation);
      line.append(dilation.equals("1") ? "" : ", dilation_rate=" + dilation);
      line.append(step.bias() ? "" : ", use_bias=False");
    }
    return line.append(format()).append(Dialect.kept(style, step)).append(")").toString();
  }

  @Override
  public String transpose(List<Integer> permutation) {
    return "keras.layers.Permute("
        + permutation.stream()
            .skip(1)
            .map(String::valueOf)
            .collect(Collectors.joining(", ", "(", ")"))
        + ")";
  }
}
