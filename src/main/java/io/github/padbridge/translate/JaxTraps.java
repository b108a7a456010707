package io.github.padbridge.translate;

import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxPadding;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;

/** Warnings for porting a JAX layer by hand. */
final class JaxTraps {
  private final JaxSpec spec;
  private final List<String> traps = new ArrayList<>();

  private JaxTraps(JaxSpec spec) {
    this.spec = spec;
  }

  static List<String> of(JaxSpec spec) {
    JaxTraps traps = new JaxTraps(spec);
    traps.padding();
    if (spec.op().isPooling()) {
      traps.pooling();
    } else {
      traps.convolution();
    }
    return traps.traps;
  }

  private void padding() {
    boolean strided = spec.strides().stream().anyMatch(stride -> stride > 1);
    boolean same = spec.padding() instanceof JaxPadding.Same;
    if (same && strided) {
      traps.add(
          "the padding of SAME depends on the input size: PyTorch has no argument for it at this"
              + " stride");
    }
  }

  private void convolution() {
    if (spec.reading().isBaseDilated()) {
      if (!spec.reading().reversal()) {
        traps.add(
            "the kernel is not flipped: a transposed convolution of PyTorch or TensorFlow needs it"
                + " flipped along its spatial axes");
      }
      if (spec.strides().stream().anyMatch(stride -> stride > 1)) {
        traps.add(
            "no other framework has lhs_dilation together with a stride: zeros are inserted first");
      }
      if (spec.groups() > 1) {
        traps.add(
            "the weight of a grouped transposed convolution has its groups along O here, along I in"
                + " PyTorch");
      }
    }
    if (spec.reading().paddingMode() == PaddingMode.CIRCULAR) {
      traps.add("TensorFlow has no circular padding: tf.gather pads in front of the convolution");
    }
  }

  private void pooling() {
    boolean pads =
        spec.padding() instanceof JaxPadding.Same
            || ((JaxPadding.Pairs) spec.padding())
                .amounts().stream().map(PadAmount::padded).anyMatch(amount -> !amount.isNone());
    if (spec.op() == JaxOp.AVG_POOL && pads && spec.countIncludePad()) {
      traps.add("the average counts its padding; SAME in TensorFlow does not");
    }
    if (spec.op() == JaxOp.MAX_POOL && pads) {
      traps.add("padding a max pooling with zeros is wrong for negative inputs; pad with -inf");
    }
  }
}
