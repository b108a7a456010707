package io.github.padbridge.render;

import io.github.padbridge.explain.Cell;
import io.github.padbridge.explain.DrawnAxes;
import io.github.padbridge.explain.Pictures;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.translate.Translation;
import java.util.EnumSet;
import java.util.Set;

/** An explanation of a layer and of the steps of its plan, as text. */
public final class ExplanationText {
  private final StringBuilder text = new StringBuilder();

  private final int width;
  private final Glyphs glyphs;

  private ExplanationText(int width, Glyphs glyphs) {
    this.width = width;
    this.glyphs = glyphs;
  }

  /**
   * The explanation.
   *
   * @param width the columns of the terminal
   */
  public static String of(
      LayerRecord.Label label, Translation translation, int width, Glyphs glyphs) {
    ExplanationText explanation = new ExplanationText(width, glyphs);
    explanation.explain(label, translation);
    return explanation.text.toString();
  }

  private void explain(LayerRecord.Label label, Translation translation) {
    Layer layer = translation.spec();
    String title = LabelText.longForm(label);
    text.append(title.isEmpty() ? "" : title + "\n");
    text.append(SpecText.of(layer)).append('\n');
    text.append("  ").append(layer.inputShape()).append(" -> ").append(layer.outputShape());
    text.append("\n\nWhat it computes\n");
    Meaning.of(layer).lines().forEach(this::wrap);
    text.append("\nSizes\n");
    FormulaText.of(translation.formulas()).forEach(formula -> formula.append(text));
    Pictures.of(layer).ifPresent(this::draw);
    text.append("\nIn ").append(translation.plan().target().title()).append(", step by step\n");
    int number = 1;
    for (Plan.Traced traced : translation.plan().steps()) {
      String op = translation.plan().target().call(traced.step()).op();
      text.append("  ").append(number++).append(". ").append(op);
      text.append(TranslationText.on(traced.step().on()));
      text.append(": ").append(traced.why()).append(" -> ").append(traced.shape());
      text.append('\n');
    }
    TranslationText.appendTraps(text, translation);
    String target = translation.plan().target().title();
    text.append("\nTo check ")
        .append("AEIO".indexOf(target.charAt(0)) < 0 ? "a " : "an ")
        .append(target);
    text.append(" layer that you already have: padbridge compare LEFT RIGHT\n");
  }

  /** Draws every axis; one that is like another names that. */
  private void draw(Pictures pictures) {
    Set<Cell> cells = EnumSet.noneOf(Cell.class);
    boolean shortened = false;
    for (DrawnAxes axes : pictures.drawn()) {
      text.append('\n').append(axes.caption().heading()).append('\n');
      if (!axes.caption().note().isEmpty()) {
        wrap(axes.caption().note());
      }
      AxisDrawing drawing = new AxisDrawing(axes.picture(), width, glyphs);
      text.append(drawing.text());
      cells.addAll(drawing.cells());
      shortened |= drawing.isShortened();
      axes.remarks().forEach(this::wrap);
    }
    text.append("\nLegend\n").append(GlyphLegend.of(cells, shortened, width, glyphs));
  }

  /** Appends a sentence or an indented formula, wrapped to the width. */
  private void wrap(String sentence) {
    String indent = sentence.startsWith(" ") ? "    " : "  ";
    text.append(TextWrap.hanging(sentence.strip(), indent, indent, Math.max(width, 40)));
  }
}
