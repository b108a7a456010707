package io.github.padbridge.translate;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * Warnings for porting a layer by hand: what goes wrong with exactly this layer, as measured in the
 * frameworks.
 */
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

        @Override
        public List<String> onnx(OnnxSpec spec) {
          return OnnxTraps.of(spec);
        }

        @Override
        public List<String> jax(JaxSpec spec) {
          return JaxTraps.of(spec);
        }
      };

  private final ConvSpec spec;
  private final List<String> traps = new ArrayList<>();

  private Traps(ConvSpec spec) {
    this.spec = spec;
  }

  /** One sentence per warning, without a full stop; empty where there is none. */
  public static List<String> of(Layer layer) {
    return layer.accept(OF);
  }

  private static List<String> ofConvolution(ConvSpec spec) {
    Traps traps = new Traps(spec);
    if (spec.op().isTransposed()) {
      traps.transposed();
    } else {
      traps.forward();
      traps.narrow();
    }
    traps.traps.addAll(SameTraps.of(spec));
    return traps.traps;
  }

  private void transposed() {
    String op = "tf.nn.conv" + spec.spatialRank() + "d_transpose";
    if (isDilated()) {
      traps.add(op + " does not support dilations on CPU builds without oneDNN");
    }
    if (spec.groups() > 1) {
      traps.add(op + " and the Keras layer do not support groups");
    }
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      if (spec.outputPadding().get(axis) >= spec.stride().get(axis)) {
        traps.add(
            "Keras, ONNX Runtime and the converters need output_padding < stride (here "
                + spec.outputPadding().get(axis)
                + " and "
                + spec.stride().get(axis)
                + ")");
        return;
      }
    }
  }

  private void narrow() {
    int last = spec.spatialRank() - 1;
    boolean oneChannel = spec.inChannels().equals(Size.of(1)) || (last == 2 && isDepthwise());
    if (oneChannel) {
      long around = 2L * Math.abs(spec.isPadAmountOpen(last) ? 0 : spec.padAmount(last).before());
      long enough = spec.effectiveKernel(last) + spec.stride().get(last) + around;
      NarrowOutput.trap(spec, spec.stride(), enough).ifPresent(traps::add);
    }
  }

  private void forward() {
    boolean strided = spec.stride().stream().anyMatch(stride -> stride > 1);
    boolean depthwise = spec.spatialRank() == 2 && spec.groups() > 1 && isDepthwise();
    if (strided && isDilated()) {
      traps.add(
          "tf.nn.convolution and the Keras layers do not support strides together with dilations");
    }
    if (depthwise && strided && isDilated()) {
      traps.add(
          "tf.nn.depthwise_conv2d returns wrong numbers with strides and dilations, without an error");
    }
    if (depthwise && spec.stride().stream().distinct().count() > 1) {
      traps.add(
          "tf.nn.depthwise_conv2d does not support unequal strides on CPU builds without oneDNN");
    }
    if (spec.spatialRank() < 3 && spec.groups() > 1 && spec.bias()) {
      traps.add(
          "tf.nn.bias_add after a grouped convolution fails inside tf.function on CPU builds without oneDNN");
    }
    if (spec.spatialRank() == 3 && isDilated()) {
      traps.add("tf.nn.conv3d does not support dilations on CPU builds without oneDNN");
    }
    if (spec.spatialRank() == 3 && spec.groups() > 1) {
      traps.add("tf.nn.conv3d does not support groups on CPU");
    }
  }

  private boolean isDepthwise() {
    return spec.inChannels().equals(Size.of(spec.groups()));
  }

  private boolean isDilated() {
    return spec.dilation().stream().anyMatch(dilation -> dilation > 1);
  }
}
