package io.github.padbridge.repair;

import io.github.padbridge.chain.PatchOrder;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.repair.RepairStep.Windows;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Calls that return the windows of a tensor, and the functions that give them another order. */
final class PatchCode {
  private PatchCode() {}

  /** {@code nn.Unfold((3, 3), stride=(2, 2), padding=1)}, or the statement for either order. */
  static String torch(Windows step, PatchOrder order, boolean statement, String x, String padding) {
    String kernel = tuple(step, Window::size, "(", ")");
    String stride = tuple(step, Window::stride, "(", ")");
    String dilation = tuple(step, Window::dilation, "(", ")");
    if (order == PatchOrder.TAPS_FIRST) {
      return x + " = extract_patches(" + x + ", " + kernel + ", " + stride + ", " + dilation + ")";
    }
    String more =
        kernel
            + (dilation.equals("(1, 1)") ? "" : ", dilation=" + dilation)
            + padding
            + (stride.equals("(1, 1)") ? "" : ", stride=" + stride)
            + ")";
    return statement ? x + " = F.unfold(" + x + ", " + more : "nn.Unfold(" + more;
  }

  /** {@code x = tf.image.extract_patches(x, sizes=[1, 3, 3, 1], ...)}. */
  static String tensorFlow(Windows step, PatchOrder order, String x, String padding) {
    String function = order == PatchOrder.TAPS_FIRST ? "tf.image.extract_patches" : "unfold";
    return x
        + " = "
        + function
        + "("
        + x
        + ", sizes="
        + tuple(step, Window::size, "[1, ", ", 1]")
        + ", strides="
        + tuple(step, Window::stride, "[1, ", ", 1]")
        + ", rates="
        + tuple(step, Window::dilation, "[1, ", ", 1]")
        + ", padding=\""
        + padding
        + "\")";
  }

  private static String tuple(
      Windows step, ToIntFunction<Window> number, String before, String after) {
    return step.windows().stream()
        .map(window -> String.valueOf(number.applyAsInt(window.window())))
        .collect(Collectors.joining(", ", before, after));
  }
}
