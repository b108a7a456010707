package io.github.padbridge.plan;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Steps of PyTorch only. Channels are first, after the batch. */
public sealed interface TorchStep extends Step {
  /** The PyTorch ops. */
  OpSet OPS =
      new OpSet(
          Framework.PYTORCH.id(),
          Framework.PYTORCH.title(),
          Map.of(
              "expand_dims",
              "unsqueeze",
              "transpose",
              "permute",
              "transpose.perm",
              "dims",
              "pad",
              "F.pad",
              "reverse",
              "flip",
              "reverse.axis",
              "dims"),
          TorchStep::padTerms);

  private static List<Term> padTerms(Step.Pad pad) {
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("pad", lastAxisFirst(pad)));
    terms.add(new Term("mode", pad.mode().name().toLowerCase(Locale.ROOT)));
    if (pad.fill() != Step.Pad.Fill.ZERO) {
      terms.add(new Term("value", pad.fill().term()));
    }
    return terms;
  }

  /**
   * The amounts as {@code F.pad} takes them, the last axis first. Mode constant stops at the
   * outermost padded axis; the other modes list every spatial axis.
   */
  static List<Integer> lastAxisFirst(Step.Pad pad) {
    List<PadAmount> paddings = pad.paddings();
    List<Integer> amounts = new ArrayList<>();
    for (int axis = paddings.size() - 1; axis >= 0; axis--) {
      boolean needed = pad.mode() != Step.Pad.Mode.CONSTANT && axis >= 2;
      if (!needed && PadAmount.areNone(paddings.subList(0, axis + 1))) {
        break;
      }
      amounts.add(paddings.get(axis).before());
      amounts.add(paddings.get(axis).after());
    }
    return amounts;
  }

  /** Visits the steps of a plan for PyTorch, one method for each step. */
  interface Interpreter<R> extends io.github.padbridge.plan.Interpreter<R> {
    R samePad(SamePad step);

    R zeroInsert(ZeroInsert step);

    R conv(Conv step);

    R convTranspose(ConvTranspose step);

    R pool(Pool step);

    R windowMean(WindowMean step);
  }

  /**
   * A transposed convolution of every channel with a kernel of one 1, which inserts {@code strides
   * - 1} zeros between the data elements.
   *
   * @param strides one a spatial axis
   */
  record ZeroInsert(List<Integer> strides) implements TorchStep {
    public ZeroInsert {
      strides = List.copyOf(strides);
    }

    @Override
    public Call call(OpSet ops) {
      return new Call("zero_insert", new Term("strides", strides));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(
          on(),
          2,
          strides.size(),
          (axis, in) -> ConvArithmetic.zeroInserted(in, strides.get(axis)));
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.zeroInsert(this);
    }
  }

  /** Calls the interpreter's method for this step. */
  <R> R acceptOwn(Interpreter<R> interpreter);

  @Override
  default <R> R accept(io.github.padbridge.plan.Interpreter<R> interpreter) {
    if (interpreter instanceof Interpreter<R> own) {
      return acceptOwn(own);
    }
    throw new IllegalStateException("a step of another target: " + this);
  }

  /**
   * {@code F.pad} with the amounts of SAME padding, computed from the data size when the step runs.
   * Elements that the stride leaves over are cropped from the end.
   *
   * @param on the data, or the coverage
   * @param kernelSize one a spatial axis, as are strides and dilations
   * @param rule how the padding is divided between the two ends
   */
  record SamePad(
      Operand on,
      List<Integer> kernelSize,
      List<Integer> strides,
      List<Integer> dilations,
      Step.Pad.Fill fill,
      SameRule rule)
      implements TorchStep {
    public SamePad {
      kernelSize = List.copyOf(kernelSize);
      strides = List.copyOf(strides);
      dilations = List.copyOf(dilations);
    }

    /** The padding of one axis of known size; negative amounts crop. */
    public PadAmount amount(int axis, long in) {
      long reach = ConvArithmetic.effectiveKernel(kernelSize.get(axis), dilations.get(axis));
      return ConvArithmetic.samePaddedOrCut(rule, in, reach, strides.get(axis));
    }

    @Override
    public Call call(OpSet ops) {
      List<Term> terms = new ArrayList<>();
      terms.add(new Term("kernel_size", kernelSize));
      terms.add(new Term("stride", strides));
      terms.add(new Term("dilation", dilations));
      if (fill != Step.Pad.Fill.ZERO) {
        terms.add(new Term("value", "-inf"));
      }
      if (rule == SameRule.LOWER) {
        terms.add(new Term("odd", "first"));
      }
      return new Call("same_pad", terms);
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(
          on,
          2,
          strides.size(),
          (axis, in) ->
              ConvArithmetic.samePadded(
                  in,
                  ConvArithmetic.effectiveKernel(kernelSize.get(axis), dilations.get(axis)),
                  strides.get(axis)));
    }

    @Override
    public boolean keeps(SingleWindows windows) {
      return true;
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.samePad(this);
    }
  }

  /**
   * {@code F.convNd(x, weight, bias, stride, padding, dilation, groups)} on {@code (N, C,
   * spatial...)} and {@code (O, C/groups, k...)}.
   *
   * @param padding one per spatial axis, equal on both sides
   * @param groups unknown where every channel is a group
   */
  record Conv(
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> dilation,
      Size groups,
      boolean bias)
      implements TorchStep {
    public Conv {
      stride = List.copyOf(stride);
      padding = List.copyOf(padding);
      dilation = List.copyOf(dilation);
    }

    @Override
    public Call call(OpSet ops) {
      return new Call(
          "conv" + stride.size() + "d",
          new Term("stride", stride),
          new Term("padding", padding),
          new Term("dilation", dilation),
          new Term("groups", groups));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      Shape weight = before.weight();
      Shape windows =
          before.along(
              on(),
              2,
              stride.size(),
              (axis, in) ->
                  ConvArithmetic.forwardOutput(
                      in.plus(2L * padding.get(axis)),
                      ConvArithmetic.effectiveKernel(
                          weight.size(axis + 2).value(), dilation.get(axis)),
                      stride.get(axis)));
      return windows.with(1, weight.size(0));
    }

    @Override
    public Columns columns(Shape before, Shape after, Shape weight) {
      return Columns.of(after, 1, weight, 0, groups);
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.conv(this);
    }
  }

  /**
   * {@code F.conv_transposeNd(x, weight, bias, stride, padding, output_padding, groups, dilation)}
   * on {@code (N, C, spatial...)} and {@code (C, O, k...)}.
   *
   * @param padding one a spatial axis, cropped on both sides
   * @param outputPadding one per spatial axis, added at the end
   * @param groups known
   */
  record ConvTranspose(
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> outputPadding,
      List<Integer> dilation,
      Size groups,
      boolean bias)
      implements TorchStep {
    public ConvTranspose {
      stride = List.copyOf(stride);
      padding = List.copyOf(padding);
      outputPadding = List.copyOf(outputPadding);
      dilation = List.copyOf(dilation);
    }

    @Override
    public Call call(OpSet ops) {
      List<Term> terms =
          new ArrayList<>(
              List.of(
                  new Term("stride", stride),
                  new Term("padding", padding),
                  new Term("output_padding", outputPadding),
                  new Term("dilation", dilation)));
      if (!groups.equals(Size.of(1))) {
        terms.add(new Term("groups", groups));
      }
      return new Call("conv_transpose" + stride.size() + "d", terms);
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      Shape weight = before.weight();
      Shape spread =
          before.along(
              on(),
              2,
              stride.size(),
              (axis, in) ->
                  ConvArithmetic.transposedOutput(
                      ConvArithmetic.transposedFull(
                          in,
                          ConvArithmetic.effectiveKernel(
                              weight.size(axis + 2).value(), dilation.get(axis)),
                          stride.get(axis)),
                      padding.get(axis),
                      outputPadding.get(axis)));
      return spread.with(1, weight.size(1).times(groups.value()));
    }

    @Override
    public Columns columns(Shape before, Shape after, Shape weight) {
      return Columns.of(before, 1, weight, 0, Size.of(1));
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.convTranspose(this);
    }
  }

  /**
   * {@code F.max_poolNd(x, kernel_size, stride, padding)} or {@code F.avg_poolNd} on {@code (N, C,
   * spatial...)}.
   *
   * @param on the data, or the coverage
   * @param padding one a spatial axis, the same on both sides
   * @param dilation ones for an average
   * @param ceilMode whether the last window may reach past the padding
   * @param countIncludePad whether an average counts the padding
   * @param divisorOverride the divisor of the sums; null for the number of counted elements
   */
  record Pool(
      Operand on,
      Pooling pooling,
      List<Integer> kernelSize,
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> dilation,
      boolean ceilMode,
      boolean countIncludePad,
      @Nullable Integer divisorOverride)
      implements TorchStep {
    public Pool {
      kernelSize = List.copyOf(kernelSize);
      stride = List.copyOf(stride);
      padding = List.copyOf(padding);
      dilation = List.copyOf(dilation);
    }

    /** A pooling of data that is already padded. */
    public static Pool unpadded(
        Operand on,
        Pooling pooling,
        List<Integer> kernelSize,
        List<Integer> stride,
        List<Integer> dilation) {
      List<Integer> none = Collections.nCopies(stride.size(), 0);
      return new Pool(on, pooling, kernelSize, stride, none, dilation, false, false, null);
    }

    public boolean isDilated() {
      return dilation.stream().anyMatch(apart -> apart > 1);
    }

    @Override
    public Call call(OpSet ops) {
      List<Term> terms = new ArrayList<>();
      terms.add(new Term("kernel_size", kernelSize));
      terms.add(new Term("stride", stride));
      terms.add(new Term("padding", padding));
      if (isDilated()) {
        terms.add(new Term("dilation", dilation));
      }
      terms.add(new Term("ceil_mode", ceilMode ? "True" : "False"));
      if (pooling == Pooling.AVG) {
        terms.add(new Term("count_include_pad", countIncludePad ? "True" : "False"));
      }
      if (divisorOverride != null) {
        terms.add(new Term("divisor_override", divisorOverride));
      }
      return new Call(pooling.prefix() + "_pool" + kernelSize.size() + "d", terms);
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(
          on,
          2,
          stride.size(),
          (axis, in) ->
              ConvArithmetic.poolOutput(
                  in,
                  padding.get(axis),
                  ConvArithmetic.effectiveKernel(kernelSize.get(axis), dilation.get(axis)),
                  stride.get(axis),
                  ceilMode));
    }

    @Override
    public boolean keeps(SingleWindows windows) {
      return windows.takeAll();
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.pool(this);
    }
  }

  /**
   * The average of each window along one axis: {@code x.unfold(axis, reach, stride)[...,
   * ::dilation].mean(-1)}. Used for average pooling with dilation, one axis at a time, because
   * PyTorch has none.
   *
   * @param on the data, or the coverage
   * @param size elements of a window, {@code dilation} apart
   * @param stride from one window to the next
   */
  record WindowMean(Operand on, int axis, int size, int stride, int dilation) implements TorchStep {
    @Override
    public Call call(OpSet ops) {
      return new Call(
          "window_mean",
          new Term("axis", axis),
          new Term("size", size),
          new Term("stride", stride),
          new Term("dilation", dilation));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      long reach = ConvArithmetic.effectiveKernel(size, dilation);
      return before.along(
          on, axis, 1, (first, in) -> ConvArithmetic.forwardOutput(in, reach, stride));
    }

    /** Three ops: unfold, a slice and the mean. */
    @Override
    public int opCount(int parts) {
      return 3;
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.windowMean(this);
    }
  }
}
