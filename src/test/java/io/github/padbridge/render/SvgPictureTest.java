package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Cell;
import io.github.padbridge.explain.Pictures;
import io.github.padbridge.explain.Strip;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.TensorFlowOp;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgPictureTest {
  private static final int MOST_CELLS = 40;

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    return LongStream.range(0, nodes.getLength())
        .mapToObj(i -> (Element) nodes.item((int) i))
        .toList();
  }

  /** How many cells of each kind the pictures show. */
  private static Map<String, Long> cells(Pictures pictures) {
    Map<String, Long> cells = new HashMap<>();
    for (AxisPicture picture : pictures.axes()) {
      for (Strip strip : picture.strips()) {
        LongStream.range(strip.begin(), strip.end())
            .mapToObj(strip::at)
            .filter(cell -> cell != Cell.BLANK)
            .forEach(cell -> cells.merge("#" + SvgCells.name(cell), 1L, Long::sum));
      }
    }
    return cells;
  }

  @Test
  void everyCellIsDrawnOnceWithinThePicture() throws Exception {
    RandomSpecs specs = new RandomSpecs(81);
    RandomTensorFlowSpecs tensorFlowSpecs = new RandomTensorFlowSpecs(82);
    int whole = 0;
    for (int i = 0; i < 300; i++) {
      Layer layer =
          i % 3 == 0
              ? tensorFlowSpecs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length])
              : specs.next();
      Pictures pictures = Pictures.of(layer).orElseThrow();
      Document svg = parsed(SvgPicture.of(layer, false));
      String[] box = svg.getDocumentElement().getAttribute("viewBox").split(" ", -1);
      Map<String, Long> drawn = new HashMap<>();
      for (Element use : elements(svg, "use")) {
        drawn.merge(use.getAttribute("href"), 1L, Long::sum);
        assertThat(Integer.parseInt(use.getAttribute("x")) + SvgCells.SIZE)
            .isBetween(SvgCells.SIZE, Integer.parseInt(box[2]));
        assertThat(Integer.parseInt(use.getAttribute("y")) + SvgCells.SIZE)
            .isBetween(SvgCells.SIZE, Integer.parseInt(box[3]));
      }
      if (pictures.axes().stream().allMatch(axis -> axis.end() - axis.begin() <= MOST_CELLS)) {
        assertThat(drawn).isEqualTo(cells(pictures));
        whole++;
      }
      assertThat(elements(svg, "path"))
          .extracting(path -> "#" + path.getAttribute("id"))
          .containsAll(drawn.keySet());
      String description = elements(svg, "desc").get(0).getTextContent();
      for (AxisPicture picture : pictures.axes()) {
        picture.strips().forEach(strip -> assertThat(description).contains(strip.note()));
      }
      assertThat(elements(svg, "title").get(0).getTextContent())
          .endsWith(layer.inputShape() + " -> " + layer.outputShape());
      assertThat(elements(svg, "script")).isEmpty();
    }
    assertThat(whole).isGreaterThan(150);
  }

  @Test
  void whatIsLeftOutIsCounted() throws Exception {
    Layer layer =
        TestData.spec(
            "{'op': 'conv1d', 'kernel_size': 3, 'padding': 1, 'input_shape': [1, 1, 1000000]}");
    Document svg = parsed(SvgPicture.of(layer, false));
    assertThat(elements(svg, "text"))
        .extracting(Element::getTextContent)
        .contains("… " + (1_000_002 - MOST_CELLS) + " …");
    assertThatThrownBy(() -> SvgPicture.of(layer, true))
        .isInstanceOf(Refusal.class)
        .hasMessage("too long to be animated: axis L has 1000002 positions (at most 40)");
  }

  /** The kernel goes as often as there are windows, and each output appears with its own. */
  @Test
  void theAnimationTakesAStepAWindow() throws Exception {
    Layer layer =
        TestData.spec(
            "{'op': 'conv1d', 'kernel_size': 3, 'stride': 2, 'padding': 1, 'input_shape': [1, 1, 9]}");
    Document svg = parsed(SvgPicture.of(layer, true));
    String style = elements(svg, "style").get(0).getTextContent();
    assertThat(style)
        .contains("translateX(" + 4 * 2 * SvgCells.PITCH + "px)")
        .contains("prefers-reduced-motion");
    List<Element> moving =
        elements(svg, "g").stream().filter(group -> group.hasAttribute("style")).toList();
    assertThat(moving).hasSize(1);
    assertThat(moving.get(0).getAttribute("style")).contains("steps(5, jump-none)");
    assertThat(
            elements(svg, "use").stream()
                .map(use -> use.getAttribute("style"))
                .filter(s -> !s.isEmpty()))
        .hasSize(4)
        .allMatch(s -> s.startsWith("animation: appearL"));
  }
}
