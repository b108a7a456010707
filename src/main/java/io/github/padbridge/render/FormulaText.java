package io.github.padbridge.render;

import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.shape.SizeFormula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One quantity of the arithmetic for people, each formula once for axes that are equal.
 *
 * @param quantity such as {@code H_out}, {@code H_out = W_out} or, of a further axis, {@code W_out}
 * @param values the formula, the numbers in their places and the result, each if it says something
 *     new
 * @param isLike whether the only value is a sentence that names the axis with the same formulas
 */
public record FormulaText(String quantity, List<String> values, boolean isLike) {
  /** All formulas in the order of their axes. */
  public static List<FormulaText> of(List<SizeFormula> formulas) {
    Map<Character, List<SizeFormula>> axes = new LinkedHashMap<>();
    for (SizeFormula formula : formulas) {
      axes.computeIfAbsent(formula.axis(), axis -> new ArrayList<>()).add(formula);
    }
    Map<List<List<String>>, List<Character>> alike = new LinkedHashMap<>();
    axes.forEach(
        (axis, own) ->
            alike.computeIfAbsent(withoutAxis(own), first -> new ArrayList<>()).add(axis));
    List<FormulaText> texts = new ArrayList<>();
    alike.values().forEach(same -> add(same, axes, texts));
    return texts;
  }

  private static List<List<String>> withoutAxis(List<SizeFormula> formulas) {
    return formulas.stream().map(FormulaText::withoutAxis).toList();
  }

  private static List<String> withoutAxis(SizeFormula formula) {
    List<String> texts = new ArrayList<>(List.of(formula.quantity()));
    texts.addAll(values(formula));
    String axis = "\\b" + formula.axis() + "_";
    return texts.stream().map(text -> text.replaceAll(axis, "#_")).toList();
  }

  /**
   * @param same axes with the same formulas
   */
  private static void add(
      List<Character> same, Map<Character, List<SizeFormula>> axes, List<FormulaText> texts) {
    char first = same.get(0);
    List<SizeFormula> formulas = Objects.requireNonNull(axes.get(first));
    boolean isOpen =
        formulas.stream().anyMatch(formula -> formula.substitution().contains(first + "_in"));
    for (SizeFormula formula : formulas) {
      String quantity =
          isOpen
              ? formula.quantity()
              : same.stream()
                  .map(axis -> formula.quantity().replaceFirst("^" + first + "_", axis + "_"))
                  .collect(Collectors.joining(" = "));
      texts.add(new FormulaText(quantity, values(formula), false));
    }
    for (char other : isOpen ? same.subList(1, same.size()) : List.<Character>of()) {
      List<String> quantities =
          formulas.stream()
              .map(formula -> formula.quantity().replaceFirst("^" + first + "_", other + "_"))
              .toList();
      String like = "as for axis " + first + ", with " + other + "_in";
      texts.add(new FormulaText(WordList.and(quantities), List.of(like), true));
    }
  }

  private static List<String> values(SizeFormula formula) {
    List<String> values = new ArrayList<>(List.of(signs(formula.formula())));
    List<String> further = new ArrayList<>(List.of(signs(formula.substitution())));
    if (formula.result() != null) {
      further.add(formula.result().toString());
    }
    for (String value : further) {
      if (!values.get(values.size() - 1).equals(value)) {
        values.add(value);
      }
    }
    return values;
  }

  /**
   * A formula with the signs that sizes have: {@code *} and {@code -}. Machine-readable answers
   * have others, which must stay.
   */
  static String signs(String formula) {
    return formula.replace('·', '*').replace('−', '-');
  }

  /** Appends it in lines, one a value. */
  void append(StringBuilder text) {
    text.append("  ").append(quantity);
    if (isLike) {
      text.append(": ").append(values.get(0)).append('\n');
      return;
    }
    String margin = " ".repeat(quantity.length() + 2);
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : margin).append(" = ").append(values.get(i)).append('\n');
    }
  }
}
