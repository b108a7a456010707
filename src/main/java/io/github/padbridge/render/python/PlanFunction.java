package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Interpreter;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Python function that runs a plan by its target's ops: every step as a statement on {@code x},
 * {@code weight} and {@code coverage}, with the shape it leaves as a comment.
 */
abstract class PlanFunction implements Interpreter<Void> {
  private final Layer layer;
  private final Plan plan;
  private final String shapeCode;
  private final CodeWriter body = new CodeWriter();
  private final OpenSizes sizes = new OpenSizes();
  private Shape data;
  private @Nullable Shape weight;
  private Shape after;

  /**
   * @param shapeCode the code that reads the shape of a tensor {@code %s}
   */
  PlanFunction(Layer layer, Plan plan, String shapeCode) {
    this.layer = layer;
    this.plan = plan;
    this.shapeCode = shapeCode;
    this.data = plan.input();
    this.weight = plan.weight();
    this.after = data;
  }

  /** The whole function. */
  final String code(String name) {
    int computed = computed(plan.steps());
    for (int i = 0; i < plan.steps().size(); i++) {
      write(plan.steps().get(i));
      if (i + 1 == computed && Parameters.takesOptionalBias(layer)) {
        addOptionalBias();
      }
    }
    body.line(1, "return x");
    CodeWriter code = new CodeWriter();
    code.line(0, "def " + name + "(" + Parameters.of(layer) + "):");
    code.line(1, "\"\"\"" + SpecText.of(layer) + ".");
    code.line(0, "");
    String given = plan.weight() == null ? "" : ", weight " + plan.weight();
    code.line(1, "x " + plan.input() + given + " -> " + plan.output());
    remarks().forEach(remark -> code.line(1, remark + "."));
    code.line(1, "\"\"\"");
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put(shapeCode.formatted("x"), plan.input());
    if (plan.weight() != null) {
      shapes.put(shapeCode.formatted("weight"), plan.weight());
    }
    sizes.read(code, shapes);
    return code + body.toString();
  }

  /** How many steps there are before those that only bring the result into its layout. */
  private static int computed(List<Plan.Traced> steps) {
    int end = steps.size();
    while (end > 0 && isLayout(steps.get(end - 1).step())) {
      end--;
    }
    return end;
  }

  private static boolean isLayout(Step step) {
    return step.on() == Operand.DATA
        && (step instanceof Step.Transpose || step instanceof Step.Squeeze);
  }

  private void write(Plan.Traced traced) {
    after = traced.shape();
    traced.step().accept(this);
    switch (traced.step().on()) {
      case DATA -> data = after;
      case WEIGHT -> weight = after;
      case COVERAGE -> {}
    }
  }

  /** What the docstring says of the plan, without full stops. */
  List<String> remarks() {
    return List.of();
  }

  /**
   * Adds the bias that a layer without one may be given, where the target's op has not taken it.
   */
  void addOptionalBias() {}

  final Plan plan() {
    return plan;
  }

  final CodeWriter body() {
    return body;
  }

  final OpenSizes sizes() {
    return sizes;
  }

  /** The data's shape before the step. */
  final Shape data() {
    return data;
  }

  /** The weight's shape before the step. */
  final Shape weight() {
    return Objects.requireNonNull(weight);
  }

  /** The shape that the step leaves. */
  final Shape after() {
    return after;
  }

  /** The variable that an operand is. */
  static String name(Operand operand) {
    return operand == Operand.DATA ? "x" : operand.id();
  }

  /** {@code target = code}, with the shape that the step leaves. */
  final Void assign(String target, Code code) {
    return assign(target, code, after.toString());
  }

  final Void assign(String target, Code code, String comment) {
    body.assign(1, target, code, comment);
    return null;
  }

  @Override
  public Void slice(Step.Slice step) {
    return assign("x", SliceCode.of("x", data, step));
  }

  @Override
  public Void divide(Step.Divide step) {
    return assign("x", Code.operation("x / coverage"));
  }

  @Override
  public Void scale(Step.Scale step) {
    return assign("x", Code.operation("x * " + step.numerator() + " / " + step.denominator()));
  }
}
