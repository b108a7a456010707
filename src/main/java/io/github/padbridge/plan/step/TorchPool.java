package io.github.padbridge.plan.step;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.Shape;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code F.max_poolNd(x, kernel_size, stride, padding)} or {@code F.avg_poolNd} on {@code (N, C,
 * spatial...)}.
 *
 * @param on the data, or the coverage
 * @param grid the windows, without dilation for an average
 * @param padding one a spatial axis, the same on both sides
 * @param ceilMode whether the last window may reach past the padding
 * @param countIncludePad whether an average counts the padding
 * @param divisorOverride the divisor of the sums; null for the number of counted elements
 */
public record TorchPool(
    Operand on,
    Pooling pooling,
    WindowGrid grid,
    List<Integer> padding,
    boolean ceilMode,
    boolean countIncludePad,
    @Nullable Integer divisorOverride)
    implements Step {
  public TorchPool {
    padding = List.copyOf(padding);
  }

  /** A pooling of data that is already padded. */
  public static TorchPool unpadded(Operand on, Pooling pooling, WindowGrid grid) {
    List<Integer> none = Collections.nCopies(grid.rank(), 0);
    return new TorchPool(on, pooling, grid, none, false, false, null);
  }

  @Override
  public Shape shapeAfter(Shapes before) {
    return before.along(
        on,
        2,
        grid.rank(),
        (axis, in) ->
            ConvArithmetic.poolOutput(
                in, padding.get(axis), grid.reach(axis), grid.strides().get(axis), ceilMode));
  }

  @Override
  public boolean keeps(SingleWindows windows) {
    return windows.takeAll();
  }

  @Override
  public <R> R accept(Interpreter<R> interpreter) {
    return ((TorchInterpreter<R>) interpreter).torchPool(this);
  }
}
