package io.github.padbridge.render.page;

import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.equivalence.WindowStarts;
import io.github.padbridge.explain.Pictures.Caption;
import io.github.padbridge.explain.Strip;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.render.WindowStrips;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
   */
  static void draw(List<WindowStarts> starts, String prefix, MarkupWriter page) {
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
    int width = axes.stream().mapToInt(SvgAxis::width).max().orElseThrow();
    int height = SvgPicture.LEFT + axes.stream().mapToInt(SvgAxis::height).sum();
    String title = "Windows of both sides";
    SvgPicture.start(page, prefix, width, height, title, String.join(" ", description));
    int top = 0;
    for (SvgAxis axis : axes) {
      axis.draw(page, top);
      top += axis.height();
    }
    page.end();
  }

  private static Caption caption(List<WindowStarts> same) {
    List<String> names = same.stream().map(axis -> String.valueOf(axis.axis())).toList();
    String sizes =
        same.stream().map(axis -> Layer.inputName(axis.axis())).collect(Collectors.joining(" = "));
    WindowStarts first = same.get(0);
    return new Caption(
        (names.size() == 1 ? "Axis " : "Axes ")
            + WordList.and(names)
            + ", drawn at "
            + sizes
            + " = "
            + first.size(),
        first.transposed() ? TRANSPOSED : FORWARD);
  }
}
