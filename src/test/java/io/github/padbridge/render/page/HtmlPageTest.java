package io.github.padbridge.render.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.shape.SizeFormula;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class HtmlPageTest {
  private static Document parsed(String page) throws Exception {
    assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">").endsWith("</html>\n");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  private static List<Element> elements(Document page, String name) {
    return Symbols.elements(page.getDocumentElement(), name);
  }

  private static List<String> texts(Element parent, String name) {
    return Symbols.elements(parent, name).stream().map(Element::getTextContent).toList();
  }

  private static Translation translation(Layer layer) {
    return Translation.of(
        layer,
        Alternative.usual(layer, Targets.usual(layer), Runtime.PORTABLE).requirePlan(),
        Runtime.PORTABLE);
  }

  private static PageLayer unproven(String name, Layer layer) {
    LayerRecord.Label label = new LayerRecord.Label(null, name);
    return PageLayer.of(label, translation(layer), null, List.of());
  }

  /** All that a plan has stands on the page, in its order. */
  @Test
  void thePageHasTheNumbersOfThePlan() throws Exception {
    RandomSpecs specs = new RandomSpecs(91);
    RandomTensorFlowSpecs tensorFlowSpecs = new RandomTensorFlowSpecs(92);
    int steps = 0;
    int warnings = 0;
    for (int i = 0; i < 200; i++) {
      Layer layer =
          i % 4 == 0
              ? tensorFlowSpecs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length])
              : specs.next();
      PageLayer shown = unproven("", layer);
      Document page = parsed(HtmlPage.of("one layer", List.of(shown)));
      assertThat(elements(page, "h1"))
          .extracting(Element::getTextContent)
          .containsExactly(SpecText.of(layer));
      List<String> expected = new ArrayList<>();
      Plan plan = translation(layer).plan();
      for (Plan.Traced traced : plan.steps()) {
        expected.add(traced.shape().toString());
        expected.add(traced.why());
        plan.target()
            .call(traced.step())
            .terms()
            .forEach(term -> expected.add(term.name() + "=" + term.value()));
        steps++;
      }
      Element section = elements(page, "section").get(0);
      assertThat(Symbols.explained(section))
          .containsExactlyInAnyOrderElementsOf(Symbols.shown(section));
      assertThat(aboveTheFirstHeading(section)).containsAll(shown.watch());
      warnings += shown.watch().size();
      Element table = elements(page, "table").get(0);
      assertThat(texts(table, "tr")).hasSize(1 + plan.steps().size());
      String cells = String.join("\n", texts(table, "td"));
      int from = 0;
      for (Plan.Traced traced : plan.steps()) {
        from = cells.indexOf(plan.target().call(traced.step()).op(), from);
        assertThat(from).isNotNegative();
      }
      assertThat(cells).contains(expected);
      Element worksheet = elements(page, "dl").get(0);
      String quantities = String.join(", ", texts(worksheet, "dt"));
      for (SizeFormula formula : translation(layer).formulas()) {
        assertThat(quantities).contains(formula.quantity());
        List<String> values = new ArrayList<>(List.of(formula.formula(), formula.substitution()));
        if (formula.result() != null) {
          values.add(formula.result().toString());
        }
        for (String value : values) {
          assertThat(texts(worksheet, "dd"))
              .containsAnyElementsOf(onAnyAxis(value, formula.axis()));
        }
      }
      boolean toTensorFlow = plan.target().equals(TensorFlowOpSet.OPS);
      assertThat(elements(page, "dl")).hasSize(toTensorFlow ? 2 : 1);
      if (toTensorFlow) {
        Element strategies = elements(page, "dl").get(1);
        assertThat(texts(strategies, "dt")).isEqualTo(Strategy.ids());
        assertThat(texts(strategies, "dd"))
            .filteredOn(remark -> remark.contains("used here"))
            .hasSize(1)
            .allMatch(remark -> remark.startsWith(plan.ops() + " ops"));
      }
    }
    assertThat(steps).isGreaterThan(900);
    assertThat(warnings).isGreaterThan(50);
  }

  /** The warnings between the title of a section and its next heading. */
  private static List<String> aboveTheFirstHeading(Element section) {
    return Symbols.elements(section, "*").stream()
        .takeWhile(element -> !element.getTagName().matches("h[2-6]"))
        .filter(element -> element.getAttribute("class").equals("beware"))
        .map(element -> element.getTextContent().replaceAll("^\\w+: |\\.$", ""))
        .toList();
  }

  /** A value of a formula as a page has it, or as it has it of an axis that is equal. */
  private static List<String> onAnyAxis(String value, char axis) {
    String shown = "= " + value.replace('·', '*').replace('−', '-');
    return Stream.of("L", "D", "H", "W")
        .map(other -> shown.replaceAll("\\b" + axis + "_", other + "_"))
        .toList();
  }

  @Test
  void equalLayersHaveOneSectionThatAllOfThemLinkTo() throws Exception {
    Layer same =
        TestData.spec(
            "{'op': 'conv2d', 'kernel_size': 3, 'padding': 1, 'input_shape': [1, 1, 8, 8]}");
    Layer other =
        TestData.spec(
            "{'op': 'conv2d', 'kernel_size': 2, 'stride': 2, 'input_shape': [1, 1, 8, 8]}");
    PageLayer refused =
        PageLayer.refused(
            new LayerRecord.Label(null, "c"), List.of(new Fault("not so", null, List.of(), null)));
    Document page =
        parsed(
            HtmlPage.of(
                "a model",
                List.of(
                    unproven("a", same),
                    unproven("<b>&\uFFFF", other),
                    refused,
                    unproven("a.again", same))));
    assertThat(elements(page, "h1")).extracting(Element::getTextContent).containsExactly("a model");
    List<Element> sections = elements(page, "section");
    assertThat(sections).hasSize(2);
    assertThat(texts(sections.get(0), "p")).contains("Layers a, a.again");
    assertThat(elements(page, "a"))
        .extracting(link -> link.getTextContent() + " " + link.getAttribute("href"))
        .containsExactly("a #layer1", "<b>&\\uffff #layer2", "a.again #layer1");
    // A heading is at most one level below the one before it.
    int level = 0;
    for (Element heading : elements(page, "*")) {
      if (heading.getTagName().matches("h[1-6]")) {
        int next = Character.digit(heading.getTagName().charAt(1), 10);
        assertThat(next).isLessThanOrEqualTo(level + 1);
        level = next;
      }
    }
    assertThat(level).isGreaterThan(1);
    List<String> cells = texts(elements(page, "table").get(0), "td");
    assertThat(cells).hasSize(4 * 6).contains("c", "not so");
    assertThat(texts(elements(page, "table").get(0), "th")).startsWith("layer", "proof", "notes");
    assertThat(texts(page.getDocumentElement(), "p"))
        .contains("1 not translated, 3 not proven; 1 with notes");
  }

  /** Whatever is referred to is on the page, under one name, and nothing is fetched. */
  @Test
  void thePageNeedsNothingBesidesItself() throws Exception {
    RandomSpecs specs = new RandomSpecs(93);
    List<PageLayer> layers =
        IntStream.range(0, 30).mapToObj(i -> unproven("layer " + i, specs.next())).toList();
    String text = HtmlPage.of("layers", layers);
    Document page = parsed(text);
    assertThat(elements(page, "section")).hasSizeGreaterThan(25);
    List<String> ids =
        elements(page, "*").stream()
            .map(element -> element.getAttribute("id"))
            .filter(id -> !id.isEmpty())
            .toList();
    assertThat(ids).doesNotHaveDuplicates();
    int references = 0;
    for (Element element : elements(page, "*")) {
      String href = element.getAttribute("href");
      if (!href.isEmpty()) {
        assertThat(href).startsWith("#");
        assertThat(ids).contains(href.substring(1));
        references++;
      }
      for (String attribute : List.of("for", "aria-labelledby")) {
        if (element.hasAttribute(attribute)) {
          assertThat(ids).contains(element.getAttribute(attribute).split(" ", -1));
        }
      }
      assertThat(element.hasAttribute("src")).isFalse();
    }
    assertThat(references).isGreaterThan(1000);
    assertThat(elements(page, "script")).isEmpty();
    assertThat(elements(page, "style").get(0).getTextContent())
        .doesNotContain(">", "<", "&", "url(", "@import", "\\")
        .contains("--text: ", "color: var(--text)");
  }

  /** A module that can be run as it stands, under a tab each. */
  @Test
  void theCodeIsInTabs() throws Exception {
    Layer layer =
        TestData.spec(
            "{'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2, 'padding': 1, 'input_shape':"
                + " [1, 1, 8]}");
    Document page = parsed(HtmlPage.of("", List.of(unproven("", layer))));
    assertThat(elements(page, "label"))
        .extracting(Element::getTextContent)
        .containsExactly("TensorFlow", "TensorFlow, channels last", "Keras");
    assertThat(elements(page, "input"))
        .extracting(input -> input.getAttribute("checked"))
        .containsExactly("checked", "", "");
    List<String> modules = texts(page.getDocumentElement(), "pre");
    assertThat(modules).hasSize(3);
    assertThat(modules.get(0)).contains("import tensorflow", "tf.nn.conv1d_transpose(", "LAYERS");
    assertThat(modules.get(2)).contains("keras.layers.Conv1DTranspose(", "LAYERS");
    Layer tensorFlow = new RandomTensorFlowSpecs(94).next(TensorFlowOp.values()[0]);
    Document other = parsed(HtmlPage.of("", List.of(unproven("", tensorFlow))));
    assertThat(elements(other, "label"))
        .extracting(Element::getTextContent)
        .containsExactly("PyTorch");
  }
}
