package io.github.padbridge.render.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.compare.Given;
import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.compare.PairService;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.render.ComparisonWords;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ComparisonPageTest {
  private final PairService service = new PairService(new Nd4jEngine(), false);

  private PairComparison compared(String left, String right) {
    return service.compare(new Given("left", left), new Given("right", right), Map.of(), null);
  }

  private static Element parsed(String page) throws Exception {
    assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">").endsWith("</html>\n");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)))
        .getDocumentElement();
  }

  private static List<String> texts(Element parent, String name) {
    return Symbols.elements(parent, name).stream().map(Element::getTextContent).toList();
  }

  private static String side(JsonRecord record, String name) {
    return ((JsonString) ((JsonObject) record.require()).fields().get(name)).value();
  }

  /** All that was found of a pair stands in its section, and the contents lead there. */
  @Test
  void everyPairHasASectionWithWhatWasFound() throws Exception {
    List<PagePair> pairs = new ArrayList<>();
    for (JsonRecord record : TestData.golden("pairs.jsonl")) {
      LayerRecord.Label label = new LayerRecord.Label(null, side(record, "id"));
      pairs.add(PagePair.of(label, compared(side(record, "left"), side(record, "right"))));
    }
    Element page = parsed(ComparisonPage.of(pairs));
    List<Element> sections = Symbols.elements(page, "section");
    assertThat(sections).hasSize(80);
    int pictures = 0;
    int repairs = 0;
    for (int i = 0; i < sections.size(); i++) {
      Element section = sections.get(i);
      PairComparison found = pairs.get(i).comparison();
      assertThat(texts(section, "h2"))
          .containsExactly(pairs.get(i).name() + ": " + ComparisonWords.headline(found));
      List<String> code =
          new ArrayList<>(List.of(found.leftGiven().text(), found.rightGiven().text()));
      if (found.repair() != null) {
        code.add(found.repair().code());
        repairs++;
      }
      assertThat(texts(section, "code")).isEqualTo(code);
      assertThat(causes(section)).isEqualTo(ComparisonWords.causes(found.equivalence().causes()));
      int axes = found.equivalence().axes().size();
      assertThat(texts(Symbols.elements(section, "table").get(0), "td")).hasSize(3 * axes);
      assertThat(texts(section, "h3").contains("Example"))
          .isEqualTo(found.counterexample() != null);
      boolean drawn = !found.equivalence().starts().isEmpty();
      assertThat(texts(section, "title")).hasSize(drawn ? 1 : 0);
      pictures += drawn ? 1 : 0;
      assertThat(Symbols.explained(section))
          .containsExactlyInAnyOrderElementsOf(Symbols.shown(section));
    }
    assertThat(pictures).isGreaterThan(30);
    assertThat(repairs).isGreaterThan(30);
    needsNothingBesidesItself(page);
    assertThat(Symbols.elements(page, "a")).hasSize(80);
  }

  private static List<String> causes(Element section) {
    return Symbols.elements(section, "li").stream()
        .filter(item -> !Symbols.isInLegend(item))
        .map(Element::getTextContent)
        .toList();
  }

  private static void needsNothingBesidesItself(Element page) {
    List<String> ids =
        Symbols.elements(page, "*").stream()
            .map(element -> element.getAttribute("id"))
            .filter(id -> !id.isEmpty())
            .toList();
    assertThat(ids).doesNotHaveDuplicates();
    for (Element element : Symbols.elements(page, "*")) {
      String href = element.getAttribute("href");
      assertThat(href.isEmpty() || ids.contains(href.replaceFirst("^#", ""))).as(href).isTrue();
      if (element.hasAttribute("aria-labelledby")) {
        assertThat(ids).contains(element.getAttribute("aria-labelledby").split(" ", -1));
      }
      assertThat(element.hasAttribute("src")).isFalse();
    }
    assertThat(Symbols.elements(page, "script")).isEmpty();
  }

  /** The heading of a page about one pair is its verdict. */
  @Test
  void onePairHasNoContents() throws Exception {
    PairComparison found =
        compared("nn.Conv2d(3, 8, 3, 2, 1, bias=False)", "tf.nn.conv2d(x, w, 2, 'SAME')");
    PagePair pair = PagePair.of(LayerRecord.Label.NONE, found);
    Element page = parsed(ComparisonPage.of(List.of(pair)));
    assertThat(texts(page, "h1")).containsExactly(ComparisonWords.headline(found));
    assertThat(texts(page, "h2"))
        .containsExactly("Left", "Right", "Cause", "Windows", "Input sizes", "Example", "Repair");
    assertThat(Symbols.elements(page, "a")).isEmpty();
    assertThat(texts(page, "td"))
        .startsWith("H", "at every odd H_in", "at every even H_in", "W", "at every odd W_in");
  }

  @Test
  void theSizesThatWereRunStandOnThePage() throws Exception {
    PairComparison found =
        new PairService(new Nd4jEngine(), true)
            .compare(
                new Given("left", "nn.Conv1d(1, 1, 3, padding=1, bias=False)"),
                new Given("right", "nn.Conv1d(1, 1, 3, padding='same', bias=False)"),
                Map.of(),
                null);
    Element page = parsed(ComparisonPage.of(List.of(PagePair.of(LayerRecord.Label.NONE, found))));
    assertThat(texts(page, "h2")).endsWith("Run");
    assertThat(texts(page, "p")).contains(ComparisonWords.ran(found) + ".");
  }

  /** What was left out comes before anything that depends on it. */
  @Test
  void notesStandBeforeTheSides() throws Exception {
    PairComparison found =
        compared("nn.Conv1d(1, 1, 3)", "keras.layers.Conv1D(1, 3, activation='relu')");
    assertThat(found.notes()).isNotEmpty();
    Element page = parsed(ComparisonPage.of(List.of(PagePair.of(LayerRecord.Label.NONE, found))));
    List<String> order =
        Symbols.elements(page, "*").stream()
            .filter(element -> List.of("p", "pre").contains(element.getTagName()))
            .map(Element::getTextContent)
            .toList();
    assertThat(order).startsWith("Note: " + found.notes().get(0) + ".");
  }

  @Test
  void whatThePairHoldsIsText() throws Exception {
    String hostile = "nn.Conv1d(1, 1, 3) # </code><script>alert(1)</script>&";
    LayerRecord.Label label = new LayerRecord.Label(null, "<b>&");
    PagePair compared = PagePair.of(label, compared(hostile, hostile));
    PagePair refused =
        PagePair.refused(label, List.of(new Fault("not <so>", null, List.of(), null)));
    Element page = parsed(ComparisonPage.of(List.of(compared, refused)));
    assertThat(Symbols.elements(page, "script")).isEmpty();
    assertThat(texts(page, "pre")).containsExactly(hostile, hostile);
    assertThat(texts(page, "h1")).containsExactly("2 pairs: 1 equal, 1 not compared");
    assertThat(texts(page, "td")).contains("<b>&", "not <so>");
    assertThat(Symbols.elements(page, "section")).hasSize(1);
    assertThat(Symbols.elements(page, "a")).hasSize(1);
  }
}
