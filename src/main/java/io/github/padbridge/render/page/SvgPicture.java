package io.github.padbridge.render.page;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Cell;
import io.github.padbridge.explain.Pictures;
import io.github.padbridge.explain.PlanePicture;
import io.github.padbridge.explain.Strip;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.render.SpecText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
  private final List<SvgAxis> axes = new ArrayList<>();

  private SvgPicture(Layer asked, Pictures pictures, boolean animate, String prefix) {
    this.asked = asked;
    this.pictures = pictures;
    this.planePicture = PlanePicture.of(pictures);
    this.animate = animate;
    this.prefix = prefix;
    for (int axis = 0; axis < pictures.axes().size(); axis++) {
      axes.add(new SvgAxis(pictures.axes().get(axis), pictures.captions().get(axis), animate));
    }
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
    new SvgPicture(layer, pictures, animate, "").draw(svg, true);
    return svg.line().toString();
  }

  /**
   * Writes the SVG of a layer into a page that has {@link SvgCells#STYLE} and {@link
   * SvgCells#shapes} already.
   *
   * @param prefix what the names of its elements begin with
   */
  static void draw(Layer layer, Pictures pictures, String prefix, MarkupWriter page) {
    new SvgPicture(layer, pictures, false, prefix).draw(page, false);
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

  /**
   * @param alone whether it brings its style, the shapes of its cells and its own background
   */
  private void draw(MarkupWriter svg, boolean alone) {
    int top = plane().map(SvgPlane::height).orElse(0);
    int height = LEFT + top + axes.stream().mapToInt(SvgAxis::height).sum();
    int width =
        Math.max(
            plane().map(SvgPlane::width).orElse(0),
            axes.stream().mapToInt(SvgAxis::width).max().orElse(0));
    String title = SpecText.of(asked) + ": " + asked.inputShape() + " -> " + asked.outputShape();
    start(svg, prefix, width, height, title, description());
    if (alone) {
      svg.element("style", "\n" + SvgCells.STYLE + animation()).line();
      SvgCells.shapes(svg, cells());
      // A page may be light where its reader's system is dark.
      svg.empty("rect", "class", "page", "width", "100%", "height", "100%").line();
    }
    plane().ifPresent(plane -> plane.draw(svg, 0));
    for (SvgAxis axis : axes) {
      axis.draw(svg, top);
      top += axis.height();
    }
    svg.end();
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
        + IntStream.range(0, pictures.axes().size())
            .mapToObj(this::description)
            .collect(Collectors.joining(" "));
  }

  private String description(int axis) {
    return description(pictures.captions().get(axis), pictures.axes().get(axis).strips());
  }

  /** The rows of an axis in words. */
  static String description(Pictures.Caption caption, List<Strip> strips) {
    return caption.heading()
        + ": "
        + strips.stream()
            .map(strip -> (strip.name() + " " + strip.note()).strip())
            .collect(Collectors.joining("; "))
        + "."
        + (caption.note().isEmpty() ? "" : " " + caption.note());
  }

  /** The kinds of cells that occur: two that cross show one of the two. */
  private Set<Cell> cells() {
    Set<Cell> used = EnumSet.noneOf(Cell.class);
    for (SvgAxis axis : axes) {
      for (Strip strip : axis.strips()) {
        used.addAll(axis.cells(strip));
      }
    }
    used.remove(Cell.BLANK);
    return used;
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
