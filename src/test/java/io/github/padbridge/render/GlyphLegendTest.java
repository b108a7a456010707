package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.explain.Cell;
import io.github.padbridge.explain.DrawnAxes;
import io.github.padbridge.explain.Pictures;
import io.github.padbridge.layer.Layer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GlyphLegendTest {
  private static final Pattern APART = Pattern.compile(" {3}");

  private static List<String> entries(String legend) {
    return legend.lines().flatMap(line -> APART.splitAsStream(line.substring(2))).toList();
  }

  /** What a drawing shows before its notes, without what counts the positions that are left out. */
  private static Set<String> signs(DrawnAxes axes, String drawing) {
    List<String> lines = drawing.lines().toList();
    StringBuilder cells = new StringBuilder();
    for (int row = 0; row < lines.size(); row++) {
      String line = lines.get(row);
      String note = axes.picture().strips().get(row).note();
      assertThat(line).endsWith(note);
      cells.append(line, 10, line.length() - note.length());
    }
    String signs = cells.toString().replaceAll("… \\d+ …|[… ]", "");
    return Stream.of(signs.split("", -1)).filter(s -> !s.isEmpty()).collect(Collectors.toSet());
  }

  @Test
  void everySignOfADrawingHasOneEntry() {
    RandomSpecs specs = new RandomSpecs(86);
    Glyphs glyphs = new Glyphs(false, false);
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      Layer layer = specs.next();
      for (DrawnAxes axes : Pictures.of(layer).orElseThrow().drawn()) {
        AxisDrawing drawing = new AxisDrawing(axes.picture(), 120, glyphs);
        String legend = GlyphLegend.of(drawing.cells(), drawing.isShortened(), 60, glyphs);
        assertThat(legend.lines()).allMatch(line -> line.length() <= 60);
        List<String> explained =
            entries(legend).stream().map(entry -> entry.split(" ", 2)[0]).toList();
        Set<String> expected = new TreeSet<>(signs(axes, drawing.text()));
        if (drawing.isShortened()) {
          expected.add("…");
        }
        assertThat(explained)
            .as(legend + drawing.text())
            .containsExactlyInAnyOrderElementsOf(expected);
        seen.addAll(explained);
      }
    }
    assertThat(seen).hasSize(9);
  }

  @Test
  void aSignThatTwoKindsShareHasOneEntry() {
    Set<Cell> cells = EnumSet.of(Cell.BLANK, Cell.OUTPUT, Cell.INPUT, Cell.TAP);
    assertThat(GlyphLegend.of(cells, false, 80, new Glyphs(false, false)))
        .isEqualTo("  ■ input element or output element   ▲ kernel element\n");
    assertThat(GlyphLegend.of(cells, true, 40, new Glyphs(true, false)))
        .isEqualTo(
            """
              x input element   k kernel element
              y output element
              ... n ... n positions left out
            """);
    String coloured = GlyphLegend.of(cells, false, 80, new Glyphs(false, true));
    assertThat(coloured.replaceAll("\u001B\\[\\d+m", ""))
        .isEqualTo("  ■ input element   ▲ kernel element   ■ output element\n");
  }
}
