package io.github.padbridge.repair;

/** The function of written PyTorch code that pads as TensorFlow's SAME does. */
public final class SamePad {
  /** Its name. */
  static final String NAME = "same_pad";

  /** What SAME puts around data whose size is known only when the function runs. */
  public static final String FUNCTION =
      """
      def same_pad(x, kernel_size, stride, dilation, value=0.0, late_start=False):
          \"""Pads x, (N, C, spatial...), as TensorFlow's SAME does for its size.

          What a stride leaves over is cut off the end, with late_start half of it off the
          start, as TensorFlow's 3-D ops do on CPU.
          \"""
          amounts = []
          for size, k, s, d in zip(x.shape[2:], kernel_size, stride, dilation):
              total = (-(-size // s) - 1) * s + d * (k - 1) + 1 - size
              before = max(total, 0) // 2
              if late_start and total < 0:
                  before = -(-total // 2)
              amounts = [before, total - before] + amounts
          return F.pad(x, amounts, value=value)


      """;

  /** The same for SAME_LOWER of ONNX. */
  public static final String LOWER_FUNCTION =
      """
      def same_lower_pad(x, kernel_size, stride, dilation, value=0.0):
          \"""Pads x, (N, C, spatial...), as ONNX's SAME_LOWER does for its size.\"""
          amounts = []
          for size, k, s, d in zip(x.shape[2:], kernel_size, stride, dilation):
              total = (-(-size // s) - 1) * s + d * (k - 1) + 1 - size
              before = (max(total, 0) + 1) // 2
              amounts = [before, total - before] + amounts
          return F.pad(x, amounts, value=value)


      """;

  private SamePad() {}
}
