package io.github.padbridge.explain;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Remarks on the geometry of a layer along one axis, one sentence each. */
public final class Remarks {
  private final List<String> sentences = new ArrayList<>();

  private Remarks() {}

  /**
   * The sentences on one axis.
   *
   * @param layer with a known input shape
   */
  public static List<String> of(Layer layer, int axis) {
    Remarks remarks = new Remarks();
    layer.accept(
        new Layer.Visitor<Remarks>() {
          @Override
          public Remarks conv(ConvSpec spec) {
            return remarks.convolution(spec, axis);
          }

          @Override
          public Remarks pool(PoolSpec spec) {
            return remarks.pooling(spec, axis);
          }

          @Override
          public Remarks tensorFlow(TensorFlowSpec spec) {
            return remarks.ofTensorFlow(spec, axis);
          }

          @Override
          public Remarks onnx(OnnxSpec spec) {
            return remarks.ofOnnx(spec, axis);
          }

          @Override
          public Remarks jax(JaxSpec spec) {
            return remarks.ofJax(spec, axis);
          }
        });
    return List.copyOf(remarks.sentences);
  }

  private Remarks convolution(ConvSpec spec, int axis) {
    long reach = spec.effectiveKernel(axis);
    int stride = spec.stride().get(axis);
    PadAmount padding = spec.padAmount(axis);
    if (spec.op().isTransposed()) {
      scattered(reach, padding.before(), stride);
      overlap(spec.kernelSize().get(axis), spec.dilation().get(axis), stride);
      sharedSize(spec, axis);
    } else {
      window(reach, padding.before(), stride);
    }
    if (!spec.padsAtRuntime()) {
      SameRemark.of(spec, axis).ifPresent(sentences::add);
    }
    return this;
  }

  private Remarks pooling(PoolSpec spec, int axis) {
    window(spec.effectiveKernel(axis), spec.padAmount(axis).before(), spec.stride().get(axis));
    if (!spec.padsSame()) {
      SameRemark.of(spec, axis).ifPresent(sentences::add);
    }
    return this;
  }

  private Remarks ofTensorFlow(TensorFlowSpec spec, int axis) {
    long before = spec.padAmount(axis).orElseThrow().before();
    int stride = spec.strides().get(axis);
    if (spec.op().isTransposed()) {
      scattered(spec.effectiveKernel(axis), before, stride);
      overlap(spec.kernelSize().get(axis), spec.dilations().get(axis), stride);
      return this;
    }
    return window(spec.effectiveKernel(axis), before, stride);
  }

  private Remarks ofOnnx(OnnxSpec spec, int axis) {
    long before = spec.padAmount(axis).orElseThrow().before();
    int stride = spec.strides().get(axis);
    if (spec.op().isTransposed()) {
      scattered(spec.effectiveKernel(axis), before, stride);
      overlap(spec.kernelSize().get(axis), spec.dilations().get(axis), stride);
    } else {
      window(spec.effectiveKernel(axis), before, stride);
    }
    SameRemark.of(spec, axis).ifPresent(sentences::add);
    return this;
  }

  private Remarks ofJax(JaxSpec spec, int axis) {
    long reach = spec.effectiveKernel(axis);
    long before = spec.padAmount(axis).orElseThrow().before();
    int between = spec.reading().baseDilation().get(axis);
    int stride = spec.strides().get(axis);
    if (between == 1) {
      return window(reach, before, stride);
    }
    if (stride == 1) {
      scattered(reach, reach - 1 - before, between);
      overlap(spec.kernelSize().get(axis), spec.dilations().get(axis), between);
      return this;
    }
    sentences.add(
        "The input has "
            + (between - 1)
            + (between == 2 ? " zero" : " zeros")
            + " between its elements, and the windows are "
            + stride
            + " places apart.");
    return window(reach, before, stride);
  }

  /** What a window reads, and its centre. */
  private Remarks window(long reach, long before, long stride) {
    sentences.add(
        "Output p reads "
            + elements(reach)
            + " (its receptive field), starting at "
            + times("p", stride)
            + plus(-before)
            + " and centred at "
            + times("p", stride)
            + plusHalf(reach - 1 - 2 * before)
            + aligned(reach - 1 - 2 * before)
            + ".");
    return this;
  }

  /** The output elements that an input element adds to, and their centre. */
  private void scattered(long reach, long cut, long stride) {
    sentences.add(
        "Input i adds to "
            + elements(reach)
            + " of the output, starting at "
            + times("i", stride)
            + plus(-cut)
            + " and centred at "
            + times("i", stride)
            + plusHalf(reach - 1 - 2 * cut)
            + aligned(reach - 1 - 2 * cut)
            + ".");
  }

  private static String aligned(long twice) {
    return twice == 0 ? ", so nothing is shifted" : "";
  }

  static String elements(long count) {
    return count + (count == 1 ? " element" : " elements");
  }

  private static String times(String index, long stride) {
    return stride == 1 ? index : index + "*" + stride;
  }

  private static String plus(long summand) {
    return summand == 0 ? "" : summand < 0 ? " - " + -summand : " + " + summand;
  }

  /** Plus half of a number. */
  private static String plusHalf(long twice) {
    return twice % 2 == 0
        ? plus(twice / 2)
        : (twice < 0 ? " - " : " + ") + Math.abs(twice) / 2 + ".5";
  }

  /**
   * How many products each element of the full result sums, away from its ends: tap k falls on the
   * remainder k*dilation of the stride.
   */
  private void overlap(long taps, long dilation, long stride) {
    if (stride == 1) {
      return;
    }
    long shared = gcd(dilation, stride);
    long met = stride / shared;
    long most = (taps + met - 1) / met;
    long least = shared > 1 ? 0 : taps / met;
    if (most == least) {
      sentences.add(
          "Away from the ends, every output is a sum of "
              + most
              + (most == 1 ? " product" : " products")
              + " per channel: the kernels overlap evenly.");
      return;
    }
    sentences.add(
        "The kernels overlap unevenly: away from the ends, an output is a sum of "
            + least
            + " or "
            + most
            + " products per channel, which shows as a checkerboard pattern; "
            + (shared > 1
                ? "no kernel_size avoids it while stride and dilation share a factor."
                : "a kernel_size that is a multiple of the stride avoids it."));
  }

  private static long gcd(long one, long other) {
    return other == 0 ? one : gcd(other, one % other);
  }

  /** The purpose of output_padding. */
  private void sharedSize(ConvSpec spec, int axis) {
    int stride = spec.stride().get(axis);
    long least = spec.outputSize(axis).value() - spec.outputPadding().get(axis);
    if (stride == 1 || least + stride <= 1) {
      return;
    }
    long first = Math.max(least, 1);
    sentences.add(
        "A convolution with these arguments maps "
            + sharing(first, least + stride - 1)
            + " to "
            + spec.inputSize(axis)
            + "; "
            + selecting(least, first, least + stride - 1)
            + (spec.outputPadding().get(axis) < stride
                ? "."
                : ", and a larger one only adds to the end."));
  }

  private static String sharing(long first, long last) {
    return last == first
        ? elements(first)
        : last == first + 1
            ? "both " + first + " and " + elements(last)
            : first + " to " + elements(last);
  }

  /** The output_padding for each size, the difference to the least one. */
  private static String selecting(long least, long first, long last) {
    if (last > first + 1) {
      String paddings = (first - least) + " to " + (last - least);
      return "output_padding " + paddings + " gives " + first + " to " + last;
    }
    return LongStream.rangeClosed(first, last)
        .mapToObj(size -> "output_padding=" + (size - least) + " gives " + size)
        .collect(Collectors.joining(", "));
  }
}
