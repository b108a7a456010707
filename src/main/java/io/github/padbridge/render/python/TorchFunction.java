package io.github.padbridge.render.python;

import io.github.padbridge.plan.Interpreter;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Python function of PyTorch ops: every step of a plan as a statement on {@code x} and {@code
 * weight}, with the shape it leaves as a comment.
 */
final class TorchFunction implements Interpreter.OfTorch<Void> {
  private final Plan plan;
  private final CodeWriter body = new CodeWriter();
  private final OpenSizes sizes = new OpenSizes();
  private Shape data;
  private Shape after;

  TorchFunction(Plan plan) {
    this.plan = plan;
    this.data = plan.input();
    this.after = data;
  }

  /** Whether the function calls same_pad. */
  boolean padsAtRunTime() {
    return plan.steps().stream().anyMatch(traced -> traced.step() instanceof TorchStep.SamePad);
  }

  /** Writes the function of the plan, which is the layer's. */
  String of(String name, Layer layer) {
    for (Plan.Traced traced : plan.steps()) {
      after = traced.shape();
      traced.step().accept(this);
      data = traced.step().on() == Operand.DATA ? after : data;
    }
    CodeWriter code = new CodeWriter();
    code.line(0, "def " + name + "(" + Parameters.of(layer) + "):");
    code.line(1, "\"\"\"" + SpecText.of(layer) + ".");
    code.line(0, "");
    String weight = plan.weight() == null ? "" : ", weight " + plan.weight();
    code.line(1, "x " + plan.input() + weight + " -> " + data);
    code.line(1, "\"\"\"");
    sizes.read(code, Map.of("x.shape", plan.input()));
    body.line(1, "return x");
    return code + body.toString();
  }

  private void assign(String target, Code code) {
    body.assign(1, target, code, after.toString());
  }

  private static String name(Operand operand) {
    return switch (operand) {
      case DATA -> "x";
      case WEIGHT -> "weight";
      case COVERAGE -> "coverage";
    };
  }

  private static void addUnless(
      int usual, String name, List<Integer> values, List<Object> arguments) {
    if (values.stream().anyMatch(value -> value != usual)) {
      arguments.add(Code.named(name, Code.perAxis(values)));
    }
  }

  @Override
  public Void expandDims(Step.ExpandDims step) {
    assign("x", Code.call("x.unsqueeze", 0));
    return null;
  }

  @Override
  public Void squeeze(Step.Squeeze step) {
    assign("x", Code.call("x.squeeze", 0));
    return null;
  }

  @Override
  public Void transpose(Step.Transpose step) {
    Object[] dims = Arrays.stream(step.permutation()).boxed().toArray();
    assign(name(step.on()), Code.call(name(step.on()) + ".permute", dims));
    return null;
  }

  @Override
  public Void reshape(Step.Reshape step) {
    Object[] shape = step.shape().sizes().stream().map(sizes::expression).toArray();
    assign(name(step.on()), Code.call(name(step.on()) + ".reshape", shape));
    return null;
  }

  @Override
  public Void flipKernel(Step.FlipKernel step) {
    assign("weight", Code.call("torch.flip", "weight", Code.tuple(step.flipped())));
    return null;
  }

  @Override
  public Void pad(Step.Pad step) {
    List<Object> arguments =
        new ArrayList<>(List.of(name(step.on()), Code.tuple(step.lastAxisFirst())));
    if (step.mode() != Step.Pad.Mode.CONSTANT) {
      String mode = step.mode().name().toLowerCase(Locale.ROOT);
      arguments.add(Code.named("mode", "\"" + mode + "\""));
    }
    addValue(step.fill(), arguments);
    assign(name(step.on()), Code.call("F.pad", arguments.toArray()));
    return null;
  }

  private static void addValue(Step.Pad.Fill fill, List<Object> arguments) {
    switch (fill) {
      case ZERO -> {}
      case ONE -> arguments.add(Code.named("value", "1.0"));
      case LOWEST -> arguments.add(Code.named("value", "float(\"-inf\")"));
    }
  }

  @Override
  public Void samePad(TorchStep.SamePad step) {
    List<Object> arguments = new ArrayList<>(List.of(name(step.on())));
    for (List<Integer> numbers : List.of(step.kernelSize(), step.strides(), step.dilations())) {
      arguments.add(Code.tuple(numbers));
    }
    addValue(step.fill(), arguments);
    if (step.lateStart()) {
      arguments.add(Code.named("late_start", "True"));
    }
    assign(name(step.on()), Code.call("same_pad", arguments.toArray()));
    return null;
  }

  @Override
  public Void torchConv(TorchStep.Conv step) {
    List<Object> arguments = new ArrayList<>(List.of("x", "weight", "bias"));
    addUnless(1, "stride", step.stride(), arguments);
    addUnless(0, "padding", step.padding(), arguments);
    addUnless(1, "dilation", step.dilation(), arguments);
    addGroups(step.groups(), arguments);
    assign("x", Code.call("F." + step.op(Framework.PYTORCH), arguments.toArray()));
    return null;
  }

  private void addGroups(Size groups, List<Object> arguments) {
    if (!groups.equals(Size.of(1))) {
      arguments.add(Code.named("groups", sizes.expression(groups)));
    }
  }

  @Override
  public Void torchConvTranspose(TorchStep.ConvTranspose step) {
    List<Object> arguments = new ArrayList<>(List.of("x", "weight", "bias"));
    addUnless(1, "stride", step.stride(), arguments);
    addUnless(0, "padding", step.padding(), arguments);
    addUnless(0, "output_padding", step.outputPadding(), arguments);
    addGroups(step.groups(), arguments);
    addUnless(1, "dilation", step.dilation(), arguments);
    assign("x", Code.call("F." + step.op(Framework.PYTORCH), arguments.toArray()));
    return null;
  }

  @Override
  public Void torchPool(TorchStep.Pool step) {
    List<Object> arguments =
        new ArrayList<>(List.of(name(step.on()), Code.perAxis(step.kernelSize())));
    arguments.add(Code.named("stride", Code.perAxis(step.stride())));
    addUnless(0, "padding", step.padding(), arguments);
    addUnless(1, "dilation", step.dilation(), arguments);
    if (step.ceilMode()) {
      arguments.add(Code.named("ceil_mode", "True"));
    }
    boolean pads = step.ceilMode() || step.padding().stream().anyMatch(padding -> padding > 0);
    if (step.divisorOverride() != null) {
      arguments.add(Code.named("divisor_override", step.divisorOverride()));
    } else if (step.pooling() == Pooling.AVG && pads && !step.countIncludePad()) {
      arguments.add(Code.named("count_include_pad", "False"));
    }
    assign(name(step.on()), Code.call("F." + step.op(Framework.PYTORCH), arguments.toArray()));
    return null;
  }

  @Override
  public Void ones(Step.Ones step) {
    assign("coverage", Code.call("torch.ones_like", "x[:1, :1]"));
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
  public Void slice(Step.Slice step) {
    assign("x", SliceCode.of("x", data, step));
    return null;
  }

  @Override
  public Void split(Step.Split step) {
    throw new IllegalStateException("PyTorch has groups of its own: " + step);
  }

  @Override
  public Void concat(Step.Concat step) {
    throw new IllegalStateException("PyTorch has groups of its own: " + step);
  }
}
