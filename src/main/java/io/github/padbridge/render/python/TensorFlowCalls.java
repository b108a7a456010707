package io.github.padbridge.render.python;

import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.WindowPadding;
import java.util.ArrayList;
import java.util.List;

/** Calls of the convolutions and poolings of {@code tf.nn}, each with the arguments it takes. */
final class TensorFlowCalls {
  private TensorFlowCalls() {}

  static Code conv(String x, String kernel, Conv step) {
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
      String x, String kernel, OutputShapeConvTranspose step, OpenSizes sizes) {
    List<Object> arguments = new ArrayList<>(List.of(x, kernel));
    arguments.add(Code.named("output_shape", sizes.expression(step.outputShape())));
    arguments.add(Code.named("strides", perAxis(step.strides())));
    arguments.add(padding(step.padding()));
    addDilations(step.dilations(), step.dilations(), arguments);
    return Code.call("tf.nn." + TensorFlowOpSet.OPS.call(step).op(), arguments.toArray());
  }

  static Code pool(String x, Pool step) {
    return Code.call(
        "tf.nn." + TensorFlowOpSet.OPS.call(step).op(),
        x,
        Code.named("ksize", perAxis(step.grid().size())),
        Code.named("strides", perAxis(step.grid().strides())),
        padding(step.padding()));
  }

  /** A number for one axis, a list for several. */
  private static Object perAxis(List<Integer> values) {
    return values.size() == 1 ? values.get(0) : values;
  }

  private static Code padding(WindowPadding padding) {
    return Code.named(
        "padding",
        padding.term(1, 1) instanceof String name ? "\"" + name + "\"" : padding.term(1, 1));
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
