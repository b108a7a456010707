package io.github.padbridge.render.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Cell;
import io.github.padbridge.explain.DrawnAxes;
import io.github.padbridge.explain.Pictures;
import io.github.padbridge.explain.Plane;
import io.github.padbridge.explain.PlanePicture;
import io.github.padbridge.explain.Strip;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.TensorFlowOp;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgPictureTest {
  private static final int MOST_CELLS = 40;
  private static final int MOST_CELLS_OF_TWO = 20;

  /** Two outlines, a dot and an ellipsis. */
  private static final int OTHER_SYMBOLS = 4;

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
    for (DrawnAxes axes : pictures.drawn()) {
      for (Strip strip : axes.picture().strips()) {
        LongStream.range(strip.begin(), strip.end())
            .mapToObj(strip::at)
            .filter(cell -> cell != Cell.BLANK)
            .forEach(cell -> cells.merge("#" + SvgCells.name(cell), 1L, Long::sum));
      }
    }
    PlanePicture.of(pictures)
        .ifPresent(
            picture -> {
              count(picture.source(), cells);
              count(picture.result(), cells);
            });
    return cells;
  }

  private static void count(Plane plane, Map<String, Long> cells) {
    for (long row = plane.rows().begin(); row < plane.rows().end(); row++) {
      for (long column = plane.columns().begin(); column < plane.columns().end(); column++) {
        if (plane.at(row, column) != Cell.BLANK) {
          cells.merge("#" + SvgCells.name(plane.at(row, column)), 1L, Long::sum);
        }
      }
    }
  }

  /** Where an element stands in the picture, across or down. */
  private static int position(Element element, String coordinate) {
    String own = element.getAttribute(coordinate);
    int position = own.isEmpty() ? 0 : Integer.parseInt(own);
    for (Node up = element.getParentNode(); up instanceof Element group; up = up.getParentNode()) {
      String[] moved = group.getAttribute("transform").split("[( )]", -1);
      if (moved.length > 2) {
        position += Integer.parseInt(moved[coordinate.equals("x") ? 1 : 2]);
      }
    }
    return position;
  }

  /** How many cells of each kind are drawn; a row that is drawn again has the same ones again. */
  private static Map<String, Long> drawn(Document svg) {
    Map<String, List<String>> rows = new HashMap<>();
    for (Element group : elements(svg, "g")) {
      NodeList cells = group.getElementsByTagName("use");
      rows.put(
          "#" + group.getAttribute("id"),
          LongStream.range(0, cells.getLength())
              .mapToObj(i -> ((Element) cells.item((int) i)).getAttribute("href"))
              .toList());
    }
    Map<String, Long> drawn = new HashMap<>();
    for (Element use : elements(svg, "use")) {
      if (Symbols.isInLegend(use)) {
        continue;
      }
      String href = use.getAttribute("href");
      rows.getOrDefault(href, List.of(href)).forEach(cell -> drawn.merge(cell, 1L, Long::sum));
    }
    return drawn;
  }

  @Test
  void everyCellIsDrawnOnceWithinThePicture() throws Exception {
    RandomSpecs specs = new RandomSpecs(81);
    RandomTensorFlowSpecs tensorFlowSpecs = new RandomTensorFlowSpecs(82);
    int whole = 0;
    int planes = 0;
    Set<String> symbols = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      Layer layer =
          i % 3 == 0
              ? tensorFlowSpecs.next(TensorFlowOp.values()[i % TensorFlowOp.values().length])
              : specs.next();
      Pictures pictures = Pictures.of(layer).orElseThrow();
      Document svg = parsed(SvgPicture.of(layer, false));
      String[] box = svg.getDocumentElement().getAttribute("viewBox").split(" ", -1);
      Map<String, Long> drawn = drawn(svg);
      for (Element use : elements(svg, "use")) {
        assertThat(position(use, "x") + SvgCells.SIZE)
            .isBetween(SvgCells.SIZE, Integer.parseInt(box[2]));
        assertThat(position(use, "y") + SvgCells.SIZE)
            .isBetween(SvgCells.SIZE, Integer.parseInt(box[3]));
      }
      int most = pictures.axes().size() == 2 ? MOST_CELLS_OF_TWO : MOST_CELLS;
      if (pictures.axes().stream().allMatch(axis -> axis.end() - axis.begin() <= most)) {
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
      if (pictures.axes().size() == 2) {
        assertThat(description)
            .startsWith("input " + layer.inputSize(0) + " × " + layer.inputSize(1))
            .contains("; output " + layer.outputSize(0) + " × " + layer.outputSize(1));
        planes++;
      }
      assertThat(Symbols.explained(svg.getDocumentElement()))
          .containsExactlyInAnyOrderElementsOf(Symbols.shown(svg.getDocumentElement()));
      assertThat(Symbols.meanings(svg.getDocumentElement()))
          .hasSameSizeAs(Symbols.explained(svg.getDocumentElement()))
          .noneMatch(String::isEmpty);
      symbols.addAll(Symbols.explained(svg.getDocumentElement()));
      assertThat(elements(svg, "title").get(0).getTextContent())
          .endsWith(layer.inputShape() + " -> " + layer.outputShape());
      assertThat(elements(svg, "script")).isEmpty();
    }
    assertThat(whole).isGreaterThan(150);
    assertThat(planes).isGreaterThan(80);
    assertThat(symbols).hasSize(Cell.values().length - 1 + OTHER_SYMBOLS);
  }

  @Test
  void whatIsLeftOutIsCounted() throws Exception {
    Layer layer =
        TestData.spec(
            "{'op': 'conv1d', 'kernel_size': 3, 'padding': 1, 'input_shape': [1, 1, 1000000]}");
    Document svg = parsed(SvgPicture.of(layer, false));
    assertThat(elements(svg, "text"))
        .extracting(Element::getTextContent)
        .contains("… " + (1_000_002 - MOST_CELLS) + " …", "positions left out");
    assertThatThrownBy(() -> SvgPicture.of(layer, true))
        .isInstanceOf(Refusal.class)
        .hasMessage("too long to be animated: axis L has 1000002 positions (at most 40)");
  }

  /** The kernel goes as often as there are windows, and each output appears with its own. */
  @Test
  void theAnimationTakesAStepAWindow() throws Exception {
    Layer layer =
        TestData.spec(
            "{'op': 'conv1d', 'kernel_size': 3, 'stride': 2, 'padding': 1, 'input_shape': [1, 1,"
                + " 9]}");
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

  /** The outlines are as large as the kernel spans, and stand where it begins. */
  @Test
  void theKernelIsOutlinedWhereItIsLaid() throws Exception {
    Layer layer =
        TestData.spec(
            "{'op': 'conv2d', 'kernel_size': [3, 2], 'stride': [2, 1], 'dilation': [2, 1],"
                + " 'padding': [1, 0], 'input_shape': [1, 1, 9, 6]}");
    Document svg = parsed(SvgPicture.of(layer, false));
    assertThat(outline(svg, "first")).containsExactly(-1, -1, 2 * PITCH, 5 * PITCH);
    assertThat(outline(svg, "last"))
        .containsExactly(4 * PITCH - 1, 6 * PITCH - 1, 2 * PITCH, 5 * PITCH);
    assertThat(elements(svg, "circle").stream().filter(dot -> !Symbols.isInLegend(dot)))
        .hasSize(2 * 3 * 2);
    assertThat(elements(svg, "text"))
        .extracting(Element::getTextContent)
        .contains("input 9 × 6, read as 11 × 6", "output 4 × 5");
  }

  private static final int PITCH = SvgCells.PITCH;

  private static List<Integer> outline(Document svg, String name) {
    Element outline =
        elements(svg, "rect").stream()
            .filter(rect -> rect.getAttribute("class").equals(name))
            .findFirst()
            .orElseThrow();
    return Stream.of("x", "y", "width", "height")
        .map(attribute -> Integer.valueOf(outline.getAttribute(attribute)))
        .toList();
  }

  /** What comes out of two axes fills row by row, as the kernel goes. */
  @Test
  void twoAxesMoveTogether() throws Exception {
    Layer layer =
        TestData.spec(
            "{'op': 'conv_transpose2d', 'kernel_size': 2, 'stride': 2, 'input_shape': [1, 1, 3,"
                + " 2]}");
    Document svg = parsed(SvgPicture.of(layer, true));
    List<String> moves =
        elements(svg, "g").stream()
            .map(group -> group.getAttribute("style"))
            .filter(style -> !style.isEmpty())
            .toList();
    // The element that comes in, and the kernel that it lays down.
    assertThat(moves)
        .containsSubsequence(
            "animation: moveYH 2.4s steps(3, jump-none) infinite",
            "animation: moveXW 0.8s steps(2, jump-none) infinite",
            "animation: moveYH 2.4s steps(3, jump-none) infinite",
            "animation: moveXW 0.8s steps(2, jump-none) infinite");
    // Each of the six elements that come in finishes four of those that come out, the first at
    // once.
    List<String> appearances =
        elements(svg, "use").stream()
            .map(use -> use.getAttribute("style"))
            .filter(style -> style.contains("Plane"))
            .toList();
    assertThat(appearances).hasSize(5 * 4);
    assertThat(appearances.get(0)).isEqualTo("animation: appearPlane1 2.4s step-end infinite");
    Layer large =
        TestData.spec(
            "{'op': 'conv2d', 'kernel_size': 1, 'stride': 1, 'input_shape': [1, 1, 20, 21]}");
    assertThatThrownBy(() -> SvgPicture.of(large, true))
        .isInstanceOf(Refusal.class)
        .hasMessage("too long to be animated: the kernel is laid at 420 places (at most 400)");
  }
}
