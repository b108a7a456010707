package io.github.padbridge.translate;

import io.github.padbridge.shape.Size;
import io.github.padbridge.shape.SizeFormula;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of a layer's axes. A formula is a text with variables in braces; {@code #} is the
 * letter of the axis.
 */
abstract class AxisFormulas {
  private final List<SizeFormula> formulas = new ArrayList<>();
  private char letter;
  private int axis;

  /**
   * Collects the formulas of all axes.
   *
   * @param letters the axes
   */
  final List<SizeFormula> collect(String letters) {
    for (axis = 0; axis < letters.length(); axis++) {
      letter = letters.charAt(axis);
      addAll(axis);
    }
    return formulas;
  }

  /** Adds the formulas of an axis. */
  abstract void addAll(int axis);

  /** The value of a variable; variables of the axis start with {@code #}. */
  abstract Object number(String name, int axis);

  final void add(String quantity, String formula, @Nullable Size result) {
    formulas.add(
        new SizeFormula(
            letter, named(quantity), written(formula, false), written(formula, true), result));
  }

  /** The name with the letter of the axis. */
  final String named(String name) {
    return name.replace('#', letter);
  }

  private String written(String formula, boolean inNumbers) {
    StringBuilder text = new StringBuilder(formula.length());
    int from = 0;
    for (int open = formula.indexOf('{'); open >= 0; open = formula.indexOf('{', from)) {
      int close = formula.indexOf('}', open);
      String name = formula.substring(open + 1, close);
      text.append(formula, from, open).append(inNumbers ? number(name, axis) : named(name));
      from = close + 1;
    }
    return text.append(formula, from, formula.length()).toString();
  }
}
