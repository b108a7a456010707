package io.github.padbridge.repair;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.geometry.Border;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.repair.RepairStep.Windows;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Writes one ONNX node as a call: {@code onnx.Conv(kernel_shape=[3, 3], pads=[0, 0, 1, 1])}. */
record OnnxNodes() implements Dialect {
  /** Padding by a Pad node is not written: a repair is one node. */
  @Override
  public Optional<List<String>> padding(RepairStep.Padding step) {
    return Optional.empty();
  }

  @Override
  public Optional<String> function(RepairStep.Function step) {
    return Optional.empty();
  }

  @Override
  public String transpose(List<Integer> permutation) {
    return "x = np.transpose(x, " + permutation + ")";
  }

  @Override
  public List<List<String>> windows(Windows step) {
    if (!(LayerComputation.of(step.layer()) instanceof Convolution convolution)) {
      return poolings(step);
    }
    boolean padsOtherwise = step.first() instanceof AxisOp.Sum sum && sum.border() != Border.ZEROS;
    if (padsOtherwise || !convolution.channels().groups().isKnown()) {
      return List.of();
    }
    String group =
        convolution.channels().isOneGroup()
            ? ""
            : ", group=" + convolution.channels().groups().value();
    if (convolution.transposed()) {
      return transposed(step, group).map(List::of).map(List::of).orElse(List.of());
    }
    List<List<String>> ways = new ArrayList<>();
    for (String padding : paddings(step, false)) {
      ways.add(List.of("onnx.Conv(" + shape(step, Window::stride) + padding + group + ")"));
    }
    return ways;
  }

  /** A transposed convolution; empty where it pads the start of its result. */
  private static Optional<String> transposed(Windows step, String group) {
    boolean areFixed =
        step.windows().stream().allMatch(window -> window.edges() instanceof Edges.Fixed);
    if (!areFixed) {
      return Optional.empty();
    }
    List<PadAmount> crops = Dialect.crops(step);
    if (!Dialect.areAll(crops, crop -> crop.before() >= 0)) {
      return Optional.empty();
    }
    List<Integer> more = crops.stream().map(crop -> Math.max(-crop.after(), 0)).toList();
    List<PadAmount> pads =
        crops.stream()
            .map(crop -> new PadAmount(crop.before(), Math.max(crop.after(), 0)))
            .toList();
    return Optional.of(
        "onnx.ConvTranspose("
            + shape(step, Window::baseDilation)
            + pads(pads)
            + list("output_padding", more, 0)
            + group
            + ")");
  }

  private static List<List<String>> poolings(Windows step) {
    List<List<String>> ways = new ArrayList<>();
    boolean max = step.first() instanceof AxisOp.Max;
    boolean counts =
        step.first() instanceof AxisOp.Average average
            && !(average.divisor() instanceof Divisor.Elements);
    for (String padding : paddings(step, true)) {
      ways.add(
          List.of(
              (max ? "onnx.MaxPool(" : "onnx.AveragePool(")
                  + shape(step, Window::stride)
                  + padding
                  + (counts && !padding.isEmpty() ? ", count_include_pad=1)" : ")")));
    }
    return ways;
  }

  /** The ways to write the padding, the simplest first; all are tried. */
  private static List<String> paddings(Windows step, boolean pools) {
    List<String> paddings = new ArrayList<>(List.of(""));
    List<PadAmount> ceil =
        step.windows().stream()
            .filter(window -> window.edges() instanceof Edges.Ceil)
            .map(window -> ((Edges.Ceil) window.edges()).padding())
            .toList();
    if (pools && ceil.size() == step.windows().size()) {
      paddings.add(pads(ceil) + ", ceil_mode=1");
    }
    JaxDialect.pairs(step).map(OnnxNodes::pads).ifPresent(paddings::add);
    paddings.add(", auto_pad=\"SAME_UPPER\"");
    paddings.add(", auto_pad=\"SAME_LOWER\"");
    return paddings;
  }

  private static String shape(Windows step, ToIntFunction<Window> stride) {
    return "kernel_shape="
        + numbers(step, Window::size)
        + list("strides", numbers(step, stride), 1)
        + list("dilations", numbers(step, Window::dilation), 1);
  }

  private static List<Integer> numbers(Windows step, ToIntFunction<Window> number) {
    return step.windows().stream().map(w -> number.applyAsInt(w.window())).toList();
  }

  /** All begins, then all ends. */
  private static String pads(List<PadAmount> amounts) {
    List<Integer> pads = new ArrayList<>(amounts.stream().map(PadAmount::before).toList());
    amounts.forEach(amount -> pads.add(amount.after()));
    return list("pads", pads, 0);
  }

  /** An attribute; nothing where it has its default. */
  private static String list(String name, List<Integer> numbers, int usual) {
    return numbers.stream().allMatch(number -> number == usual) ? "" : ", " + name + "=" + numbers;
  }
}
