package io.github.padbridge.proof;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxPadding;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A layer with unknown sizes, on chosen sizes to run it with.
 *
 * @param layers the layer on each of the sizes, the most significant first
 * @param longest the layer with the longest axes
 */
record ChosenSizes(List<Layer> layers, Layer longest) {
  private static final int BATCH = 2;
  private static final int FEW = 4;
  private static final int ENOUGH = 12;
  private static final int LARGEST_STRIDE = 8;

  /** A transposed convolution reads every input element with any stride. */
  private static final Layer.Visitor<List<Integer>> STRIDES =
      new Layer.Visitor<>() {
        @Override
        public List<Integer> conv(ConvSpec spec) {
          return spec.op().isTransposed()
              ? Collections.nCopies(spec.spatialRank(), 1)
              : spec.stride();
        }

        @Override
        public List<Integer> pool(PoolSpec spec) {
          return spec.stride();
        }

        @Override
        public List<Integer> tensorFlow(TensorFlowSpec spec) {
          return spec.op().isTransposed()
              ? Collections.nCopies(spec.spatialRank(), 1)
              : spec.strides();
        }

        @Override
        public List<Integer> onnx(OnnxSpec spec) {
          return spec.op().isTransposed()
              ? Collections.nCopies(spec.spatialRank(), 1)
              : spec.strides();
        }

        @Override
        public List<Integer> jax(JaxSpec spec) {
          return spec.strides();
        }
      };

  /** Whether all sizes of a layer are known. */
  static boolean areKnown(Layer layer) {
    return layer.inputShape().isKnown() && layer.outputShape().isKnown();
  }

  /**
   * Chooses every unknown size of a layer: small, but large enough for every part of the plan to
   * have work. There is one size for each remainder by the stride, up to a stride of eight, and one
   * more with other channels where the channels are unknown.
   */
  static ChosenSizes of(Layer layer) {
    List<Layer> byChannels = ChosenChannels.of(layer);
    List<Shape> shapes = shapes(byChannels.get(0));
    List<Layer> layers = new ArrayList<>();
    byChannels.forEach(each -> layers.add(each.withInputShape(shapes(each).get(0))));
    shapes.stream().skip(1).forEach(s -> layers.add(byChannels.get(0).withInputShape(s)));
    Layer longest = byChannels.get(0).withInputShape(shapes.get(shapes.size() - 1));
    return new ChosenSizes(List.copyOf(layers), longest);
  }

  /** The first of them. */
  ChosenSizes first(int count) {
    return new ChosenSizes(layers.subList(0, count), longest);
  }

  /** The chosen sizes in words. */
  String note() {
    Layer first = layers.get(0);
    boolean again = layers.size() > 1 && !channels(layers.get(1)).equals(channels(first));
    int longer = layers.size() - (again ? 2 : 1);
    return "input_shape "
        + first.inputShape()
        + (longer > 0 ? " and " + longer + (longer == 1 ? " larger size" : " larger sizes") : "")
        + (again ? ", channels " + channels(first) + ", then " + channels(layers.get(1)) : "");
  }

  /** {@code 2 -> 64}, of the input and the output. */
  private static String channels(Layer layer) {
    int axis = layer.channelAxis();
    return layer.inputShape().size(axis) + " -> " + layer.outputShape().size(axis);
  }

  private static List<Shape> shapes(Layer layer) {
    Shape shape = layer.inputShape();
    List<Integer> strides = layer.accept(STRIDES);
    int stride = 1;
    List<Integer> openAxes = new ArrayList<>();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      int dataAxis = dataAxis(layer, axis);
      if (!shape.size(dataAxis).isKnown()) {
        openAxes.add(dataAxis);
        stride = Math.max(stride, strides.get(axis));
        shape = shape.with(dataAxis, Size.of(enough(layer, axis)));
      }
    }
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!shape.size(axis).isKnown()) {
        shape = shape.with(axis, Size.of(BATCH));
      }
    }
    List<Shape> shapes = new ArrayList<>();
    for (int more = 0; more < Math.min(stride, LARGEST_STRIDE); more++) {
      Shape longer = shape;
      for (int axis : openAxes) {
        longer = longer.with(axis, shape.size(axis).plus(more));
      }
      shapes.add(longer);
    }
    return shapes;
  }

  /** The position of a spatial axis in the data. */
  static int dataAxis(Layer layer, int axis) {
    // The spatial axes follow the channels, or stand between the batch and them.
    int first = layer.channelAxis() == layer.inputShape().rank() - 1 ? 1 : layer.channelAxis() + 1;
    return first + axis;
  }

  /** A small axis size with which every part of a plan has work. */
  static long enough(Layer layer, int axis) {
    return layer.accept(
        new Layer.Visitor<Long>() {
          @Override
          public Long conv(ConvSpec spec) {
            long stride = spec.stride().get(axis);
            long padding = spec.padsAtRuntime() ? 0 : Math.abs((long) spec.padAmount(axis).after());
            // Forward: the kernel fits several times and no mirror is too short. Transposed: more
            // is written than is cropped.
            return spec.op().isTransposed()
                ? 2 * padding / stride + 4
                : spec.effectiveKernel(axis) + 2 * stride + 2 * padding + 1;
          }

          @Override
          public Long pool(PoolSpec spec) {
            return spec.effectiveKernel(axis) + 2L * spec.stride().get(axis) + 1;
          }

          @Override
          public Long tensorFlow(TensorFlowSpec spec) {
            if (!spec.op().isTransposed()) {
              boolean same = spec.padding() instanceof TensorFlowPadding.Same;
              // With SAME a kernel may be longer than the input, which keeps the work small.
              long reach = spec.effectiveKernel(axis);
              return (same ? Math.min(reach, ENOUGH) : reach) + 2L * spec.strides().get(axis) + 1;
            }
            // Long enough for something to be left of the output.
            long missing = 1 - spec.outputSize(axis).at(FEW).value();
            return FEW + Math.max(-Math.floorDiv(-missing, spec.strides().get(axis)), 0);
          }

          @Override
          public Long onnx(OnnxSpec spec) {
            long stride = spec.strides().get(axis);
            if (spec.op().isTransposed()) {
              long missing = 1 - spec.outputSize(axis).at(FEW).value();
              return FEW + Math.max(-Math.floorDiv(-missing, stride), 0);
            }
            boolean same = spec.padding() instanceof OnnxPadding.Same;
            long reach = spec.effectiveKernel(axis);
            return (same ? Math.min(reach, ENOUGH) : reach) + 2 * stride + 1;
          }

          @Override
          public Long jax(JaxSpec spec) {
            long reach = spec.effectiveKernel(axis);
            long stride = spec.strides().get(axis);
            if (!(spec.padding() instanceof JaxPadding.Pairs pairs)) {
              return Math.min(reach, ENOUGH) + 2 * stride + 1;
            }
            PadAmount amount = pairs.amounts().get(axis);
            int between = spec.reading().baseDilation().get(axis);
            // The kernel fits several times into what no negative padding crops.
            long places = reach + 2 * stride + 1 - Math.min(amount.cropped().total(), 0);
            long mirrored =
                spec.reading().paddingMode() == PaddingMode.ZEROS
                    ? 0
                    : Math.max(amount.before(), amount.after());
            return Math.max(places / between + 2, mirrored + 1);
          }
        });
  }

  /** The period of an axis: plans depend on the remainder of the size by this number. */
  static long period(Layer layer, int axis) {
    return layer.accept(STRIDES).get(axis);
  }
}
