package io.github.padbridge.render;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;

/** What a layer computes, in sentences. */
public final class Meaning implements Layer.Visitor<String> {
  private Meaning() {}

  /** The sentences, a line for each paragraph; a formula has an indented line of its own. */
  public static String of(Layer layer) {
    return layer.accept(new Meaning());
  }

  @Override
  public String conv(ConvSpec spec) {
    return spec.op().isTransposed()
        ? transposed(spec.opName(), spec.flipKernel())
        : forward(spec.opName(), spec.flipKernel());
  }

  @Override
  public String pool(PoolSpec spec) {
    return pooling(spec.op().isMax());
  }

  @Override
  public String tensorFlow(TensorFlowSpec spec) {
    return switch (spec.op().kind()) {
      case CONV, DEPTHWISE_CONV -> forward(spec.opName(), spec.flipKernel());
      case CONV_TRANSPOSE -> transposed(spec.opName(), spec.flipKernel());
      case MAX_POOL, AVG_POOL -> pooling(spec.op().kind() == TensorFlowOp.Kind.MAX_POOL);
    };
  }

  @Override
  public String onnx(OnnxSpec spec) {
    return spec.op().isPooling()
        ? pooling(spec.op().isMax())
        : spec.op().isTransposed()
            ? transposed(spec.opName(), spec.flipKernel())
            : forward(spec.opName(), spec.flipKernel());
  }

  @Override
  public String jax(JaxSpec spec) {
    if (spec.op() == JaxOp.SUM_POOL) {
      return "The sum of every window. Padding counts as 0.";
    }
    if (spec.op().isPooling()) {
      return pooling(spec.op() == JaxOp.MAX_POOL);
    }
    String zeros =
        spec.reading().isBaseDilated()
            ? "The input gets lhs_dilation - 1 zeros between its elements and is padded after that."
                + " Padding is that of the windows: it is kernel_size - 1 where a transposed"
                + " convolution of PyTorch has padding 0.\n"
            : "";
    return zeros
        + (spec.reading().reversal()
            ? """
              The windows read the kernel in reverse, as transpose_kernel=True makes them:
                y[p] = Σ x[p*stride + (kernel_size - 1 - k)*dilation - padding]*w[k]
              Transposed convolutions of PyTorch and TensorFlow read it so."""
            : """
              conv_general_dilated is a cross-correlation:
                y[p] = Σ x[p*stride + k*dilation - padding]*w[k]
              The kernel is not flipped, not even with lhs_dilation. Transposed convolutions of PyTorch \
              and TensorFlow read it in reverse.""");
  }

  private static String forward(String op, boolean flips) {
    return flips
        ? """
          A mathematical convolution:
            y[p] = Σ x[p*stride + (kernel_size - 1 - k)*dilation - padding]*w[k]
          Neither PyTorch nor TensorFlow flips the kernel, so the plan flips its spatial axes first: \
          torch.flip(weight, dims) in PyTorch, tf.reverse(filters, axis) in TensorFlow."""
        : op
            + """
             is a cross-correlation in both frameworks:
              y[p] = Σ x[p*stride + k*dilation - padding]*w[k]
            The kernel is not flipped. Only a kernel that was made for a mathematical convolution, \
            such as scipy.signal.convolve, must be flipped: --flip-kernel.""";
  }

  private static String transposed(String op, boolean flips) {
    String gradient =
        """
        Every input element adds the kernel, multiplied by the element, to the output. \
        The copies are stride elements apart and add up where they overlap. \
        This is the gradient of the forward convolution with the same weight with respect to its \
        input. Its matrix is the transpose of that convolution, not the inverse (padbridge matrix).
        """;
    return flips
        ? gradient
            + "This layer flips the kernel first, over its spatial axes only: it is the gradient of a"
            + " mathematical convolution."
        : gradient
            + op
            + " does not flip its kernel in either framework. Strategy zero-insert does: it runs a"
            + " forward convolution over an input with zeros between its elements, which reads the"
            + " kernel in reverse.";
  }

  private static String pooling(boolean max) {
    return max
        ? "The maximum of every window. Padding counts as -inf, so it is never the maximum."
        : "The average of every window. The frameworks differ in the divisor: the size of the window,"
            + " or the number of elements that lie in it.";
  }
}
