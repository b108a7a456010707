package io.github.padbridge.render.python;

import io.github.padbridge.plan.Interpreter;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Every step of a plan as a statement on {@code x}, {@code weight} and {@code coverage}, with the
 * shape it leaves as a comment.
 */
final class TensorFlowSteps implements Interpreter.OfTensorFlow<Void> {
  private final CodeWriter body;
  private final OpenSizes sizes;
  private Shape data;
  private @Nullable Shape weight;
  private Shape after;
  private boolean dataIsSplit;

  TensorFlowSteps(Plan plan, CodeWriter body, OpenSizes sizes) {
    this.body = body;
    this.sizes = sizes;
    this.data = plan.input();
    this.weight = plan.weight();
    this.after = data;
  }

  void write(Plan.Traced traced) {
    after = traced.shape();
    traced.step().accept(this);
    switch (traced.step().on()) {
      case DATA -> data = after;
      case WEIGHT -> weight = after;
      case COVERAGE -> {}
    }
  }

  /** For a layer without a bias, which may be given one. */
  void addBiasIfGiven() {
    body.line(1, "if bias is not None:");
    body.assign(2, "x", Code.call("tf.add", "x", "bias"), data.toString());
  }

  private void assign(String target, Code code) {
    body.assign(1, target, code, after.toString());
  }

  private void assignX(String function, Object... arguments) {
    assign("x", Code.call(function, arguments));
  }

  @Override
  public Void expandDims(Step.ExpandDims step) {
    assignX("tf.expand_dims", "x", 0);
    return null;
  }

  @Override
  public Void squeeze(Step.Squeeze step) {
    assignX("tf.squeeze", "x", 0);
    return null;
  }

  @Override
  public Void transpose(Step.Transpose step) {
    String target = name(step.on());
    assign(target, Code.call("tf.transpose", target, ints(step.permutation())));
    return null;
  }

  @Override
  public Void pad(Step.Pad step) {
    String target = name(step.on());
    List<Object> arguments = new ArrayList<>(List.of(target));
    arguments.add(step.paddings().stream().map(p -> List.of(p.before(), p.after())).toList());
    if (step.mode() != Step.Pad.Mode.CONSTANT) {
      arguments.add(Code.named("mode", "\"" + step.mode() + "\""));
    }
    switch (step.fill()) {
      case ZERO -> {}
      case ONE -> arguments.add(Code.named("constant_values", 1));
      case LOWEST -> arguments.add(Code.named("constant_values", "float(\"-inf\")"));
    }
    assign(target, Code.call("tf.pad", arguments.toArray()));
    return null;
  }

  @Override
  public Void gather(TensorFlowStep.Gather step) {
    Size size = data.size(step.axis());
    int before = step.amount().before();
    Code range = Code.call("tf.range", -before, sizes.expression(size.plus(step.amount().after())));
    Code indices =
        switch (step.mode()) {
          case CLIP -> Code.call("tf.clip_by_value", range, 0, sizes.expression(size.minus(1)));
          case WRAP -> Code.call("tf.math.floormod", range, sizes.expression(size));
        };
    assignX("tf.gather", "x", indices, Code.named("axis", step.axis()));
    return null;
  }

  @Override
  public Void dilateKernel(TensorFlowStep.DilateKernel step) {
    Shape kernel = Objects.requireNonNull(weight);
    new SpreadCode("weight", kernel, body, sizes).write(0, step.dilations());
    return null;
  }

  @Override
  public Void zeroInsert(TensorFlowStep.ZeroInsert step) {
    new SpreadCode("x", data, body, sizes).write(1, step.strides());
    return null;
  }

  @Override
  public Void flipKernel(Step.FlipKernel step) {
    assign("weight", Code.call("tf.reverse", "weight", Code.named("axis", step.flipped())));
    return null;
  }

  @Override
  public Void reshape(Step.Reshape step) {
    assign(
        name(step.on()), Code.call("tf.reshape", name(step.on()), sizes.expression(step.shape())));
    return null;
  }

  @Override
  public Void ones(Step.Ones step) {
    List<String> ranges = new ArrayList<>(Collections.nCopies(data.rank(), ":"));
    ranges.set(0, ":1");
    ranges.set(step.channelAxis(), ":1");
    assign("coverage", Code.call("tf.ones_like", Code.subscript("x", ranges)));
    return null;
  }

  @Override
  public Void divide(Step.Divide step) {
    assign("x", Code.operation("x / coverage"));
    return null;
  }

  @Override
  public Void scale(Step.Scale step) {
    assign("x", Code.operation("x * " + step.numerator() + " / " + step.denominator()));
    return null;
  }

  @Override
  public Void pool(TensorFlowStep.Pool step) {
    assign(name(step.on()), TensorFlowCalls.pool(name(step.on()), step));
    return null;
  }

  @Override
  public Void windowMax(TensorFlowStep.WindowMax step) {
    String windows = sizes.expression(after.size(step.axis()));
    body.line(
        1,
        "windows = tf.range("
            + windows
            + ")[:, None] * "
            + step.stride()
            + " + tf.range("
            + step.size()
            + ") * "
            + step.dilation());
    Code gathered = Code.call("tf.gather", "x", "windows", Code.named("axis", step.axis()));
    assign("x", Code.call("tf.reduce_max", gathered, Code.named("axis", step.axis() + 1)));
    return null;
  }

  @Override
  public Void split(Step.Split step) {
    dataIsSplit |= step.on() == Operand.DATA;
    body.assign(
        1,
        name(step.on()) + "s",
        Code.call("tf.split", name(step.on()), step.parts(), Code.named("axis", step.axis())),
        step.parts() + " of " + after);
    return null;
  }

  @Override
  public Void concat(Step.Concat step) {
    dataIsSplit &= step.on() != Operand.DATA;
    String target = name(step.on());
    assign(target, Code.call("tf.concat", target + "s", Code.named("axis", step.axis())));
    return null;
  }

  @Override
  public Void conv(TensorFlowStep.Conv step) {
    return convolve((x, kernel) -> TensorFlowCalls.conv(x, kernel, step));
  }

  @Override
  public Void convTranspose(TensorFlowStep.ConvTranspose step) {
    return convolve((x, kernel) -> TensorFlowCalls.convTranspose(x, kernel, step, sizes));
  }

  /** A call on the data and the kernel, or on each pair of their parts. */
  private Void convolve(BiFunction<String, String, Code> call) {
    if (dataIsSplit) {
      Code clause = Code.call("for part, kernel in zip", "xs", "weights");
      body.assign(1, "xs", Code.loop(call.apply("part", "kernel"), clause), "each " + after);
    } else {
      assign("x", call.apply("x", "weight"));
    }
    return null;
  }

  @Override
  public Void slice(Step.Slice step) {
    assign("x", SliceCode.of("x", data, step));
    return null;
  }

  @Override
  public Void addBias(TensorFlowStep.AddBias step) {
    assignX("tf.add", "x", "bias");
    return null;
  }

  private static String name(Operand operand) {
    return switch (operand) {
      case DATA -> "x";
      case WEIGHT -> "weight";
      case COVERAGE -> "coverage";
    };
  }

  private static List<Integer> ints(int[] values) {
    List<Integer> list = new ArrayList<>();
    for (int value : values) {
      list.add(value);
    }
    return list;
  }
}
