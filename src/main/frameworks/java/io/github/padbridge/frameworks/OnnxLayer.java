package io.github.padbridge.frameworks;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** ONNX nodes by ONNX Runtime: a model of one node. */
final class OnnxLayer {
  /** The opset of {@link OnnxSpec}. */
  private static final int OPSET = 22;

  private OnnxLayer() {}

  /**
   * The output of the layer.
   *
   * @throws IllegalStateException with the words of ONNX Runtime if it refuses the node
   */
  static Tensor run(OnnxSpec spec, CaseTensors on, Precision precision) {
    OnnxGraph graph = new OnnxGraph(OPSET, on.x(), precision);
    List<String> inputs = new ArrayList<>(List.of(OnnxGraph.DATA));
    if (!spec.op().isPooling()) {
      Tensor weight = on.requireWeight();
      inputs.add(graph.constant(spec.flipKernel() ? flipped(weight) : weight));
    }
    if (on.bias() != null) {
      inputs.add(graph.constant(on.bias()));
    }
    return graph.tensor(graph.node(spec.opName(), inputs, attributes(spec)));
  }

  /** A weight (O, I, k...) with every kernel reversed along all its axes. */
  private static Tensor flipped(Tensor weight) {
    double[] data = weight.data();
    double[] reversed = new double[data.length];
    int volume = IntStream.of(weight.shape()).skip(2).reduce(1, (a, b) -> a * b);
    for (int at = 0; at < data.length; at++) {
      reversed[at] = data[at / volume * volume + volume - 1 - at % volume];
    }
    return new Tensor(weight.shape(), reversed);
  }

  /** A global pooling has none. */
  private static Map<String, Object> attributes(OnnxSpec spec) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (spec.op().isGlobal()) {
      return attributes;
    }
    attributes.put("kernel_shape", spec.kernelSize());
    attributes.put("strides", spec.strides());
    attributes.put("dilations", spec.dilations());
    attributes.put("auto_pad", spec.padding().autoPad());
    if (spec.padding() instanceof OnnxPadding.Pads pads) {
      attributes.put("pads", OnnxPadding.list(pads.amounts()));
    }
    switch (spec.op()) {
      case CONV -> attributes.put("group", spec.channels().group());
      case CONV_TRANSPOSE -> {
        attributes.put("group", spec.channels().group());
        attributes.put("output_padding", spec.output().padding());
        if (spec.hasFixedOutput()) {
          attributes.put("output_shape", spec.output().shape());
        }
      }
      case MAX_POOL -> attributes.put("ceil_mode", spec.ceilMode() ? 1 : 0);
      case AVERAGE_POOL -> {
        attributes.put("ceil_mode", spec.ceilMode() ? 1 : 0);
        attributes.put("count_include_pad", spec.countIncludePad() ? 1 : 0);
      }
      case GLOBAL_MAX_POOL, GLOBAL_AVERAGE_POOL -> {}
    }
    return attributes;
  }
}
