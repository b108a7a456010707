package io.github.padbridge.render;

import io.github.padbridge.explain.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the signs of a drawing in a terminal mean. */
final class GlyphLegend {
  private static final String INDENT = "  ";
  private static final String APART = "   ";

  private final int width;
  private final StringBuilder text = new StringBuilder();
  private int column;

  private GlyphLegend(int width) {
    this.width = width;
  }

  /**
   * The legend, its lines ended; a sign that two kinds of cells share has one entry.
   *
   * @param cells that are drawn
   * @param shortened whether positions are left out
   * @param width columns that a line may take
   */
  static String of(Set<Cell> cells, boolean shortened, int width, Glyphs glyphs) {
    GlyphLegend legend = new GlyphLegend(width);
    Map<String, List<String>> meanings = new LinkedHashMap<>();
    for (Cell cell : Cell.values()) {
      if (cell != Cell.BLANK && cells.contains(cell)) {
        meanings.computeIfAbsent(glyphs.of(cell), same -> new ArrayList<>()).add(cell.meaning());
      }
    }
    meanings.forEach((sign, same) -> legend.add(sign, String.join(" or ", same)));
    if (shortened) {
      legend.add(glyphs.ellipsis() + " n " + glyphs.ellipsis(), "n positions left out");
    }
    return legend.text.append(legend.column > 0 ? "\n" : "").toString();
  }

  private void add(String sign, String meaning) {
    int length = columns(sign) + 1 + meaning.length();
    if (column > 0 && column + APART.length() + length > width) {
      text.append('\n');
      column = 0;
    }
    String before = column == 0 ? INDENT : APART;
    text.append(before).append(sign).append(' ').append(meaning);
    column += before.length() + length;
  }

  /** Without the escape sequences of its colour. */
  private static int columns(String sign) {
    return sign.startsWith("\u001B") ? 1 : sign.length();
  }
}
