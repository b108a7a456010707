package io.github.padbridge.render.page;

import io.github.padbridge.compare.Given;
import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Axis;
import io.github.padbridge.explain.SizeText;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.render.ComparisonWords;
import io.github.padbridge.shape.SizeSet;
import java.util.List;
import java.util.Objects;

/** The section of a page about two sides: the verdict, both sides, why they differ, the repair. */
final class HtmlComparison {
  private final MarkupWriter html;
  private final PagePair pair;
  private final PairComparison comparison;
  private final String id;
  private final String heading;
  private final String below;

  /**
   * @param pair one that has a comparison
   * @param id what the section is called on its page
   * @param level of its heading
   */
  HtmlComparison(MarkupWriter html, PagePair pair, String id, int level) {
    this.html = html;
    this.pair = pair;
    this.comparison = Objects.requireNonNull(pair.comparison());
    this.id = id;
    this.heading = "h" + level;
    this.below = "h" + (level + 1);
  }

  /** Writes it. */
  void write() {
    html.start("section", "id", id, "aria-labelledby", id + "heading").line();
    html.start(heading, "id", id + "heading");
    html.words(pair.name().isEmpty() ? "" : pair.name() + ": ");
    html.element("span", pair.verdict(), "class", pair.style()).end().line();
    comparison.notes().forEach(note -> html.element("p", "Note: " + note + ".").line());
    sides();
    causes();
    pictures();
    sizes();
    seen();
    repair();
    html.end().line();
  }

  private void title(String words) {
    html.element(below, words).line();
  }

  private void code(String title, String text) {
    title(title);
    HtmlBlock.code(html, text);
  }

  private void sides() {
    html.start("div", "class", "sides").line();
    html.start("div");
    side("Left", comparison.leftGiven());
    html.end().start("div");
    side("Right", comparison.rightGiven());
    html.end().end().line();
  }

  private void side(String title, Given given) {
    code(given.isFile() ? title + ": " + given.source() : title, given.text().strip());
  }

  private void causes() {
    List<String> causes = ComparisonWords.causes(comparison.equivalence().causes());
    if (!causes.isEmpty()) {
      title(causes.size() == 1 ? "Cause" : "Causes");
      html.start("ul");
      causes.forEach(cause -> html.element("li", cause));
      html.end().line();
    }
  }

  private void pictures() {
    if (!comparison.equivalence().starts().isEmpty()) {
      title("Windows");
      HtmlBlock.startWide(html, "Windows");
      SvgLegend legend = SvgComparison.draw(comparison.equivalence().starts(), id, html);
      html.end().line();
      legend.list(html);
    }
  }

  private void sizes() {
    List<Axis> axes = comparison.equivalence().axes();
    if (axes.isEmpty()) {
      return;
    }
    title("Input sizes");
    List<String> header = List.of("axis", "equal", "different");
    HtmlBlock.startTable(html, "Input sizes", "equality", header);
    for (Axis axis : axes) {
      html.start("tr").element("td", String.valueOf(axis.name()));
      html.element("td", sizes(axis.equal(), axis)).element("td", sizes(axis.different(), axis));
      html.end().line();
    }
    HtmlBlock.endTable(html);
  }

  private static String sizes(SizeSet sizes, Axis axis) {
    return sizes.isEmpty() ? "at none" : SizeText.of(sizes, Layer.inputName(axis.name()));
  }

  private void seen() {
    if (comparison.counterexample() != null) {
      title("Example");
      html.element("p", ComparisonWords.seen(comparison.counterexample()) + ".").line();
    }
    if (!comparison.ran().isEmpty()) {
      title("Run");
      html.element("p", ComparisonWords.ran(comparison) + ".").line();
    }
  }

  private void repair() {
    if (comparison.repair() != null) {
      code("Repair", comparison.repair().code());
      html.element("p", "In place of the right side: " + ComparisonWords.repaired(comparison) + ".")
          .line();
    } else if (comparison.equivalence().verdict() != Equivalence.Verdict.EVERY_SIZE) {
      title("Repair");
      html.element("p", ComparisonWords.NO_REPAIR + ".").line();
    }
  }
}
