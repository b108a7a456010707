package io.github.padbridge.render.python;

import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.TensorFlowStep;
import java.util.ArrayList;
import java.util.List;

/** Calls of the convolutions and poolings of {@code tf.nn}, each with the arguments it takes. */
final class TensorFlowCalls {
  private TensorFlowCalls() {}

  static Code conv(String x, String kernel, TensorFlowStep.Conv step) {
    List<Object> arguments = new ArrayList<>(List.of(x, kernel));
    int rank = step.strides().size();
    switch (rank) {
      case 1 -> arguments.add(Code.named("stride", step.strides().get(0)));
      case 2 -> arguments.add(Code.named("strides", step.strides()));
      default -> arguments.add(Code.named("strides", ofAllAxes(step.strides())));
    }
    arguments.add(padding(step.padding()));
    addDilations(
        step.dilations(), rank == 3 ? ofAllAxes(step.dilations()) : step.dilations(), arguments);
    return Code.call("tf.nn.conv" + rank + "d", arguments.toArray());
  }

  static Code convTranspose(
      String x, String kernel, TensorFlowStep.ConvTranspose step, OpenSizes sizes) {
    List<Object> arguments = new ArrayList<>(List.of(x, kernel));
    arguments.add(Code.named("output_shape", sizes.expression(step.outputShape())));
    arguments.add(Code.named("strides", perAxis(step.strides())));
    arguments.add(padding(step.padding()));
    addDilations(step.dilations(), step.dilations(), arguments);
    return Code.call("tf.nn." + step.op(TensorFlowStep.OPS), arguments.toArray());
  }

  static Code pool(String x, TensorFlowStep.Pool step) {
    return Code.call(
        "tf.nn." + step.op(TensorFlowStep.OPS),
        x,
        Code.named("ksize", perAxis(step.ksize())),
        Code.named("strides", perAxis(step.strides())),
        padding(step.padding()));
  }

  /** A number for one axis, a list for several. */
  private static Object perAxis(List<Integer> values) {
    return values.size() == 1 ? values.get(0) : values;
  }

  private static Code padding(ConvPadding padding) {
    return Code.named(
        "padding", padding.term() instanceof String name ? "\"" + name + "\"" : padding.term());
  }

  private static void addDilations(
      List<Integer> dilations, List<Integer> written, List<Object> arguments) {
    if (dilations.stream().anyMatch(dilation -> dilation > 1)) {
      arguments.add(Code.named("dilations", perAxis(written)));
    }
  }

  /** {@code tf.nn.conv3d} also needs numbers for the batch and the channels. */
  private static List<Integer> ofAllAxes(List<Integer> spatial) {
    List<Integer> all = new ArrayList<>(spatial);
    all.add(0, 1);
    all.add(1);
    return all;
  }
}
