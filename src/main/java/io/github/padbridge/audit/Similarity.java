package io.github.padbridge.audit;

import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Computation.MaxPooling;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.shape.Size;
import java.util.Locale;

/**
 * How much two layers look like the same layer of two models. Kind and weight shape decide, in no
 * framework's layout; strides, dilations, biases and sizes decide between layers of equal weights.
 * Names do not count.
 */
final class Similarity {
  private static final int SAME_WEIGHT = 100;
  private static final int SAME_CHANNELS = 60;
  private static final int SAME_POOLING = 50;
  private static final int SAME_OUTPUT = 40;
  private static final int OTHER_KERNEL = 30;
  private static final int OTHER_POOLING = 25;
  private static final int SAME_INPUT = 20;
  private static final int SAME_CLASS = 10;

  private Similarity() {}

  /** A score for {@link Alignment}; 0 for layers that are never partners. */
  static int of(AuditedLayer left, AuditedLayer right) {
    Layer one = left.layer();
    Layer other = right.layer();
    if (one != null && other != null) {
      return of(one, other);
    }
    String own = unusual(left);
    return !own.isEmpty() && own.equals(unusual(right)) ? SAME_CLASS : 0;
  }

  /** What an adaptive or global layer is, which may have no windows of its own. */
  private static String unusual(AuditedLayer layer) {
    String name = layer.text().toLowerCase(Locale.ROOT);
    return !name.contains("adaptive") && !name.contains("global")
        ? ""
        : name.contains("max") ? "max" : "average";
  }

  /** A score for layers by what they compute. */
  static int of(Layer left, Layer right) {
    if (left.spatialRank() != right.spatialRank()) {
      return 0;
    }
    Computation one = LayerComputation.of(left);
    Computation other = LayerComputation.of(right);
    boolean sameKernel = left.kernelSize().equals(right.kernelSize());
    int kind =
        one instanceof Convolution convolution
            ? other instanceof Convolution same ? weights(convolution, same, sameKernel) : 0
            : other instanceof Convolution ? 0 : poolings(one, other, sameKernel);
    return kind == 0 ? 0 : kind + details(left, right);
  }

  private static int weights(Convolution left, Convolution right, boolean sameKernel) {
    if (left.transposed() != right.transposed()) {
      return 0;
    }
    Channels one = left.channels();
    Channels other = right.channels();
    boolean in = agree(one.in(), other.in());
    boolean out = agree(one.out(), other.out());
    if (in && out) {
      return sameKernel && agree(one.groups(), other.groups()) ? SAME_WEIGHT : SAME_CHANNELS;
    }
    return !sameKernel ? 0 : out ? SAME_OUTPUT : in ? SAME_INPUT : 0;
  }

  private static int poolings(Computation left, Computation right, boolean sameKernel) {
    if (left instanceof MaxPooling == right instanceof MaxPooling) {
      return sameKernel ? SAME_POOLING : OTHER_KERNEL;
    }
    return sameKernel ? OTHER_POOLING : 0;
  }

  /** Less than the difference between two kinds of weight. */
  private static int details(Layer left, Layer right) {
    int details = 0;
    details += left.windows().stride().equals(right.windows().stride()) ? 4 : 0;
    details += left.windows().dilation().equals(right.windows().dilation()) ? 1 : 0;
    details += (left.biasShape() == null) == (right.biasShape() == null) ? 1 : 0;
    boolean sameInput = true;
    boolean sameOutput = true;
    for (int axis = 0; axis < left.spatialRank(); axis++) {
      sameInput &= agree(left.inputSize(axis), right.inputSize(axis));
      sameOutput &= agree(left.outputSize(axis), right.outputSize(axis));
    }
    return details + (sameInput ? 1 : 0) + (sameOutput ? 2 : 0);
  }

  /** Whether two sizes may be equal. */
  private static boolean agree(Size one, Size other) {
    return !one.isKnown() || !other.isKnown() || one.equals(other);
  }
}
