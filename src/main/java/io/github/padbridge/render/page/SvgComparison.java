package io.github.padbridge.render.page;

import io.github.padbridge.equivalence.WindowStarts;
import io.github.padbridge.explain.Caption;
import io.github.padbridge.explain.Strip;
import io.github.padbridge.render.WindowStrips;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The picture of where the windows of two sides begin; axes with the same windows are drawn once.
 */
final class SvgComparison {
  private static final String FORWARD = "Windows of the left side above, of the right side below.";

  private static final String TRANSPOSED =
      "Each input element adds to one window: the left side above, the right side below.";

  private SvgComparison() {}

  /**
   * Writes the SVG into a page that has {@link SvgCells#STYLE} and {@link SvgCells#shapes} already.
   *
   * @param starts of an axis each, at least one
   * @param prefix what the names of its elements begin with
   * @return what its symbols mean, which the page is to say
   */
  static SvgLegend draw(List<WindowStarts> starts, String prefix, MarkupWriter page) {
    Map<List<Object>, List<WindowStarts>> alike = new LinkedHashMap<>();
    for (WindowStarts axis : starts) {
      List<Object> windows = List.of(axis.size(), axis.left(), axis.right(), axis.transposed());
      alike.computeIfAbsent(windows, same -> new ArrayList<>()).add(axis);
    }
    List<SvgAxis> axes = new ArrayList<>();
    List<String> description = new ArrayList<>();
    for (List<WindowStarts> same : alike.values()) {
      Caption caption = caption(same);
      List<Strip> strips = WindowStrips.of(same.get(0));
      axes.add(new SvgAxis(strips, caption));
      description.add(SvgPicture.description(caption, strips));
    }
    SvgAxes drawn = new SvgAxes(axes);
    int height = SvgPicture.LEFT + drawn.height();
    String title = "Windows of both sides";
    SvgPicture.start(page, prefix, drawn.width(), height, title, String.join(" ", description));
    drawn.draw(page, 0);
    page.end();
    return SvgLegend.of(drawn.cells(), Optional.empty(), drawn.isShortened());
  }

  private static Caption caption(List<WindowStarts> same) {
    WindowStarts first = same.get(0);
    return Caption.at(
        first.size(),
        same.stream().map(WindowStarts::axis).toList(),
        first.transposed() ? TRANSPOSED : FORWARD);
  }
}
