package io.github.padbridge.repair;

import io.github.padbridge.chain.PatchOrder;
import io.github.padbridge.chain.Style;
import io.github.padbridge.equivalence.AxisOp;
import io.github.padbridge.equivalence.AxisOp.Fill;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Divisor;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.prelude.PreludeFunction;
import io.github.padbridge.repair.RepairStep.Windows;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code torch.nn} modules, one per line, or {@code torch.nn.functional} statements.
 *
 * @param style of the side that is rewritten
 * @param atRuntime whether padding may be computed when the code runs: by {@code same_pad}, or by
 *     {@code ceil_mode} of a pooling
 */
record TorchCode(Style style, boolean atRuntime) implements Dialect {
  /** Code that is read without its context. */
  TorchCode(Style style) {
    this(style, false);
  }

  private boolean statements() {
    return style.statements();
  }

  private String input() {
    return style.input();
  }

  @Override
  public Optional<List<String>> padding(RepairStep.Padding step) {
    return line(step).map(List::of);
  }

  /** The line that pads or crops. */
  private Optional<String> line(RepairStep.Padding step) {
    int rank = step.amounts().size();
    List<String> numbers = new ArrayList<>();
    for (int axis = rank - 1; axis >= 0; axis--) {
      numbers.add(String.valueOf(step.amounts().get(axis).before()));
      numbers.add(String.valueOf(step.amounts().get(axis).after()));
    }
    String amounts = "(" + String.join(", ", numbers) + ")";
    int most =
        step.amounts().stream().mapToInt(a -> Math.max(a.before(), a.after())).max().orElse(0);
    String mode = mode(step.fill(), most);
    if (mode == null) {
      return Optional.empty();
    }
    if (statements()) {
      String more =
          mode.equals("zeros")
              ? ""
              : isConstant(step) ? ", value=" + mode : ", mode=\"" + mode + "\"";
      return Optional.of(input() + " = F.pad(" + input() + ", " + amounts + more + ")");
    }
    if (mode.equals("zeros")) {
      return Optional.of("nn.ZeroPad" + rank + "d(" + amounts + ")");
    }
    if (isConstant(step)) {
      return Optional.of("nn.ConstantPad" + rank + "d(" + amounts + ", " + mode + ")");
    }
    String name =
        switch (mode) {
          case "reflect" -> "Reflection";
          case "replicate" -> "Replication";
          default -> "Circular";
        };
    return Optional.of("nn." + name + "Pad" + rank + "d(" + amounts + ")");
  }

  private static boolean isConstant(RepairStep.Padding step) {
    return step.fill() instanceof Fill.Constant;
  }

  /**
   * The name of the mode, or the constant; null where PyTorch has no such mode.
   *
   * @param most the most elements that are added at an end
   */
  private static @Nullable String mode(Fill fill, int most) {
    if (fill instanceof Fill.Copies copies) {
      return switch (copies.mode()) {
        case REFLECT, REPLICATE, CIRCULAR -> copies.mode().name().toLowerCase(Locale.ROOT);
        // One element that mirrors the border is the border.
        case SYMMETRIC -> most <= 1 ? "replicate" : null;
      };
    }
    double value = ((Fill.Constant) fill).value();
    if (value == 0) {
      return "zeros";
    }
    return value == Double.NEGATIVE_INFINITY ? "float(\"-inf\")" : String.valueOf(value);
  }

  @Override
  public Optional<String> function(RepairStep.Function step) {
    return statements()
        ? FunctionCode.torchCall(step, input()).map(call -> input() + " = " + call)
        : FunctionCode.torchModule(step);
  }

  @Override
  public Optional<List<String>> adaptive(RepairStep.Adaptive step) {
    if (step.op().dropsAxes()) {
      String axes = step.rank() == 1 ? "2" : step.rank() == 2 ? "2, 3" : "2, 3, 4";
      String call = step.max() ? ".amax((" : ".mean((";
      return Optional.of(List.of(input() + " = " + input() + call + axes + "))"));
    }
    String kind = step.max() ? "max" : "avg";
    String call =
        statements()
            ? input() + " = F.adaptive_" + kind + "_pool" + step.rank() + "d(" + input() + ", "
            : "nn.Adaptive" + (step.max() ? "Max" : "Avg") + "Pool" + step.rank() + "d(";
    return Optional.of(List.of(call + step.op().pooling().sizes() + ")"));
  }

  @Override
  public List<List<String>> windows(Windows step) {
    List<List<String>> ways = new ArrayList<>();
    if (Dialect.isTransposed(step)) {
      transposed(step, ways);
      return ways;
    }
    if (step.windows().stream().allMatch(w -> isSymmetricCeil(w.edges()))) {
      String both =
          Dialect.tuple(
              step.windows().stream()
                  .map(w -> ((Edges.Ceil) w.edges()).padding().before())
                  .toList());
      ways.add(List.of(op(step, both.equals("0") ? "" : ", padding=" + both)));
      return ways;
    }
    Optional<List<PadAmount>> known = Dialect.amounts(step);
    if (known.isEmpty()) {
      return atRuntime ? sizedAtRuntime(step) : ways;
    }
    List<PadAmount> amounts = known.get();
    if (step.patches() == PatchOrder.TAPS_FIRST && Dialect.areAll(amounts, PadAmount::isNone)) {
      return List.of(List.of(op(step, "")));
    }
    if (step.patches() != PatchOrder.TAPS_FIRST
        && Dialect.areAll(amounts, amount -> amount.before() >= 0)) {
      String both = Dialect.tuple(amounts.stream().map(PadAmount::before).toList());
      ways.add(List.of(op(step, both.equals("0") ? "" : ", padding=" + both)));
    }
    Fill fill = step.first().beyond();
    if (!(step.first() instanceof AxisOp.Average average
        && average.divisor() instanceof Divisor.Elements)) {
      padding(new RepairStep.Padding(amounts, fill))
          .ifPresent(lines -> ways.add(Dialect.joined(lines, List.of(op(step, "")))));
    }
    return ways;
  }

  private static boolean isSymmetricCeil(Edges edges) {
    return edges instanceof Edges.Ceil ceil && ceil.padding().before() == ceil.padding().after();
  }

  /** SAME pads by the size of the input. */
  private List<List<String>> sizedAtRuntime(Windows step) {
    List<List<String>> ways = new ArrayList<>();
    if (!(step.first() instanceof AxisOp.Sum)) {
      ways.add(List.of(op(step, ", ceil_mode=True")));
    }
    if (statements() && !(step.first() instanceof AxisOp.Average)) {
      String pad =
          each(step, Window::size)
              + ", "
              + each(step, Window::stride)
              + ", "
              + each(step, Window::dilation);
      String value = step.first() instanceof AxisOp.Max ? ", value=float(\"-inf\")" : "";
      ways.add(
          List.of(
              input()
                  + " = "
                  + PreludeFunction.TORCH_SAME_PAD.pythonName()
                  + "("
                  + input()
                  + ", "
                  + pad
                  + value
                  + ")",
              op(step, "")));
    }
    return ways;
  }

  /** A tuple with one number for each axis. */
  private static String each(Windows step, ToIntFunction<Window> number) {
    return step.windows().stream()
        .map(w -> String.valueOf(number.applyAsInt(w.window())))
        .collect(Collectors.joining(", ", "(", step.windows().size() == 1 ? ",)" : ")"));
  }

  private void transposed(Windows step, List<List<String>> ways) {
    List<PadAmount> crops = Dialect.crops(step);
    List<Integer> padding = new ArrayList<>();
    List<Integer> more = new ArrayList<>();
    List<PadAmount> pads = new ArrayList<>();
    for (PadAmount crop : crops) {
      padding.add(crop.before());
      more.add(crop.before() - crop.after());
      pads.add(new PadAmount(-crop.before(), -crop.after()));
    }
    if (padding.stream().allMatch(n -> n >= 0) && more.stream().allMatch(n -> n >= 0)) {
      String both = Dialect.tuple(padding);
      String extra = Dialect.tuple(more);
      ways.add(
          List.of(
              op(
                  step,
                  (both.equals("0") ? "" : ", padding=" + both)
                      + (extra.equals("0") ? "" : ", output_padding=" + extra))));
    }
    padding(new RepairStep.Padding(pads, Fill.ZERO))
        .ifPresent(lines -> ways.add(Dialect.joined(List.of(op(step, "")), lines)));
  }

  private String op(Windows step, String padding) {
    if (step.patches() != null) {
      return PatchCode.torch(step, step.patches(), statements(), input(), padding);
    }
    int rank = step.windows().size();
    boolean transposed = Dialect.isTransposed(step);
    StringBuilder line = new StringBuilder(statements() ? input() + " = F." : "nn.");
    String kernel = Dialect.perAxis(step, Window::size);
    String stride = Dialect.perAxis(step, w -> transposed ? w.baseDilation() : w.stride());
    String dilation = Dialect.perAxis(step, Window::dilation);
    if (LayerComputation.of(step.layer()) instanceof Convolution convolution) {
      Channels channels = convolution.channels();
      String name =
          statements()
              ? (transposed ? "conv_transpose" : "conv")
              : (transposed ? "ConvTranspose" : "Conv");
      line.append(name).append(rank).append("d(");
      line.append(
          statements()
              ? input() + ", " + weight(step) + (step.bias() ? ", " + style.bias(step.index()) : "")
              : channels.in() + ", " + channels.out() + ", " + kernel);
      line.append(stride.equals("1") ? "" : ", stride=" + stride).append(padding);
      line.append(dilation.equals("1") ? "" : ", dilation=" + dilation);
      line.append(channels.groups().equals(Size.of(1)) ? "" : ", groups=" + channels.groups());
      line.append(statements() || step.bias() ? "" : ", bias=False");
    } else {
      boolean max = step.first() instanceof AxisOp.Max;
      String name = statements() ? (max ? "max_pool" : "avg_pool") : (max ? "MaxPool" : "AvgPool");
      line.append(name).append(rank).append("d(").append(statements() ? input() + ", " : "");
      line.append(kernel).append(", stride=").append(stride).append(padding);
      line.append(max && !dilation.equals("1") ? ", dilation=" + dilation : "");
      boolean ceil = step.windows().stream().anyMatch(w -> w.edges() instanceof Edges.Ceil);
      line.append(ceil ? ", ceil_mode=True" : "");
      if (step.first() instanceof AxisOp.Average average) {
        line.append(
            average.divisor() instanceof Divisor.Elements && !padding.isEmpty()
                ? ", count_include_pad=False"
                : "");
        if (average.divisor() instanceof Divisor.Constant constant) {
          line.append(", divisor_override=").append(constant.value());
        }
      }
    }
    return line.append(Dialect.kept(style, step)).append(")").toString();
  }

  /** The weight, its axes put in order. */
  private String weight(Windows step) {
    String name = style.weight(step.index());
    String axes =
        step.weightOrder().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return Dialect.isInOrder(step.weightOrder()) ? name : name + ".permute(" + axes + ")";
  }

  @Override
  public String transpose(List<Integer> permutation) {
    return input()
        + " = "
        + input()
        + ".permute("
        + permutation.stream().map(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }
}
