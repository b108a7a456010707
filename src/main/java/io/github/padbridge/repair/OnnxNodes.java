package io.github.padbridge.repair;

import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
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

/**
 * Writes ONNX nodes as calls: {@code onnx.Conv(kernel_shape=[3, 3], pads=[0, 0, 1, 1])}.
 *
 * @param graph whether several nodes may be written, all of which ONNX Runtime accepts
 */
record OnnxNodes(boolean graph) implements Dialect {
  @Override
  public Optional<List<String>> padding(RepairStep.Padding step) {
    return graph ? Dialect.lines(Dialect.split(step), OnnxNodes::pad) : Optional.empty();
  }

  private static Optional<String> pad(RepairStep.Padding step) {
    List<Integer> pads = new ArrayList<>(List.of(0, 0));
    step.amounts().forEach(amount -> pads.add(amount.before()));
    pads.addAll(List.of(0, 0));
    step.amounts().forEach(amount -> pads.add(amount.after()));
    boolean isBorder = Dialect.areAll(step.amounts(), a -> a.before() <= 1 && a.after() <= 1);
    return more(step.fill(), isBorder).map(more -> "onnx.Pad(pads=" + pads + more + ")");
  }

  /**
   * What follows the amounts; empty where ONNX has no such mode.
   *
   * @param isBorder whether at most one element is added at each end
   */
  private static Optional<String> more(Fill fill, boolean isBorder) {
    if (fill instanceof Fill.Copies copies) {
      return switch (copies.mode()) {
        case REFLECT -> Optional.of(", mode=\"reflect\"");
        case REPLICATE -> Optional.of(", mode=\"edge\"");
        case CIRCULAR -> Optional.of(", mode=\"wrap\"");
        // One element that mirrors the border is the border.
        case SYMMETRIC -> isBorder ? Optional.of(", mode=\"edge\"") : Optional.empty();
      };
    }
    double value = ((Fill.Constant) fill).value();
    if (value == 0) {
      return Optional.of("");
    }
    return Optional.of(
        ", constant_value="
            + (value == Double.NEGATIVE_INFINITY ? "float(\"-inf\")" : String.valueOf(value)));
  }

  @Override
  public Optional<String> function(RepairStep.Function step) {
    return graph ? FunctionCode.onnxNode(step) : Optional.empty();
  }

  @Override
  public String transpose(List<Integer> permutation) {
    return "x = np.transpose(x, " + permutation + ")";
  }

  @Override
  public Optional<List<String>> adaptive(RepairStep.Adaptive step) {
    return Optional.empty();
  }

  @Override
  public List<List<String>> windows(Windows step) {
    if (!(LayerComputation.of(step.layer()) instanceof Convolution convolution)) {
      return poolings(step);
    }
    if (!convolution.channels().groups().isKnown()) {
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
    if (!(step.first() instanceof AxisOp.Sum sum && sum.border() != Border.ZEROS)) {
      for (String padding : paddings(step)) {
        ways.add(List.of(convolution(step, padding, group)));
      }
    }
    padded(step, convolution(step, "", group)).ifPresent(ways::add);
    return ways;
  }

  private static String convolution(Windows step, String padding, String group) {
    return "onnx.Conv(" + shape(step, Window::stride) + padding + group + ")";
  }

  /** The padding as a Pad node in front of a node; empty where its amounts are not known. */
  private Optional<List<String>> padded(Windows step, String node) {
    return Dialect.amounts(step)
        .flatMap(amounts -> padding(new RepairStep.Padding(amounts, step.first().beyond())))
        .map(lines -> Dialect.joined(lines, List.of(node)));
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

  private List<List<String>> poolings(Windows step) {
    List<List<String>> ways = new ArrayList<>();
    boolean padsInFront =
        graph
            && step.first() instanceof AxisOp.Max
            && step.windows().stream().anyMatch(window -> window.window().isSpread());
    for (String padding : paddings(step)) {
      // ONNX Runtime returns no -inf for a dilated window that holds only padding.
      if (!padsInFront || padding.isEmpty()) {
        ways.add(List.of(pooling(step, padding)));
      }
    }
    if (!isOfElements(step)) {
      padded(step, pooling(step, "")).ifPresent(ways::add);
    }
    PaddedAverage.of(step)
        .flatMap(
            average ->
                padding(average.padding())
                    .map(
                        lines ->
                            Dialect.joined(
                                lines,
                                List.of(
                                    pooling(
                                        average.windows(), fixed(average.windows()).orElse(""))))))
        .ifPresent(ways::add);
    return ways;
  }

  private static boolean isOfElements(Windows step) {
    return step.first() instanceof AxisOp.Average average
        && average.divisor() instanceof Divisor.Elements;
  }

  private static String pooling(Windows step, String padding) {
    boolean max = step.first() instanceof AxisOp.Max;
    boolean counts = !max && !isOfElements(step) && !padding.isEmpty();
    return (max ? "onnx.MaxPool(" : "onnx.AveragePool(")
        + shape(step, Window::stride)
        + padding
        + (counts ? ", count_include_pad=1)" : ")");
  }

  /** The ways to write the padding, the simplest first; all are tried. */
  private List<String> paddings(Windows step) {
    boolean pools = !(step.first() instanceof AxisOp.Sum);
    List<String> paddings = new ArrayList<>(List.of(""));
    List<PadAmount> ceil =
        step.windows().stream()
            .filter(window -> window.edges() instanceof Edges.Ceil)
            .map(window -> ((Edges.Ceil) window.edges()).padding())
            .toList();
    if (!graph && ceil.size() == step.windows().size()) {
      paddings.add(pads(ceil) + ", ceil_mode=1");
    }
    fixed(step).ifPresent(paddings::add);
    if (!graph || isAutomatic(step, pools)) {
      paddings.add(", auto_pad=\"SAME_UPPER\"");
      paddings.add(", auto_pad=\"SAME_LOWER\"");
    }
    return paddings;
  }

  /** The amounts at every size; in a graph only where ONNX Runtime accepts them. */
  private Optional<String> fixed(Windows step) {
    Optional<List<PadAmount>> pairs = JaxDialect.pairs(step);
    return pairs.filter(amounts -> !graph || fits(amounts, step)).map(OnnxNodes::pads);
  }

  /** Whether amounts are neither negative nor, in a pooling, as long as the window. */
  private static boolean fits(List<PadAmount> amounts, Windows step) {
    boolean fits = true;
    for (int axis = 0; axis < amounts.size(); axis++) {
      PadAmount amount = amounts.get(axis);
      int size = step.windows().get(axis).window().size();
      boolean pools = !(step.first() instanceof AxisOp.Sum);
      fits &= amount.before() >= 0 && amount.after() >= 0;
      fits &= !pools || Math.max(amount.before(), amount.after()) < size;
    }
    return fits;
  }

  /**
   * Whether ONNX Runtime supports {@code auto_pad}: for windows without dilation, and in poolings
   * for strides that leave no element out.
   */
  private static boolean isAutomatic(Windows step, boolean pools) {
    return step.windows().stream()
        .map(AxisOp.Windowed::window)
        .allMatch(w -> !w.isSpread() && !(pools && w.stride() > w.size()));
  }

  private static String shape(Windows step, ToIntFunction<Window> stride) {
    return "kernel_shape="
        + numbers(step, Window::size)
        + list("strides", numbers(step, stride), 1)
        + list("dilations", numbers(step, w -> w.isSpread() ? w.dilation() : 1), 1);
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
