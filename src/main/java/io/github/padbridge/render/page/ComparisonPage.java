package io.github.padbridge.render.page;

import io.github.padbridge.compare.PairComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One HTML page of comparisons: a table of contents where there are several, and a section for each
 * pair that was compared.
 */
public final class ComparisonPage {
  private final MarkupWriter html;
  private final List<PagePair> pairs;

  private ComparisonPage(String title, List<PagePair> pairs) {
    this.html = HtmlDocument.start(title);
    this.pairs = pairs;
  }

  /** The page, with a line's end behind it. */
  public static String of(List<PagePair> pairs) {
    return new ComparisonPage(title(pairs), pairs).written(title(pairs));
  }

  private static String title(List<PagePair> pairs) {
    if (pairs.size() == 1) {
      PagePair only = pairs.get(0);
      return (only.name().isEmpty() ? "" : only.name() + ": ") + only.verdict();
    }
    List<String> counts = new ArrayList<>();
    count(pairs, pair -> pair.style().equals("agree"), "equal", counts);
    count(
        pairs,
        pair -> pair.style().equals("differs") && pair.alone().isEmpty(),
        "different",
        counts);
    count(pairs, pair -> pair.style().equals("unproven"), "not compared", counts);
    count(pairs, pair -> !pair.alone().isEmpty(), "without a partner", counts);
    return pairs.size() + " pairs: " + String.join(", ", counts);
  }

  private static void count(
      List<PagePair> pairs, Predicate<PagePair> so, String word, List<String> counts) {
    long count = pairs.stream().filter(so).count();
    if (count > 0) {
      counts.add(count + " " + word);
    }
  }

  private String written(String title) {
    boolean single = pairs.size() == 1 && pairs.get(0).comparison() != null;
    if (!single) {
      html.element("h1", title).line();
      contents();
    }
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.get(i).comparison() != null) {
        new HtmlComparison(html, pairs.get(i), id(i), single ? 1 : 2).write();
      }
    }
    return HtmlDocument.end(html);
  }

  private static String id(int index) {
    return "pair" + (index + 1);
  }

  private void contents() {
    HtmlBlock.startTable(html, "Pairs", "pairs", List.of("pair", "verdict", "left", "right"));
    for (int i = 0; i < pairs.size(); i++) {
      row(pairs.get(i), i);
    }
    HtmlBlock.endTable(html);
  }

  private void row(PagePair pair, int index) {
    PairComparison comparison = pair.comparison();
    String name = pair.name().isEmpty() ? "pair " + (index + 1) : pair.name();
    html.start("tr").start("td");
    if (comparison == null) {
      html.words(name);
    } else {
      html.element("a", name, "href", "#" + id(index));
    }
    html.end().start("td").element("span", pair.verdict(), "class", pair.style()).end();
    html.start("td")
        .element("code", comparison == null ? "" : comparison.leftGiven().shown())
        .end();
    html.start("td")
        .element("code", comparison == null ? "" : comparison.rightGiven().shown())
        .end();
    html.end().line();
  }
}
