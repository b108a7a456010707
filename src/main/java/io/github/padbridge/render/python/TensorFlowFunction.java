package io.github.padbridge.render.python;

import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Step;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.translate.PlanTraps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Python function that runs a plan by TensorFlow ops. */
final class TensorFlowFunction {
  private TensorFlowFunction() {}

  /**
   * Writes the function.
   *
   * @param plan the layer's, in the layout in which the function takes data and weight
   */
  static String of(String name, Layer layer, Plan plan) {
    OpenSizes sizes = new OpenSizes();
    CodeWriter body = new CodeWriter();
    write(plan, Parameters.takesOptionalBias(layer), body, sizes);
    CodeWriter code = new CodeWriter();
    code.line(0, "def " + name + "(" + Parameters.of(layer) + "):");
    code.line(1, "\"\"\"" + SpecText.of(layer) + ".");
    code.line(0, "");
    String weight = plan.weight() == null ? "" : ", weight " + plan.weight();
    code.line(1, "x " + plan.input() + weight + " -> " + plan.output());
    PlanTraps.refusals(plan).forEach(trap -> code.line(1, trap + "."));
    code.line(1, "\"\"\"");
    Map<String, Shape> shapes = new LinkedHashMap<>();
    shapes.put("tf.shape(x)", plan.input());
    if (plan.weight() != null) {
      shapes.put("tf.shape(weight)", plan.weight());
    }
    sizes.read(code, shapes);
    return code + body.toString();
  }

  private static void write(
      Plan plan, boolean takesOptionalBias, CodeWriter body, OpenSizes sizes) {
    TensorFlowSteps steps = new TensorFlowSteps(plan, body, sizes);
    int computed = computed(plan.steps());
    for (int i = 0; i < plan.steps().size(); i++) {
      steps.write(plan.steps().get(i));
      if (i + 1 == computed && takesOptionalBias) {
        steps.addBiasIfGiven();
      }
    }
    body.line(1, "return x");
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
}
