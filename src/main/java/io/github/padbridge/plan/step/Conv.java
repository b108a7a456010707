package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.Collections;
import java.util.List;

/**
 * A forward convolution in any layout; with zeros between the data elements it is a transposed one.
 *
 * @param strides one a spatial axis, as are the dilations
 * @param baseDilations from one data element to the next, with zeros between; only JAX has them
 * @param dilations from one kernel element to the next
 * @param data the layout of input and output, such as {@code NCHW}
 * @param kernel the layout of the weight, such as {@code OIHW} or {@code HWIO}
 * @param groups the groups of the op, 1 on a part of a split; unknown where every channel is a
 *     group
 * @param bias whether the op adds the bias
 */
public record Conv(
    List<Integer> strides,
    WindowPadding padding,
    List<Integer> baseDilations,
    List<Integer> dilations,
    Layout data,
    Layout kernel,
    Size groups,
    boolean bias)
    implements Step {
  public Conv {
    strides = List.copyOf(strides);
    baseDilations = List.copyOf(baseDilations);
    dilations = List.copyOf(dilations);
  }

  /** On {@code (N, spatial..., C)} and {@code (k..., C/groups, O)}, without a bias. */
  public static Conv channelsLast(
      List<Integer> strides, List<Integer> dilations, Size groups, WindowPadding padding) {
    int rank = strides.size();
    Layout data = Layout.of("N", rank, "C");
    Layout kernel = Layout.of("", rank, "IO");
    return new Conv(strides, padding, ones(rank), dilations, data, kernel, groups, false);
  }

  /** On {@code (N, C, spatial...)} and {@code (O, C/groups, k...)}. */
  public static Conv channelsFirst(
      List<Integer> strides,
      List<Integer> dilations,
      WindowPadding padding,
      Size groups,
      boolean bias) {
    int rank = strides.size();
    Layout data = Layout.of("NC", rank, "");
    Layout kernel = Layout.of("OI", rank, "");
    return new Conv(strides, padding, ones(rank), dilations, data, kernel, groups, bias);
  }

  private static List<Integer> ones(int rank) {
    return Collections.nCopies(rank, 1);
  }

  public int rank() {
    return strides.size();
  }

  /** The position of the first spatial axis of the data. */
  public int firstAxis() {
    return data.indexOf(Layout.spatialAxes(rank()).charAt(0));
  }

  /** The position of the first spatial axis of the kernel. */
  public int firstKernelAxis() {
    return kernel.indexOf(Layout.spatialAxes(rank()).charAt(0));
  }

  /** How many elements the window spans along an axis. */
  public long reach(int axis, long kernelSize) {
    return ConvArithmetic.effectiveKernel(kernelSize, dilations.get(axis));
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
                    ConvArithmetic.zeroInserted(in, baseDilations.get(axis)),
                    reach(axis, weight.size(firstKernelAxis() + axis).value()),
                    strides.get(axis)));
    return windows.with(data.indexOf('C'), weight.size(kernel.indexOf('O')));
  }

  @Override
  public Columns columns(Shape before, Shape after, Shape weight) {
    return Columns.of(after, data.indexOf('C'), weight, kernel.indexOf('O'), groups);
  }

  /** An interpreter of a target that has this step. */
  public interface Visitor<R> extends Interpreter<R> {
    R conv(Conv step);
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((Visitor<R>) interpreter).conv(this);
  }
}
