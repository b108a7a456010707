package io.github.padbridge.render.page;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Caption;
import io.github.padbridge.explain.Pictures;
import io.github.padbridge.explain.PlanePicture;
import io.github.padbridge.explain.Strip;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.render.SpecText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The pictures of a layer as one SVG, to scale: two axes at once where there are two, and each axis
 * by itself, one below the other. It has a title and a description for those who cannot see it, and
 * no script.
 */
public final class SvgPicture {
  static final int LEFT = 12;

  /** Between a heading and what stands above it. */
  static final int HEADING = 34;

  /** A letter of a note, on an average. */
  static final int LETTER = 7;

  /** One more would not be looked at to its end. */
  private static final int MOST_STEPS = 400;

  private final Layer asked;
  private final Pictures pictures;
  private final Optional<PlanePicture> planePicture;
  private final boolean animate;
  private final String prefix;
  private final SvgAxes axes;

  private SvgPicture(Layer asked, Pictures pictures, boolean animate, String prefix) {
    this.asked = asked;
    this.pictures = pictures;
    this.planePicture = PlanePicture.of(pictures);
    this.animate = animate;
    this.prefix = prefix;
    this.axes =
        new SvgAxes(
            pictures.drawn().stream()
                .map(drawn -> new SvgAxis(drawn.picture(), drawn.caption(), animate))
                .toList());
  }

  /**
   * The SVG of a layer, with a line's end behind it.
   *
   * @param animate whether the kernel moves, and the output fills
   * @throws Refusal if there is no picture of it, or it is too long to be animated
   */
  public static String of(Layer layer, boolean animate) {
    Pictures pictures =
        Pictures.of(layer)
            .orElseThrow(
                () -> refusal("no small input_shape fits this layer", "give --input-shape"));
    if (animate) {
      requireShort(pictures);
    }
    MarkupWriter svg = new MarkupWriter();
    new SvgPicture(layer, pictures, animate, "").drawAlone(svg);
    return svg.line().toString();
  }

  /**
   * Writes the SVG of a layer into a page that has {@link SvgCells#STYLE} and {@link
   * SvgCells#shapes} already.
   *
   * @param prefix what the names of its elements begin with
   * @return what its symbols mean, which the page is to say
   */
  static SvgLegend draw(Layer layer, Pictures pictures, String prefix, MarkupWriter page) {
    SvgPicture picture = new SvgPicture(layer, pictures, false, prefix);
    picture.begin(page, picture.width(), picture.height());
    picture.drawPictures(page);
    page.end();
    return picture.legend();
  }

  private static void requireShort(Pictures pictures) {
    for (AxisPicture picture : pictures.axes()) {
      long cells = picture.end() - picture.begin();
      if (cells > SvgAxis.MOST_CELLS) {
        throw tooLong(
            "axis " + picture.axis() + " has " + cells + " positions", SvgAxis.MOST_CELLS);
      }
    }
    PlanePicture.of(pictures)
        .map(plane -> plane.rows().steps() * plane.columns().steps())
        .filter(steps -> steps > MOST_STEPS)
        .ifPresent(
            steps -> {
              throw tooLong("the kernel is laid at " + steps + " places", MOST_STEPS);
            });
  }

  private static Refusal tooLong(String what, int most) {
    return refusal(
        "too long to be animated: " + what + " (at most " + most + ")",
        "a smaller input_shape shows the same");
  }

  private static Refusal refusal(String message, String help) {
    return new Refusal(new Fault(message, help, List.of(Argument.INPUT_SHAPE), null));
  }

  private Optional<SvgPlane> plane() {
    return planePicture.map(picture -> new SvgPlane(picture, prefix, animate));
  }

  /** With its style, the shapes of its cells, its own background and its legend. */
  private void drawAlone(MarkupWriter svg) {
    SvgLegend legend = legend();
    int width = Math.max(width(), legend.width());
    begin(svg, width, height() + legend.height(width));
    svg.element("style", "\n" + SvgCells.STYLE + animation()).line();
    SvgCells.shapes(svg, axes.cells());
    // A page may be light where its reader's system is dark.
    svg.empty("rect", "class", "page", "width", "100%", "height", "100%").line();
    drawPictures(svg);
    legend.draw(svg, height(), width);
    svg.end();
  }

  private void begin(MarkupWriter svg, int width, int height) {
    String title = SpecText.of(asked) + ": " + asked.inputShape() + " -> " + asked.outputShape();
    start(svg, prefix, width, height, title, description());
  }

  private int width() {
    return Math.max(plane().map(SvgPlane::width).orElse(0), axes.width());
  }

  private int height() {
    return plane().map(SvgPlane::height).orElse(0) + axes.height() + LEFT;
  }

  private void drawPictures(MarkupWriter svg) {
    plane().ifPresent(plane -> plane.draw(svg, 0));
    axes.draw(svg, plane().map(SvgPlane::height).orElse(0));
  }

  private SvgLegend legend() {
    boolean shortened = plane().filter(SvgPlane::isShortened).isPresent() || axes.isShortened();
    return SvgLegend.of(axes.cells(), plane(), shortened);
  }

  /**
   * Begins an SVG of a size.
   *
   * @param prefix what the names of its elements begin with
   * @param description the picture in words
   */
  static void start(
      MarkupWriter svg, String prefix, int width, int height, String title, String description) {
    svg.start(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + width + " " + height,
        "width",
        width,
        "height",
        height,
        "role",
        "img",
        "aria-labelledby",
        prefix + "title " + prefix + "desc");
    svg.line();
    svg.element("title", title, "id", prefix + "title").line();
    svg.element("desc", description, "id", prefix + "desc").line();
  }

  private String animation() {
    return animate ? SvgAnimation.style(pictures.axes(), planePicture) : "";
  }

  /** The picture in words. */
  private String description() {
    String both =
        planePicture
            .map(plane -> plane.source().note() + "; " + plane.result().note() + ". ")
            .orElse("");
    return both
        + pictures.drawn().stream()
            .map(drawn -> description(drawn.caption(), drawn.picture().strips()))
            .collect(Collectors.joining(" "));
  }

  /** The rows of an axis in words. */
  static String description(Caption caption, List<Strip> strips) {
    return caption.heading()
        + ": "
        + strips.stream()
            .map(strip -> (strip.name() + " " + strip.note()).strip())
            .collect(Collectors.joining("; "))
        + "."
        + (caption.note().isEmpty() ? "" : " " + caption.note());
  }

  static void text(MarkupWriter svg, int x, int y, String style, String words) {
    svg.element("text", words, "x", x, "y", y, "class", style).line();
  }

  /** The style of the element that has just begun, if it is to have one. */
  static void style(MarkupWriter svg, String style) {
    if (!style.isEmpty()) {
      svg.attribute("style", style);
    }
  }
}
