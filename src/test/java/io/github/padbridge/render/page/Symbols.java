package io.github.padbridge.render.page;

import io.github.padbridge.explain.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The symbols that a picture shows, and those that its legend has. */
final class Symbols {
  private static final Set<String> CELLS =
      Arrays.stream(Cell.values())
          .filter(cell -> cell != Cell.BLANK)
          .map(SvgCells::name)
          .collect(Collectors.toSet());

  private Symbols() {}

  static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  /** Whether an element is part of a legend. */
  static boolean isInLegend(Element element) {
    for (Node up = element; up instanceof Element outer; up = up.getParentNode()) {
      if (outer.getAttribute("class").equals("legend")) {
        return true;
      }
    }
    return false;
  }

  /** The symbols outside legends, each once. */
  static Set<String> shown(Element picture) {
    Set<String> shown = new TreeSet<>();
    for (Element element : elements(picture, "*")) {
      if (!isInLegend(element)) {
        shown.addAll(symbol(element));
      }
    }
    return shown;
  }

  /** The symbols in the legends, as often as they stand there. */
  static List<String> explained(Element parent) {
    List<String> explained = new ArrayList<>();
    for (Element element : elements(parent, "*")) {
      if (isInLegend(element)) {
        explained.addAll(symbol(element));
      }
    }
    return explained;
  }

  /** What the legends say. */
  static List<String> meanings(Element parent) {
    return elements(parent, "*").stream()
        .filter(element -> element.getTagName().equals("li") || element.getTagName().equals("g"))
        .filter(Symbols::isInLegend)
        .map(element -> element.getTextContent().replace("…", "").strip())
        .toList();
  }

  private static List<String> symbol(Element element) {
    String style = element.getAttribute("class");
    return switch (element.getTagName()) {
      case "use" -> {
        String shape = element.getAttribute("href").substring(1);
        yield CELLS.contains(shape) ? List.of(shape) : List.of();
      }
      case "rect" -> style.equals("page") ? List.of() : List.of(style);
      case "circle" -> List.of(style);
      case "text" -> element.getTextContent().matches("[…⋮].*") ? List.of("…") : List.of();
      default -> List.of();
    };
  }
}
