package io.github.padbridge.render;

import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A translation as text: the layer, the formulas of every axis, the plan as a table. */
public final class TranslationText {
  private TranslationText() {}

  /**
   * The translation.
   *
   * @param width the number of columns that the table may take
   */
  public static String of(LayerRecord.Label label, Translation translation, int width) {
    StringBuilder text = new StringBuilder();
    String title = LabelText.longForm(label);
    text.append(title.isEmpty() ? "" : title + "\n");
    text.append(SpecText.of(translation.spec())).append('\n');
    text.append("  ").append(translation.spec().inputShape()).append(" -> ");
    text.append(translation.spec().outputShape()).append("\n\n");
    FormulaText.of(translation.formulas()).forEach(formula -> formula.append(text));
    text.append('\n').append(translation.plan().target().title());
    text.append(" plan, ").append(translation.plan().strategy()).append(":\n");
    text.append(table(translation.plan(), width));
    Map<String, String> alternatives = AlternativesText.of(translation);
    text.append(alternatives.isEmpty() ? "" : "\n");
    for (Map.Entry<String, String> alternative : alternatives.entrySet()) {
      String name = alternative.getKey();
      text.append("  ").append(name).append(" ".repeat(13 - name.length()));
      text.append(alternative.getValue()).append('\n');
    }
    appendTraps(text, translation);
    return text.toString();
  }

  static void appendTraps(StringBuilder text, Translation translation) {
    List<String> traps = translation.traps();
    traps.forEach(trap -> text.append("\nWarning: ").append(trap).append('.'));
    text.append(traps.isEmpty() ? "" : "\n");
  }

  private static String table(Plan plan, int width) {
    List<List<String>> rows = new ArrayList<>();
    int number = 1;
    for (Plan.Traced traced : plan.steps()) {
      Step step = traced.step();
      rows.add(
          List.of(
              Integer.toString(number++),
              plan.target().call(step).op() + on(step.on()),
              terms(step, plan.target()),
              traced.shape().toString(),
              traced.why()));
    }
    return TextTable.of(List.of("", "step", "numbers", "shape after", "why"), rows, width);
  }

  /** The arguments of a step, such as {@code begin=[0, 1, 0] size=[1, 9, 4]}. */
  public static String terms(Step step, OpSet ops) {
    return ops.call(step).terms().stream()
        .map(term -> term.name() + "=" + term.value())
        .collect(Collectors.joining(" "));
  }

  /** The operand of a step, where it is not the data. */
  public static String on(Operand operand) {
    return operand == Operand.DATA ? "" : " " + operand.id();
  }
}
