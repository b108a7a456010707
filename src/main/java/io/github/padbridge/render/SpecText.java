package io.github.padbridge.render;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowSpec;
import java.util.List;
import java.util.stream.Collectors;

/** A layer as a Python call: {@code ConvTranspose1d(258, 1, kernel_size=(7,), stride=(6,))}. */
public final class SpecText implements Layer.Visitor<String> {
  private SpecText() {}

  public static String of(Layer layer) {
    return layer.accept(new SpecText());
  }

  @Override
  public String conv(ConvSpec spec) {
    StringBuilder text = new StringBuilder(spec.op().className());
    text.append(spec.padsAtRuntime() ? "Same" : "");
    text.append('(').append(spec.inChannels()).append(", ").append(spec.outChannels());
    text.append(", kernel_size=").append(tuple(spec.kernelSize()));
    text.append(", stride=").append(tuple(spec.stride()));
    if (spec.padding() instanceof Padding.Explicit explicit) {
      text.append(isAll(explicit.amounts(), 0) ? "" : ", padding=" + tuple(explicit.amounts()));
    } else if (spec.padding() instanceof Padding.PerSide perSide) {
      text.append(", padding=").append(SpecArguments.pairs(perSide.amounts()));
    } else if (!spec.padsAtRuntime()) {
      text.append(", padding='")
          .append(spec.padding() instanceof Padding.Same ? "same" : "valid")
          .append('\'');
    }
    text.append(isAll(spec.dilation(), 1) ? "" : ", dilation=" + tuple(spec.dilation()));
    text.append(
        isAll(spec.outputPadding(), 0) ? "" : ", output_padding=" + tuple(spec.outputPadding()));
    text.append(spec.groups() == 1 ? "" : ", groups=" + spec.groups());
    text.append(spec.bias() ? "" : ", bias=False");
    text.append(
        spec.paddingMode() == PaddingMode.ZEROS
            ? ""
            : ", padding_mode='" + spec.paddingMode().torchName() + "'");
    text.append(spec.flipKernel() ? ", flip_kernel=True" : "");
    return text.append(')').toString();
  }

  @Override
  public String pool(PoolSpec spec) {
    StringBuilder text = new StringBuilder(spec.op().className());
    text.append(spec.padsSame() ? "Same" : "");
    text.append("(kernel_size=").append(tuple(spec.kernelSize()));
    text.append(", stride=").append(tuple(spec.stride()));
    text.append(isAll(spec.padding(), 0) ? "" : ", padding=" + tuple(spec.padding()));
    text.append(isAll(spec.dilation(), 1) ? "" : ", dilation=" + tuple(spec.dilation()));
    text.append(spec.ceilMode() ? ", ceil_mode=True" : "");
    text.append(spec.countIncludePad() ? "" : ", count_include_pad=False");
    text.append(
        spec.divisorOverride() == null ? "" : ", divisor_override=" + spec.divisorOverride());
    return text.append(')').toString();
  }

  @Override
  public String tensorFlow(TensorFlowSpec spec) {
    StringBuilder text = new StringBuilder("tf.nn.").append(spec.opName()).append("(x");
    if (spec.op().isPooling()) {
      text.append(", ksize=").append(spec.kernelSize());
    } else {
      text.append(", filters ").append(spec.weightShape());
    }
    if (spec.op().isTransposed()) {
      text.append(", output_shape=").append(spec.outputShape().sizes());
    }
    text.append(", strides=").append(spec.strides());
    Object padding = SpecArguments.padding(spec);
    text.append(", padding=").append(padding instanceof String name ? "\"" + name + "\"" : padding);
    text.append(isAll(spec.dilations(), 1) ? "" : ", dilations=" + spec.dilations());
    text.append(spec.channelsFirst() ? ", data_format=\"" + spec.dataFormat() + "\"" : "");
    text.append(')').append(spec.bias() ? " + bias" : "");
    return text.append(spec.flipKernel() ? ", kernel flipped" : "").toString();
  }

  @Override
  public String onnx(OnnxSpec spec) {
    return SpecArguments.attributes(spec).entrySet().stream()
        .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
        .collect(
            Collectors.joining(
                ", ",
                "onnx." + spec.opName() + "(",
                spec.flipKernel() ? "), kernel flipped" : ")"));
  }

  private static String quoted(Object value) {
    return value instanceof String text ? "\"" + text + "\"" : value.toString();
  }

  @Override
  public String jax(JaxSpec spec) {
    return JaxText.of(spec);
  }

  static boolean isAll(List<Integer> values, int value) {
    return values.stream().allMatch(v -> v == value);
  }

  static String tuple(List<?> values) {
    String items = values.toString();
    String inside = items.substring(1, items.length() - 1);
    return "(" + inside + (values.size() == 1 ? ",)" : ")");
  }
}
