package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Concat;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.ExpandDims;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Gather;
import io.github.padbridge.plan.step.Ones;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.SamePad;
import io.github.padbridge.plan.step.Split;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.TensorFlowInterpreter;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.plan.step.ZeroInsert;
import io.github.padbridge.shape.SameRule;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.PlanTraps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;

/** A Python function of TensorFlow ops. */
final class TensorFlowFunction extends PlanFunction implements TensorFlowInterpreter<Void> {
  private boolean dataIsSplit;

  /**
   * @param plan the plan of the layer, in the layout of the function
   */
  TensorFlowFunction(Layer layer, Plan plan) {
    super(layer, plan, "tf.shape(%s)");
  }

  @Override
  List<String> remarks() {
    return PlanTraps.refusals(plan());
  }

  /** The bias is added before the steps that only transpose the result. */
  @Override
  void addOptionalBias() {
    body().line(1, "if bias is not None:");
    body().assign(2, "x", Code.call("tf.add", "x", "bias"), data().toString());
  }

  @Override
  public Void expandDims(ExpandDims step) {
    return assign("x", Code.call("tf.expand_dims", "x", 0));
  }

  @Override
  public Void squeeze(Squeeze step) {
    return assign("x", Code.call("tf.squeeze", "x", 0));
  }

  @Override
  public Void transpose(Transpose step) {
    String target = name(step.on());
    return assign(
        target,
        Code.call("tf.transpose", target, Arrays.stream(step.permutation()).boxed().toList()));
  }

  @Override
  public Void pad(Pad step) {
    String target = name(step.on());
    List<Object> arguments = new ArrayList<>(List.of(target));
    arguments.add(step.paddings().stream().map(p -> List.of(p.before(), p.after())).toList());
    if (step.mode() != Pad.Mode.CONSTANT) {
      arguments.add(Code.named("mode", "\"" + step.mode() + "\""));
    }
    switch (step.fill()) {
      case ZERO -> {}
      case ONE -> arguments.add(Code.named("constant_values", 1));
      case LOWEST -> arguments.add(Code.named("constant_values", "float(\"-inf\")"));
    }
    return assign(target, Code.call("tf.pad", arguments.toArray()));
  }

  @Override
  public Void gather(Gather step) {
    Size size = data().size(step.axis());
    int before = step.amount().before();
    Code range =
        Code.call("tf.range", -before, sizes().expression(size.plus(step.amount().after())));
    Code indices =
        switch (step.mode()) {
          case CLIP -> Code.call("tf.clip_by_value", range, 0, sizes().expression(size.minus(1)));
          case WRAP -> Code.call("tf.math.floormod", range, sizes().expression(size));
        };
    return assign("x", Code.call("tf.gather", "x", indices, Code.named("axis", step.axis())));
  }

  @Override
  public Void dilateKernel(DilateKernel step) {
    new SpreadCode("weight", weight(), body(), sizes()).write(0, step.dilations());
    return null;
  }

  @Override
  public Void zeroInsert(ZeroInsert step) {
    new SpreadCode("x", data(), body(), sizes()).write(1, step.strides());
    return null;
  }

  @Override
  public Void flipKernel(FlipKernel step) {
    return assign("weight", Code.call("tf.reverse", "weight", Code.named("axis", step.flipped())));
  }

  @Override
  public Void reshape(Reshape step) {
    String target = name(step.on());
    return assign(target, Code.call("tf.reshape", target, sizes().expression(step.shape())));
  }

  @Override
  public Void ones(Ones step) {
    List<String> ranges = new ArrayList<>(Collections.nCopies(data().rank(), ":"));
    ranges.set(0, ":1");
    ranges.set(step.channelAxis(), ":1");
    return assign("coverage", Code.call("tf.ones_like", Code.subscript("x", ranges)));
  }

  @Override
  public Void pool(Pool step) {
    return assign(name(step.on()), TensorFlowCalls.pool(name(step.on()), step));
  }

  /** The elements of the windows along one axis, reduced to one number a window. */
  @Override
  public Void axisPool(AxisPool step) {
    String windows = sizes().expression(after().size(step.axis()));
    body()
        .line(
            1,
            "windows = tf.range("
                + windows
                + ")[:, None] * "
                + step.stride()
                + " + tf.range("
                + step.size()
                + ") * "
                + step.dilation());
    String x = name(step.on());
    Code gathered = Code.call("tf.gather", x, "windows", Code.named("axis", step.axis()));
    String function = step.pooling() == Pooling.MAX ? "tf.reduce_max" : "tf.reduce_mean";
    return assign(x, Code.call(function, gathered, Code.named("axis", step.axis() + 1)));
  }

  @Override
  public Void samePad(SamePad step) {
    List<Object> arguments = new ArrayList<>(List.of(name(step.on())));
    arguments.add(step.grid().size());
    arguments.add(step.grid().strides());
    arguments.add(step.grid().dilations());
    if (step.fill() == Pad.Fill.LOWEST) {
      arguments.add(Code.named("value", "float(\"-inf\")"));
    }
    if (step.rule() == SameRule.LOWER) {
      arguments.add(Code.named("odd_first", "True"));
    }
    return assign(name(step.on()), Code.call("same_pad", arguments.toArray()));
  }

  @Override
  public Void split(Split step) {
    dataIsSplit |= step.on() == Operand.DATA;
    return assign(
        name(step.on()) + "s",
        Code.call("tf.split", name(step.on()), step.parts(), Code.named("axis", step.axis())),
        step.parts() + " of " + after());
  }

  @Override
  public Void concat(Concat step) {
    dataIsSplit &= step.on() != Operand.DATA;
    String target = name(step.on());
    return assign(target, Code.call("tf.concat", target + "s", Code.named("axis", step.axis())));
  }

  @Override
  public Void conv(Conv step) {
    return convolve((x, kernel) -> TensorFlowCalls.conv(x, kernel, step));
  }

  @Override
  public Void outputShapeConvTranspose(OutputShapeConvTranspose step) {
    return convolve((x, kernel) -> TensorFlowCalls.convTranspose(x, kernel, step, sizes()));
  }

  @Override
  public Void addBias(AddBias step) {
    return assign("x", Code.call("tf.add", "x", "bias"));
  }

  /** A call on the data and the kernel, or on each pair of their parts. */
  private Void convolve(BiFunction<String, String, Code> call) {
    if (dataIsSplit) {
      Code clause = Code.call("for part, kernel in zip", "xs", "weights");
      return assign("xs", Code.loop(call.apply("part", "kernel"), clause), "each " + after());
    }
    return assign("x", call.apply("x", "weight"));
  }
}
