package io.github.padbridge.repair;

import io.github.padbridge.chain.PatchOrder;
import io.github.padbridge.chain.Style;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.repair.RepairStep.Windows;
import io.github.padbridge.shape.Framework;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Calls that return the windows of a tensor, and the functions that give them another order. */
final class PatchCode {
  private static final String TORCH =
      """
      def extract_patches(x, kernel_size, stride, dilation):
          \"""Windows of x, (N, C, H, W), as tf.image.extract_patches has them.\"""
          columns = F.unfold(x, kernel_size, dilation, 0, stride)
          n, channels, size = x.shape[0], x.shape[1], x.shape[2]
          height = (size - dilation[0] * (kernel_size[0] - 1) - 1) // stride[0] + 1
          taps = kernel_size[0] * kernel_size[1]
          width = columns.shape[2] // height
          patches = columns.reshape(n, channels, taps, height, width)
          return patches.permute(0, 3, 4, 2, 1).reshape(n, height, width, taps * channels)


      """;

  private static final String TENSORFLOW =
      """
      def unfold(x, sizes, strides, rates, padding):
          \"""Windows of x, (N, H, W, C), as torch.nn.functional.unfold has them.\"""
          patches = tf.image.extract_patches(x, sizes, strides, rates, padding)
          shape = tf.shape(patches)
          taps = sizes[1] * sizes[2]
          split = [shape[0], shape[1] * shape[2], taps, shape[3] // taps]
          columns = tf.transpose(tf.reshape(patches, split), [0, 3, 2, 1])
          return tf.reshape(columns, [shape[0], shape[3], shape[1] * shape[2]])


      """;

  private PatchCode() {}

  /** The functions that lines of a target call; empty if they call none. */
  static String functions(ChainTarget target, List<String> lines) {
    return switch (target) {
      case PYTORCH -> uses(lines, "extract_patches") ? TORCH : "";
      case TENSORFLOW -> uses(lines, "unfold") ? TENSORFLOW : "";
      case KERAS, ONNX, JAX -> "";
    };
  }

  /** The same as lines, in a style. */
  static List<String> functions(Style style, List<String> lines) {
    ChainTarget target =
        style.framework() == Framework.PYTORCH ? ChainTarget.PYTORCH : ChainTarget.TENSORFLOW;
    return functions(target, lines).lines().toList();
  }

  private static boolean uses(List<String> lines, String function) {
    return lines.stream().anyMatch(line -> line.contains(" = " + function + "("));
  }

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
    String function =
        order == PatchOrder.TAPS_FIRST ? "tf.image.extract_patches" : "unfold";
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
