package io.github.padbridge.render.python;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Divide;
import io.github.padbridge.plan.step.Interpreter;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Scale;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.plan.step.Squeeze;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.Transpose;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.shape.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Python function that runs a plan with the ops of its target: each step is a statement on {@code
 * x}, {@code weight} and {@code coverage}, with the shape after it as a comment.
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
    end();
    CodeWriter code = new CodeWriter();
    code.line(0, "def " + name + "(" + parameters() + "):");
    code.line(1, "\"\"\"" + SpecText.of(layer) + ".");
    code.line(0, "");
    Shape kernel = givenWeight();
    String given = kernel == null ? "" : ", weight " + kernel;
    code.line(1, "x " + plan.input() + given + " -> " + plan.output());
    remarks().forEach(remark -> code.line(1, remark + "."));
    code.line(1, "\"\"\"");
    Map<String, Shape> shapes = new LinkedHashMap<>();
    if (takesData()) {
      shapes.put(shapeCode.formatted("x"), plan.input());
    }
    if (kernel != null) {
      shapes.put(shapeCode.formatted("weight"), kernel);
    }
    sizes.read(code, shapes);
    return code + body.toString();
  }

  /** The parameters of the function. */
  String parameters() {
    return Parameters.of(layer);
  }

  /** Whether the data is a parameter. */
  boolean takesData() {
    return true;
  }

  /** The shape of the weight that the function takes; null where there is none. */
  @Nullable Shape givenWeight() {
    return plan.weight();
  }

  /** Writes what follows the last step. */
  void end() {
    body.line(1, "return x");
  }

  final Layer layer() {
    return layer;
  }

  /** The number of steps before those that only transpose the result. */
  private static int computed(List<Plan.Traced> steps) {
    int end = steps.size();
    while (end > 0 && isLayout(steps.get(end - 1).step())) {
      end--;
    }
    return end;
  }

  private static boolean isLayout(Step step) {
    return step.on() == Operand.DATA && (step instanceof Transpose || step instanceof Squeeze);
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

  /** The sentences of the docstring about the plan, without full stops. */
  List<String> remarks() {
    return List.of();
  }

  /** Adds the optional bias of a layer without one, where the op of the target has not added it. */
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

  /** The shape of the data before the step. */
  final Shape data() {
    return data;
  }

  /** The shape of the weight before the step. */
  final Shape weight() {
    return Objects.requireNonNull(weight);
  }

  /** The shape after the step. */
  final Shape after() {
    return after;
  }

  /** The variable of an operand. */
  static String name(Operand operand) {
    return operand == Operand.DATA ? "x" : operand.id();
  }

  /** {@code target = code}, with the shape after the step as a comment. */
  final Void assign(String target, Code code) {
    return assign(target, code, after.toString());
  }

  final Void assign(String target, Code code, String comment) {
    body.assign(1, target, code, comment);
    return null;
  }

  public Void slice(Slice step) {
    return assign("x", SliceCode.of("x", data, step));
  }

  @Override
  public Void divide(Divide step) {
    return assign("x", Code.operation("x / coverage"));
  }

  @Override
  public Void scale(Scale step) {
    String times = step.numerator() == 1 ? "" : " * " + step.numerator();
    return assign("x", Code.operation("x" + times + " / " + step.denominator()));
  }
}
