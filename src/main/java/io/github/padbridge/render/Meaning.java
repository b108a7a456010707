package io.github.padbridge.render;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;

/** What a layer computes, in sentences. */
public final class Meaning implements Layer.Visitor<String> {
  private Meaning() {}

  /** The sentences, in lines that a terminal takes. */
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

  private static String forward(String op, boolean flips) {
    if (flips) {
      return """
          The convolution of mathematics: y[p] = Σ x[p·stride + (kernel_size − 1 − k)·dilation − padding]·w[k].
          Neither PyTorch's convolutions nor TensorFlow's flip the kernel, so it is flipped before them,
          over its spatial axes only: torch.flip(weight, dims) there, tf.reverse(filters, axis) here. The
          channels stay where they are.""";
    }
    return op
        + " does not flip its kernel, in PyTorch as in TensorFlow: y[p] = Σ x[p·stride + k·dilation − padding]·w[k]\n"
        + "is the cross-correlation. Between the two frameworks no flip is needed, and one would be wrong. It is\n"
        + "needed for a kernel that was made for the convolution of mathematics, as in scipy.signal.convolve:\n"
        + "--flip-kernel.";
  }

  private static String transposed(String op, boolean flips) {
    String adjoint =
        """
        Every input element lays down the kernel, times itself, stride elements apart; where these overlap
        they are added. It is the adjoint of the forward convolution with the same weight, the gradient with
        respect to its input, and as a matrix its transpose (padbridge matrix), not its inverse.
        """;
    return flips
        ? adjoint
            + "Here it is the adjoint of a convolution of mathematics: the kernel is flipped before it, over its\n"
            + "spatial axes only."
        : adjoint
            + op
            + " does not flip its kernel in either framework. Written as a forward convolution of an input with\n"
            + "zeros between its elements it reads the kernel from its end: there a flip is needed, and strategy\n"
            + "zero-insert makes it.";
  }

  private static String pooling(boolean max) {
    return max
        ? "The largest element of every window. Padding never wins: it is less than every number."
        : "The average of every window. What it is divided by, the window or the elements that are really\n"
            + "there, is where the frameworks part.";
  }
}
