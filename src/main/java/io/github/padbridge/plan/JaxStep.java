package io.github.padbridge.plan;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Steps of JAX only. The data may be in any layout that begins with the batch. */
public sealed interface JaxStep extends Step {
  /** The JAX ops. */
  OpSet OPS =
      new OpSet(
          "jax",
          "JAX",
          Map.of(
              "transpose.perm", "axes",
              "pad", "jnp.pad",
              "reverse", "flip"),
          JaxStep::padTerms);

  private static List<Term> padTerms(Step.Pad pad) {
    List<Term> terms = new ArrayList<>();
    terms.add(
        new Term(
            "pad_width",
            pad.paddings().stream()
                .map(amount -> List.of(amount.before(), amount.after()))
                .toList()));
    terms.add(new Term("mode", padMode(pad.mode())));
    if (pad.fill() != Step.Pad.Fill.ZERO) {
      terms.add(new Term("constant_values", pad.fill().term()));
    }
    return terms;
  }

  /** The name of a mode in {@code jnp.pad}, which has those of NumPy. */
  static String padMode(Step.Pad.Mode mode) {
    return switch (mode) {
      case CONSTANT -> "constant";
      case REFLECT -> "reflect";
      case REPLICATE -> "edge";
      case CIRCULAR -> "wrap";
    };
  }

  /** Visits the steps of a plan for JAX, one method for each step. */
  interface Interpreter<R> extends io.github.padbridge.plan.Interpreter<R> {
    R conv(ConvGeneralDilated step);

    R reduceWindow(ReduceWindow step);

    R addBias(AddBias step);
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
   * {@code lax.conv_general_dilated}: a forward or transposed convolution in any layout.
   *
   * @param windowStrides one a spatial axis, as are the dilations
   * @param lhsDilation from one input element to the next, with zeros between: the stride of a
   *     transposed convolution
   * @param rhsDilation from one kernel element to the next
   * @param data the layout of input and output, such as {@code NCHW}
   * @param kernel the layout of the weight, such as {@code OIHW} or {@code HWIO}
   * @param featureGroupCount unknown where every channel is a group
   */
  record ConvGeneralDilated(
      List<Integer> windowStrides,
      WindowPadding padding,
      List<Integer> lhsDilation,
      List<Integer> rhsDilation,
      Layout data,
      Layout kernel,
      Size featureGroupCount)
      implements JaxStep {
    public ConvGeneralDilated {
      windowStrides = List.copyOf(windowStrides);
      lhsDilation = List.copyOf(lhsDilation);
      rhsDilation = List.copyOf(rhsDilation);
    }

    public int rank() {
      return windowStrides.size();
    }

    /** The position of the first spatial axis of the data. */
    public int firstAxis() {
      return data.indexOf(Layout.spatialAxes(rank()).charAt(0));
    }

    /** The position of the first spatial axis of the kernel. */
    public int firstKernelAxis() {
      return kernel.indexOf(Layout.spatialAxes(rank()).charAt(0));
    }

    /** The number of places that the window spans along an axis. */
    public long reach(int axis, long kernelSize) {
      return ConvArithmetic.effectiveKernel(kernelSize, rhsDilation.get(axis));
    }

    @Override
    public Call call(OpSet ops) {
      return new Call(
          "conv_general_dilated",
          new Term("window_strides", windowStrides),
          new Term("padding", padding.term(0, 0)),
          new Term("lhs_dilation", lhsDilation),
          new Term("rhs_dilation", rhsDilation),
          new Term("dimension_numbers", List.of(data.axes(), kernel.axes(), data.axes())),
          new Term("feature_group_count", featureGroupCount));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      Shape weight = before.weight();
      Shape windows =
          before.along(
              on(),
              firstAxis(),
              rank(),
              (axis, in) ->
                  padding.windows(
                      axis,
                      ConvArithmetic.zeroInserted(in, lhsDilation.get(axis)),
                      reach(axis, weight.size(firstKernelAxis() + axis).value()),
                      windowStrides.get(axis)));
      return windows.with(data.indexOf('C'), weight.size(kernel.indexOf('O')));
    }

    @Override
    public Columns columns(Shape before, Shape after, Shape weight) {
      return Columns.of(after, data.indexOf('C'), weight, kernel.indexOf('O'), featureGroupCount);
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.conv(this);
    }
  }

  /**
   * {@code lax.reduce_window}: the maximum or the sum of each window.
   *
   * @param on the data, or the coverage
   * @param reduction what is computed of a window
   * @param firstAxis the position of the first spatial axis
   * @param windowDimensions one a spatial axis, as are strides and dilations; 1 for the others
   */
  record ReduceWindow(
      Operand on,
      Reduction reduction,
      int firstAxis,
      List<Integer> windowDimensions,
      List<Integer> windowStrides,
      WindowPadding padding,
      List<Integer> windowDilation)
      implements JaxStep {
    /** What is computed of a window. */
    public enum Reduction {
      MAX("-inf"),
      ADD("0");

      private final String initial;

      Reduction(String initial) {
        this.initial = initial;
      }
    }

    public ReduceWindow {
      windowDimensions = List.copyOf(windowDimensions);
      windowStrides = List.copyOf(windowStrides);
      windowDilation = List.copyOf(windowDilation);
    }

    public int rank() {
      return windowDimensions.size();
    }

    /** Whether any window is dilated. */
    public boolean isDilated() {
      return windowDilation.stream().anyMatch(apart -> apart > 1);
    }

    /** The number of elements that the window spans along an axis. */
    public long reach(int axis) {
      return ConvArithmetic.effectiveKernel(windowDimensions.get(axis), windowDilation.get(axis));
    }

    /** Numbers for all axes, 1 for batch and channels. */
    public List<Integer> ofAllAxes(List<Integer> spatial) {
      List<Integer> all = new ArrayList<>(Collections.nCopies(rank() + 2, 1));
      for (int axis = 0; axis < rank(); axis++) {
        all.set(firstAxis + axis, spatial.get(axis));
      }
      return all;
    }

    /** The number of axes after the spatial ones. */
    public int axesAfter() {
      return 2 - firstAxis;
    }

    @Override
    public Call call(OpSet ops) {
      List<Term> terms = new ArrayList<>();
      terms.add(new Term("init_value", reduction.initial));
      terms.add(new Term("computation", reduction.name().toLowerCase(Locale.ROOT)));
      terms.add(new Term("window_dimensions", ofAllAxes(windowDimensions)));
      terms.add(new Term("window_strides", ofAllAxes(windowStrides)));
      terms.add(new Term("padding", padding.term(firstAxis, axesAfter())));
      if (isDilated()) {
        terms.add(new Term("window_dilation", ofAllAxes(windowDilation)));
      }
      return new Call("reduce_window", terms);
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.along(
          on,
          firstAxis,
          rank(),
          (axis, in) -> padding.windows(axis, in, reach(axis), windowStrides.get(axis)));
    }

    @Override
    public boolean keeps(SingleWindows windows) {
      return windows.takeAll();
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.reduceWindow(this);
    }
  }

  /**
   * {@code x + bias}, one number for each output channel.
   *
   * @param channelAxis the position of the channels
   */
  record AddBias(int channelAxis) implements JaxStep {
    @Override
    public Call call(OpSet ops) {
      return new Call("add_bias", new Term("axis", channelAxis));
    }

    @Override
    public Shape shapeAfter(Shapes before) {
      return before.data();
    }

    @Override
    public <R> R acceptOwn(Interpreter<R> interpreter) {
      return interpreter.addBias(this);
    }
  }
}
