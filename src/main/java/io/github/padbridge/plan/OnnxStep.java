package io.github.padbridge.plan;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Steps of ONNX only, operators of opset {@link #OPSET}. Channels are first, after the batch.
 * Source: the ONNX operator documentation, and ONNX Runtime 1.30 for what it refuses.
 */
public sealed interface OnnxStep extends Step {
  /** The first operator set with dilated averages and with Pad in mode wrap. */
  int OPSET = 19;

  /** The ONNX operators. */
  OpSet OPS =
      new OpSet(
          "onnx",
          "ONNX",
          Map.of(
              "expand_dims", "Unsqueeze",
              "squeeze", "Squeeze",
              "transpose", "Transpose",
              "pad", "Pad",
              "reshape", "Reshape",
              "reverse", "flip"),
          OnnxStep::padTerms);

  private static List<Term> padTerms(Step.Pad pad) {
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("pads", beginsThenEnds(pad.paddings())));
    terms.add(new Term("mode", mode(pad.mode())));
    if (pad.fill() != Step.Pad.Fill.ZERO) {
      terms.add(new Term("constant_value", pad.fill().term()));
    }
    return terms;
  }

  /** The {@code mode} of Pad. */
  static String mode(Step.Pad.Mode mode) {
    return switch (mode) {
      case CONSTANT -> "constant";
      case REFLECT -> "reflect";
      case REPLICATE -> "edge";
      case CIRCULAR -> "wrap";
    };
  }

  /** The amounts in the order of {@code pads}: all begins, then all ends. */
  static List<Integer> beginsThenEnds(List<PadAmount> amounts) {
    return Stream.concat(
            amounts.stream().map(PadAmount::before), amounts.stream().map(PadAmount::after))
        .toList();
  }

  /** The {@code auto_pad} of a padding that is no list. */
  static String autoPad(ConvPadding padding) {
    return padding == ConvPadding.SAME
        ? "SAME_UPPER"
        : padding == ConvPadding.SAME_LOWER ? "SAME_LOWER" : "VALID";
  }

  private static Term term(ConvPadding padding) {
    return padding instanceof ConvPadding.Explicit explicit
        ? new Term("pads", beginsThenEnds(explicit.amounts()))
        : new Term("auto_pad", autoPad(padding));
  }

  /** Visits the steps of a plan for ONNX, one method for each step. */
  interface Interpreter<R> extends io.github.padbridge.plan.Interpreter<R> {
    R samePad(SamePad step);

    R zeroInsert(ZeroInsert step);

    R conv(Conv step);

    R convTranspose(ConvTranspose step);

    R maxPool(MaxPool step);

    R averagePool(AveragePool step);
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
   * {@code Pad} with the amounts of SAME padding, computed from the data size when the model runs.
   * Elements that the stride leaves over are cropped from the end.
   *
   * @param on the data, or the coverage
   * @param kernelShape one a spatial axis, as are strides and dilations
   * @param rule how the padding is divided between the two ends
   */
  record SamePad(
      Operand on,
      List<Integer> kernelShape,
      List<Integer> strides,
      List<Integer> dilations,
      Step.Pad.Fill fill,
      SameRule rule)
      implements OnnxStep {
    public SamePad {
      kernelShape = List.copyOf(kernelShape);
      strides = List.copyOf(strides);
      dilations = List.copyOf(dilations);
    }

    /** The padding of one axis of known size; negative amounts crop. */
    public PadAmount amount(int axis, long in) {
      return ConvArithmetic.samePaddedOrCut(rule, in, reach(axis), strides.get(axis));
    }

    private long reach(int axis) {
      return ConvArithmetic.effectiveKernel(kernelShape.get(axis), dilations.get(axis));
    }

    @Override
    public Call call(OpSet ops) {
      List<Term> terms = new ArrayList<>();
      terms.add(new Term("kernel_shape", kernelShape));
      terms.add(new Term("strides", strides));
      terms.add(new Term("dilations", dilations));
      if (fill != Step.Pad.Fill.ZERO) {
        terms.add(new Term("value", fill.term()));
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
          (axis, in) -> ConvArithmetic.samePadded(in, reach(axis), strides.get(axis)));
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
   * {@code ConvTranspose} of every channel with a kernel of one 1, which inserts {@code strides -
   * 1} zeros between the data elements.
   *
   * @param strides one a spatial axis
   */
  record ZeroInsert(List<Integer> strides) implements OnnxStep {
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

  /**
   * {@code Conv(x, weight, bias)} on {@code (N, C, spatial...)} and {@code (O, C/group, k...)}.
   *
   * @param strides one a spatial axis, as are dilations and pads
   * @param group unknown where every channel is a group
   */
  record Conv(
      List<Integer> strides, List<Integer> dilations, ConvPadding padding, Size group, boolean bias)
      implements OnnxStep {
    public Conv {
      strides = List.copyOf(strides);
      dilations = List.copyOf(dilations);
    }

    @Override
    public Call call(OpSet ops) {
      return new Call(
          "Conv",
          new Term("strides", strides),
          new Term("dilations", dilations),
          term(padding),
          new Term("group", group));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      Shape weight = before.weight();
      Shape windows =
          before.along(
              on(),
              2,
              strides.size(),
              (axis, in) ->
                  padding.output(
                      axis,
                      in,
                      ConvArithmetic.effectiveKernel(
                          weight.size(axis + 2).value(), dilations.get(axis)),
                      strides.get(axis)));
      return windows.with(1, weight.size(0));
    }

    @Override
    public Columns columns(Shape before, Shape after, Shape weight) {
      return Columns.of(after, 1, weight, 0, group);
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.conv(this);
    }
  }

  /**
   * {@code ConvTranspose(x, weight, bias)} on {@code (N, C, spatial...)} and {@code (C, O/group,
   * k...)}.
   *
   * @param pads one a spatial axis, cropped from the ends of the full result; not negative
   * @param outputPadding one a spatial axis, added at the end; less than the stride, which ONNX
   *     Runtime demands
   * @param group known
   */
  record ConvTranspose(
      List<Integer> strides,
      List<Integer> dilations,
      List<PadAmount> pads,
      List<Integer> outputPadding,
      Size group,
      boolean bias)
      implements OnnxStep {
    public ConvTranspose {
      strides = List.copyOf(strides);
      dilations = List.copyOf(dilations);
      pads = List.copyOf(pads);
      outputPadding = List.copyOf(outputPadding);
    }

    @Override
    public Call call(OpSet ops) {
      return new Call(
          "ConvTranspose",
          new Term("strides", strides),
          new Term("dilations", dilations),
          new Term("pads", beginsThenEnds(pads)),
          new Term("output_padding", outputPadding),
          new Term("group", group));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      Shape weight = before.weight();
      Shape spread =
          before.along(
              on(),
              2,
              strides.size(),
              (axis, in) ->
                  ConvArithmetic.transposedFull(
                          in,
                          ConvArithmetic.effectiveKernel(
                              weight.size(axis + 2).value(), dilations.get(axis)),
                          strides.get(axis))
                      .minus(pads.get(axis).total())
                      .plus(outputPadding.get(axis)));
      return spread.with(1, weight.size(1).times(group.value()));
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

  /** The windows of a pooling, on {@code (N, C, spatial...)}; one number a spatial axis. */
  record PoolWindows(
      List<Integer> kernelShape,
      List<Integer> strides,
      List<Integer> dilations,
      ConvPadding padding) {
    public PoolWindows {
      kernelShape = List.copyOf(kernelShape);
      strides = List.copyOf(strides);
      dilations = List.copyOf(dilations);
    }

    private List<Term> terms() {
      return List.of(
          new Term("kernel_shape", kernelShape),
          new Term("strides", strides),
          new Term("dilations", dilations),
          term(padding));
    }

    private Shape after(Shapes before, Operand on) {
      return before.along(
          on,
          2,
          strides.size(),
          (axis, in) ->
              padding.output(
                  axis,
                  in,
                  ConvArithmetic.effectiveKernel(kernelShape.get(axis), dilations.get(axis)),
                  strides.get(axis)));
    }
  }

  /** {@code MaxPool(x)}. Padding is never the maximum. */
  record MaxPool(PoolWindows windows) implements OnnxStep {
    @Override
    public Call call(OpSet ops) {
      return new Call("MaxPool", windows.terms());
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return windows.after(before, on());
    }

    @Override
    public boolean keeps(SingleWindows windowed) {
      return windowed.takeAll();
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.maxPool(this);
    }
  }

  /**
   * {@code AveragePool(x)}.
   *
   * @param on the data, or the coverage
   * @param countIncludePad whether the divisor is the size of the window instead of the number of
   *     input elements in it
   */
  record AveragePool(Operand on, PoolWindows windows, boolean countIncludePad) implements OnnxStep {
    @Override
    public Call call(OpSet ops) {
      List<Term> terms = new ArrayList<>(windows.terms());
      terms.add(new Term("count_include_pad", countIncludePad ? 1 : 0));
      return new Call("AveragePool", terms);
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return windows.after(before, on);
    }

    @Override
    public boolean keeps(SingleWindows windowed) {
      return windowed.takeAll();
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.averagePool(this);
    }
  }
}
