package io.github.padbridge.proof;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.OtherChannels;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * An estimate of the work of running a layer, made before anything is allocated. It saturates for
 * layers that are too large.
 *
 * @param products products of an input and a weight element; elements of windows for a pooling
 * @param perOutput the most of them in one output element
 * @param bytes the memory of the definition outside the Java heap: its tensors, which are kept to
 *     the end, and the columns of a convolution, one group at a time; with padding and dilated
 *     kernels
 * @param calls the number of library calls, one for each group
 */
record Workload(double products, double perOutput, double bytes, double calls) {

  static Workload of(Layer layer) {
    return layer.accept(
        new Layer.Visitor<Workload>() {
          @Override
          public Workload conv(ConvSpec spec) {
            return of(spec);
          }

          @Override
          public Workload pool(PoolSpec spec) {
            double[] padded = new double[spec.spatialRank()];
            for (int axis = 0; axis < padded.length; axis++) {
              double around =
                  spec.padAmount(axis).total() + (spec.ceilMode() ? spec.stride().get(axis) : 0);
              padded[axis] = 1 + around / spec.inputSize(axis).value();
            }
            return ofPool(spec, spec.kernelSize(), padded);
          }

          @Override
          public Workload tensorFlow(TensorFlowSpec spec) {
            return spec.op().isPooling() ? ofPool(spec) : of(spec);
          }

          @Override
          public Workload onnx(OnnxSpec spec) {
            if (!spec.op().isPooling()) {
              return ofConvolution(
                  spec,
                  spec.op().isTransposed(),
                  spec.channels().group(),
                  axis -> spec.padAmount(axis).orElseThrow().total());
            }
            double[] padded = new double[spec.spatialRank()];
            for (int axis = 0; axis < padded.length; axis++) {
              double around =
                  spec.padAmount(axis).orElseThrow().total()
                      + (spec.roundsUp() ? spec.strides().get(axis) : 0);
              padded[axis] = 1 + around / spec.inputSize(axis).value();
            }
            return ofPool(spec, spec.kernelSize(), padded);
          }

          @Override
          public Workload jax(JaxSpec spec) {
            return of(spec);
          }
        });
  }

  /**
   * The work of a pooling, which combines windows axis by axis, a power of two at a time.
   *
   * @param padded the growth of the input by padding, one factor per axis
   */
  private static Workload ofPool(Layer layer, List<Integer> window, double[] padded) {
    double elements = layer.inputShape().elements();
    for (double factor : padded) {
      elements *= factor;
    }
    double moved = 4 * elements;
    for (int axis = 0; axis < padded.length; axis++) {
      int foldings = Integer.SIZE - Integer.numberOfLeadingZeros(window.get(axis));
      moved += 3 * foldings * elements;
      double in = layer.inputSize(axis).value() * padded[axis];
      elements *= layer.outputSize(axis).value() / in;
    }
    double perOutput = product(window);
    double bytes = Double.BYTES * (moved + 8 * elements);
    return new Workload(elements * perOutput, perOutput, bytes, 1);
  }

  private static Workload of(ConvSpec spec) {
    return ofConvolution(
        spec, spec.op().isTransposed(), spec.groups(), axis -> spec.padAmount(axis).total());
  }

  /**
   * The work of a convolution on {@code (N, C, spatial...)}.
   *
   * @param padding the total padding or crop of an axis
   */
  private static Workload ofConvolution(
      Layer spec, boolean transposed, int groups, IntToDoubleFunction padding) {
    double inChannels = spec.inputShape().size(spec.channelAxis()).value();
    double outChannels = spec.outChannels().value();
    double perOutput = product(spec.kernelSize()) * inChannels / groups;
    double products = perOutput * outChannels * batch(spec);
    double data = inChannels * batch(spec);
    double result = outChannels * batch(spec);
    double kernel = Objects.requireNonNull(spec.weightShape()).elements();
    double columns = (transposed ? outChannels : inChannels) / groups * batch(spec);
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      double in = spec.inputSize(axis).value();
      double out = spec.outputSize(axis).value();
      double spread = (double) spec.effectiveKernel(axis) / spec.kernelSize().get(axis);
      boolean dilatesKernel = transposed || spec.spatialRank() == 3;
      double padded = transposed ? in : in + padding.applyAsDouble(axis);
      double full = transposed ? out + padding.applyAsDouble(axis) : out;
      products *= transposed ? in : out;
      data *= padded;
      result *= Math.max(full, out);
      kernel *= dilatesKernel ? spread : 1;
      columns *=
          (transposed ? in : out)
              * (dilatesKernel ? spec.effectiveKernel(axis) : spec.kernelSize().get(axis));
    }
    return new Workload(
        products, perOutput, Double.BYTES * (4 * (data + result + kernel) + 2 * columns), groups);
  }

  private static Workload of(TensorFlowSpec spec) {
    boolean transposed = spec.op().isTransposed();
    double window = product(spec.kernelSize());
    double inPerGroup =
        switch (spec.op().kind()) {
          case CONV -> (double) spec.inChannels().value() / spec.groups();
          case CONV_TRANSPOSE -> spec.inChannels().value();
          case DEPTHWISE_CONV, MAX_POOL, AVG_POOL -> 1;
        };
    double in = spec.inputShape().elements();
    double out = spec.outputShape().elements();
    double products =
        transposed ? in * window * spec.outChannels().value() : out * window * inPerGroup;
    double padded = in;
    double full = out;
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      double reach = spec.effectiveKernel(axis);
      padded *= transposed ? 1 : 1 + around(spec, axis) / spec.inputSize(axis).value();
      full *= transposed ? 1 + 2 * reach / spec.outputSize(axis).value() : 1;
    }
    double weight = spec.weightShape() == null ? 0 : spec.weightShape().elements();
    double columns = products / (transposed ? spec.inChannels().value() : 1);
    return new Workload(
        products,
        window * inPerGroup,
        Double.BYTES * (4 * (padded + full + weight) + 2 * columns),
        spec.op().kind() == TensorFlowOp.Kind.DEPTHWISE_CONV
            ? spec.inChannels().value()
            : spec.groups());
  }

  private static Workload ofPool(TensorFlowSpec spec) {
    double[] padded = new double[spec.spatialRank()];
    for (int axis = 0; axis < padded.length; axis++) {
      padded[axis] = 1 + around(spec, axis) / spec.inputSize(axis).value();
    }
    return ofPool(spec, spec.kernelSize(), padded);
  }

  private static Workload of(JaxSpec spec) {
    double[] padded = new double[spec.spatialRank()];
    double data = 1;
    for (int axis = 0; axis < padded.length; axis++) {
      double around = Math.max(spec.padAmount(axis).orElseThrow().total(), 0);
      padded[axis] =
          (spec.dilatedSize(axis).value() + around) / (double) spec.inputSize(axis).value();
      data *= padded[axis];
    }
    Shape weight = spec.weightShape();
    if (weight == null) {
      return ofPool(spec, spec.kernelSize(), padded);
    }
    double perOutput =
        product(spec.kernelSize()) * spec.channels().in().value() / (double) spec.groups();
    double out = spec.outputShape().elements();
    double products = out * perOutput;
    double numbers = spec.inputShape().elements() * data + out + weight.elements();
    // The columns of one group at a time.
    double columns = products / spec.outChannels().value();
    return new Workload(
        products, perOutput, Double.BYTES * (4 * numbers + 2 * columns), spec.groups());
  }

  /** An upper bound of the padding along an axis. */
  private static double around(TensorFlowSpec spec, int axis) {
    if (spec.padding() instanceof TensorFlowPadding.Explicit explicit) {
      return Math.max(explicit.amounts().get(axis).total(), 0);
    }
    return spec.padding() instanceof TensorFlowPadding.Valid ? 0 : spec.effectiveKernel(axis);
  }

  private static double product(List<Integer> sizes) {
    double product = 1;
    for (int size : sizes) {
      product *= size;
    }
    return product;
  }

  private static double batch(Layer layer) {
    return layer.isBatched() ? layer.inputShape().size(0).value() : 1;
  }

  /**
   * The layer with a batch of one, and at most two channels per group in three groups. The
   * geometry, which a translation can get wrong, is the same.
   */
  static Layer reduced(Layer layer) {
    int groups = Math.min(layer.groups(), 3);
    Layer few =
        layer.accept(
            new OtherChannels(
                few(layer.inChannels(), layer.groups(), groups),
                few(layer.outChannels(), layer.groups(), groups),
                groups));
    return few.withInputShape(withBatchOfOne(few));
  }

  /** At most two channels per group; unknown channels stay unknown. */
  private static Size few(Size channels, int groups, int fewGroups) {
    return channels.isKnown()
        ? Size.of(fewGroups * Math.min(channels.value() / groups, 2))
        : channels;
  }

  static Shape withBatchOfOne(Layer layer) {
    return layer.isBatched() ? layer.inputShape().with(0, Size.of(1)) : layer.inputShape();
  }
}
