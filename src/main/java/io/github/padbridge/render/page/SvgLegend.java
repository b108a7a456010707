package io.github.padbridge.render.page;

import io.github.padbridge.explain.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the symbols of a picture mean: within an SVG that stands alone, or as a list below it on a
 * page, where it finds its lines itself.
 */
final class SvgLegend {
  private static final int LINE = 24;

  /** From a symbol to its meaning. */
  private static final int MEANING = SvgCells.SIZE + 8;

  /** Between a meaning and the next symbol. */
  private static final int APART = 20;

  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param symbol draws it, {@link SvgCells#SIZE} units wide and high
   */
  private record Entry(String meaning, Consumer<MarkupWriter> symbol) {
    int width() {
      return MEANING + SvgPicture.LETTER * meaning.length();
    }
  }

  private SvgLegend() {}

  /**
   * The legend of a picture.
   *
   * @param cells the kinds that are drawn
   * @param plane with the outlines and dots of a kernel, where there is one
   * @param shortened whether positions are left out
   */
  static SvgLegend of(Set<Cell> cells, Optional<SvgPlane> plane, boolean shortened) {
    SvgLegend legend = new SvgLegend();
    legend.cells(cells);
    plane.ifPresent(legend::kernel);
    if (shortened) {
      legend.add("positions left out", svg -> SvgPicture.text(svg, 2, 12, "note", "…"));
    }
    return legend;
  }

  private void cells(Set<Cell> cells) {
    for (Cell cell : Cell.values()) {
      if (cell != Cell.BLANK && cells.contains(cell)) {
        String shape = "#" + SvgCells.name(cell);
        add(cell.meaning(), svg -> svg.empty("use", "href", shape));
      }
    }
  }

  private void kernel(SvgPlane plane) {
    plane
        .outlines()
        .forEach(
            (style, meaning) -> add(meaning, svg -> SvgPlane.outline(svg, style, 3, 3, 12, 12)));
    int middle = SvgCells.SIZE / 2;
    add(Cell.TAP.meaning(), svg -> SvgPlane.dot(svg, middle, middle));
  }

  private void add(String meaning, Consumer<MarkupWriter> symbol) {
    entries.add(new Entry(meaning, symbol));
  }

  private List<List<Entry>> lines(int width) {
    List<List<Entry>> lines = new ArrayList<>();
    int x = width;
    for (Entry entry : entries) {
      if (x + entry.width() > width) {
        lines.add(new ArrayList<>());
        x = SvgPicture.LEFT;
      }
      lines.get(lines.size() - 1).add(entry);
      x += entry.width() + APART;
    }
    return lines;
  }

  /** How wide an SVG must be at least. */
  int width() {
    return 2 * SvgPicture.LEFT + entries.stream().mapToInt(Entry::width).max().orElse(0);
  }

  int height(int width) {
    return LINE * lines(width).size() + SvgPicture.LEFT;
  }

  /** Draws it below {@code top}. */
  void draw(MarkupWriter svg, int top, int width) {
    int y = top;
    for (List<Entry> line : lines(width)) {
      int x = SvgPicture.LEFT;
      for (Entry entry : line) {
        svg.start("g", "class", "legend", "transform", "translate(" + x + " " + y + ")");
        entry.symbol().accept(svg);
        SvgPicture.text(svg, MEANING, 13, "note", entry.meaning());
        svg.end().line();
        x += entry.width() + APART;
      }
      y += LINE;
    }
  }

  /** Writes it as a list. */
  void list(MarkupWriter html) {
    html.start("ul", "class", "legend").line();
    for (Entry entry : entries) {
      html.start("li").start("svg", "aria-hidden", "true", "width", SvgCells.SIZE);
      html.attribute("height", Integer.toString(SvgCells.SIZE));
      entry.symbol().accept(html);
      html.end().words(" " + entry.meaning()).end().line();
    }
    html.end().line();
  }
}
