package io.github.padbridge.translate;

import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.PaddingMode;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What goes wrong, as measured of the frameworks, when this very layer is ported by hand. */
public final class Traps {
  private static final Layer.Visitor<List<String>> OF =
      new Layer.Visitor<List<String>>() {
        @Override
        public List<String> conv(ConvSpec spec) {
          return ofConvolution(spec);
        }

        @Override
        public List<String> pool(PoolSpec spec) {
          return PoolTraps.of(spec);
        }

        @Override
        public List<String> tensorFlow(TensorFlowSpec spec) {
          return TensorFlowTraps.of(spec);
        }
      };

  private final ConvSpec spec;
  private final List<String> traps = new ArrayList<>();

  private Traps(ConvSpec spec) {
    this.spec = spec;
  }

  /** One sentence a trap, without a full stop; empty where the layer touches none. */
  public static List<String> of(Layer layer) {
    return layer.accept(OF);
  }

  private static List<String> ofConvolution(ConvSpec spec) {
    Traps traps = new Traps(spec);
    if (spec.op().isTransposed()) {
      traps.transposed();
    } else {
      traps.forward();
      traps.same();
      traps.narrow();
    }
    return traps.traps;
  }

  private void transposed() {
    String op = "tf.nn.conv" + spec.spatialRank() + "d_transpose";
    if (isDilated()) {
      traps.add(op + " refuses dilations on CPU builds without oneDNN");
    }
    if (spec.groups() > 1) {
      traps.add(op + " has no groups, and neither has Keras' layer");
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      if (spec.outputPadding().get(axis) >= spec.stride().get(axis)) {
        traps.add(
            "Keras, ONNX Runtime and the converters take an output_padding below the stride only (here "
                + spec.outputPadding().get(axis)
                + " and "
                + spec.stride().get(axis)
                + ")");
        return;
      }
    }
  }

  /** The one geometry that TensorFlow itself computes wrongly; see FrameworkFaultsTest. */
  private void narrow() {
    int last = spec.spatialRank() - 1;
    boolean oneChannel =
        spec.inChannels() == 1 || (last == 2 && spec.inChannels() == spec.groups());
    if (last > 0
        && oneChannel
        && spec.stride().get(last - 1) == 1
        && spec.stride().get(last) > 1
        && spec.outputSize(last).equals(Size.of(1))) {
      traps.add(
          "with one input channel, one column of output and a stride along the columns only,"
              + " TensorFlow itself is wrong in float32 with oneDNN on, the default on x86 (measured"
              + " of 2.18 and 2.21 with AVX-512): set TF_ENABLE_ONEDNN_OPTS=0 before it starts");
    }
  }

  private void forward() {
    boolean strided = spec.stride().stream().anyMatch(stride -> stride > 1);
    boolean depthwise =
        spec.spatialRank() == 2 && spec.groups() > 1 && spec.groups() == spec.inChannels();
    if (strided && isDilated()) {
      traps.add("tf.nn.convolution and Keras' layers refuse strides together with dilations");
    }
    if (depthwise && strided && isDilated()) {
      traps.add("tf.nn.depthwise_conv2d is silently wrong with strides and dilations");
    }
    if (depthwise && spec.stride().stream().distinct().count() > 1) {
      traps.add("tf.nn.depthwise_conv2d refuses unequal strides on CPU builds without oneDNN");
    }
    if (spec.spatialRank() < 3 && spec.groups() > 1 && spec.bias()) {
      traps.add(
          "tf.nn.bias_add after a grouped convolution fails inside tf.function on CPU builds without oneDNN");
    }
    if (spec.spatialRank() == 3 && isDilated()) {
      traps.add("tf.nn.conv3d refuses dilations on CPU builds without oneDNN");
    }
    if (spec.spatialRank() == 3 && spec.groups() > 1) {
      traps.add("tf.nn.conv3d has no groups on CPU");
    }
  }

  private boolean isDilated() {
    return spec.dilation().stream().anyMatch(dilation -> dilation > 1);
  }

  /** SAME that gives the right shape and the wrong numbers. */
  private void same() {
    if (spec.paddingMode() != PaddingMode.ZEROS || spec.padsAtRuntime()) {
      return;
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      Optional<String> trap =
          spec.inputSize(axis).isKnown()
              ? sameHere(axis, spec.inputSize(axis).value())
              : sameSomewhere(axis);
      if (trap.isPresent()) {
        traps.add(trap.get());
        return;
      }
    }
  }

  private Optional<String> sameHere(int axis, long in) {
    return beforeBySame(axis, in)
        .map(
            before ->
                "padding=\"SAME\" gives the same shape here and other numbers: it puts "
                    + before
                    + " before axis "
                    + spec.axisName(axis)
                    + ", PyTorch "
                    + spec.padAmount(axis).before());
  }

  /**
   * What SAME pads depends on what the stride leaves over of the size, and on nothing else, so that
   * a rest stands for every size that leaves it. The longer the rest, the less SAME pads; the
   * longest is a whole stride, which is 0. Where the kernel reaches over PyTorch's padding, the
   * shapes agree from the rest on at which SAME pads the same, so that it is wrong at 0 if
   * anywhere. Where not, SAME always pads less, and the shapes agree at 1 if anywhere.
   */
  private Optional<String> sameSomewhere(int axis) {
    return Stream.of(0L, 1L)
        .flatMap(rest -> beforeBySame(axis, rest).map(b -> same(axis, rest, b)).stream())
        .findFirst();
  }

  private String same(int axis, long rest, int before) {
    long stride = spec.stride().get(axis);
    return "padding=\"SAME\" gives the same shape"
        + (stride == 1 ? "" : " for " + sizes(axis, stride, rest))
        + " and other numbers: it puts "
        + before
        + " before axis "
        + spec.axisName(axis)
        + ", PyTorch "
        + spec.padAmount(axis).before();
  }

  private String sizes(int axis, long stride, long rest) {
    String name = ConvSpec.inputName(spec.axisName(axis));
    return stride == 2
        ? (rest == 0 ? "an even " : "an odd ") + name
        : name + " = " + stride + "k" + (rest == 0 ? "" : " + " + rest);
  }

  /** What SAME puts before an axis of this size, where the output is as long as PyTorch's. */
  private Optional<Integer> beforeBySame(int axis, long in) {
    int stride = spec.stride().get(axis);
    long reach = spec.effectiveKernel(axis);
    PadAmount here = spec.padAmount(axis);
    Size size = Size.of(in);
    boolean sameShape =
        ConvArithmetic.sameOutput(size, stride)
            .equals(ConvArithmetic.forwardOutput(ConvArithmetic.padded(size, here), reach, stride));
    int before = ConvArithmetic.tensorFlowSame(in, reach, stride).before();
    return sameShape && before != here.before() ? Optional.of(before) : Optional.empty();
  }
}
