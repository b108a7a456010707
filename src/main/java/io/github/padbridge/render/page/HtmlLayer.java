package io.github.padbridge.render.page;

import io.github.padbridge.explain.DrawnAxes;
import io.github.padbridge.explain.Pictures;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.render.AgreementText;
import io.github.padbridge.render.AlternativesText;
import io.github.padbridge.render.FormulaText;
import io.github.padbridge.render.Meaning;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.render.TranslationText;
import io.github.padbridge.translate.Translation;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The section of a page about one layer: arithmetic, picture, plan, code and proof. */
final class HtmlLayer {
  private final MarkupWriter html;
  private final PageLayer layer;
  private final Translation translation;
  private final String id;
  private final String heading;

  /**
   * @param layer one that has a translation
   * @param id what the section is called on its page
   * @param heading the element of its heading
   */
  HtmlLayer(MarkupWriter html, PageLayer layer, String id, String heading) {
    this.html = html;
    this.layer = layer;
    this.translation = Objects.requireNonNull(layer.translation());
    this.id = id;
    this.heading = heading;
  }

  /** Writes it. */
  void write(List<String> names) {
    Layer spec = translation.spec();
    html.start("section", "id", id, "aria-labelledby", id + "heading").line();
    html.start(heading, "id", id + "heading").element("code", SpecText.of(spec)).end().line();
    html.start("p", "class", "sizes").words(spec.inputShape() + " → " + spec.outputShape());
    if (layer.proof() != null) {
      verdict(html.words(" "), layer);
    }
    html.end().line();
    if (!names.isEmpty()) {
      html.element("p", (names.size() == 1 ? "Layer " : "Layers ") + String.join(", ", names));
      html.line();
    }
    warnings();
    meaning(Meaning.of(spec));
    formulas();
    Pictures.of(spec).ifPresent(this::picture);
    plan();
    new HtmlCode(html, translation, id).write();
    proof();
    html.end().line();
  }

  /** Formulas stand on lines of their own. */
  private void meaning(String sentences) {
    for (String line : sentences.lines().toList()) {
      String style = line.startsWith(" ") ? "formula" : "sentence";
      html.prose("p", line.strip(), "class", style).line();
    }
  }

  private void title(String words) {
    html.element(below(1), words).line();
  }

  /** The heading so many levels below the section's. */
  private String below(int levels) {
    return "h" + (Character.digit(heading.charAt(1), 10) + levels);
  }

  private void formulas() {
    title("Sizes");
    html.start("dl", "class", "formulas").line();
    for (FormulaText formula : FormulaText.of(translation.formulas())) {
      html.element("dt", formula.quantity());
      formula.values().forEach(value -> html.element("dd", (formula.isLike() ? "" : "= ") + value));
      html.line();
    }
    html.end().line();
  }

  private void picture(Pictures pictures) {
    title("Picture");
    HtmlBlock.startWide(html, "Picture");
    SvgLegend legend = SvgPicture.draw(translation.spec(), pictures, id, html);
    html.end().line();
    legend.list(html);
    for (DrawnAxes drawn : pictures.drawn()) {
      html.element(below(2), drawn.caption().heading()).start("ul");
      drawn.remarks().forEach(remark -> html.element("li", remark));
      html.end().line();
    }
  }

  private void plan() {
    Plan plan = translation.plan();
    title(plan.target().title() + " plan, " + plan.strategy());
    HtmlBlock.startTable(
        html, "Plan", "plan", List.of("", "step", "numbers", "shape after", "why"));
    int number = 1;
    for (Plan.Traced traced : plan.steps()) {
      Step step = traced.step();
      html.start("tr").element("td", Integer.toString(number++));
      html.start("td");
      html.element("code", plan.target().call(step).op() + TranslationText.on(step.on())).end();
      html.start("td").element("code", TranslationText.terms(step, plan.target())).end();
      html.element("td", traced.shape().toString()).element("td", traced.why()).end().line();
    }
    HtmlBlock.endTable(html);
    strategies();
  }

  private void strategies() {
    Map<String, String> strategies = AlternativesText.of(translation);
    if (strategies.isEmpty()) {
      return;
    }
    html.element(below(2), "Strategies").start("dl").line();
    strategies.forEach((name, remark) -> html.element("dt", name).prose("dd", remark).line());
    html.end().line();
  }

  private void proof() {
    title("Proof");
    Agreement proof = layer.proof();
    html.start("p", "class", "proof");
    verdict(html, layer);
    html.prose(
        "span",
        proof == null
            ? " padbridge verify executes the layer and its plan, and compares the numbers."
            : AgreementText.of(LayerRecord.Label.NONE, proof).substring(AgreementText.VERDICT - 1));
    html.end().line();
  }

  /** In a word what was found. */
  static void verdict(MarkupWriter html, PageLayer layer) {
    Agreement proof = layer.proof();
    if (proof == null) {
      html.element("span", layer.translation() == null ? "none" : "not run", "class", "unproven");
    } else if (proof.agree()) {
      html.element("span", "✓ agree", "class", "agree");
    } else {
      html.element("span", "✗ DIFFERS", "class", "differs");
    }
  }

  /** What must not be overlooked. */
  private void warnings() {
    Agreement proof = layer.proof();
    if (proof != null && !proof.agree()) {
      beware(AgreementText.difference(proof));
    }
    layer.watch().forEach(this::beware);
  }

  private void beware(String sentence) {
    html.prose("p", "Warning: " + sentence + ".", "class", "beware").line();
  }
}
