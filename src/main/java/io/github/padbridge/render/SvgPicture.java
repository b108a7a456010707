package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Cell;
import io.github.padbridge.explain.Pictures;
import io.github.padbridge.explain.Strip;
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.Layer;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The pictures of a layer as one SVG, an axis below the other, to scale. It has a title and a
 * description for those who cannot see it, and no script.
 */
public final class SvgPicture {
  /** More than these are left out in the middle. */
  private static final int MOST_CELLS = 40;

  private static final int LEFT = 12;
  private static final int NAME = 64;
  private static final int ROW = 26;

  /** Between an axis' heading and what stands above it. */
  private static final int HEADING = 34;

  /** What stands for cells that are left out. */
  private static final int ELLIPSIS = 72;

  /** A letter of a note, on an average. */
  private static final int LETTER = 7;

  private static final int BOLD_LETTER = 8;

  private final Layer asked;
  private final Pictures pictures;
  private final boolean animate;
  private final XMLStreamWriter xml;

  private SvgPicture(Layer asked, Pictures pictures, boolean animate, XMLStreamWriter xml) {
    this.asked = asked;
    this.pictures = pictures;
    this.animate = animate;
    this.xml = xml;
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
      pictures.axes().forEach(SvgPicture::requireShort);
    }
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new SvgPicture(layer, pictures, animate, xml).draw();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.append('\n').toString();
  }

  private static void requireShort(AxisPicture picture) {
    long cells = picture.end() - picture.begin();
    if (cells > MOST_CELLS) {
      throw refusal(
          "too long to be animated: axis "
              + picture.axis()
              + " has "
              + cells
              + " positions (at most "
              + MOST_CELLS
              + ")",
          "a smaller input_shape shows the same");
    }
  }

  private static Refusal refusal(String message, String help) {
    return new Refusal(new Fault(message, help, List.of(Argument.INPUT_SHAPE), null));
  }

  private void draw() throws XMLStreamException {
    int height = LEFT + pictures.axes().stream().mapToInt(this::height).sum();
    int width = pictures.axes().stream().mapToInt(this::width).max().orElse(0);
    xml.writeStartElement("svg");
    xml.writeAttribute("xmlns", "http://www.w3.org/2000/svg");
    xml.writeAttribute("viewBox", "0 0 " + width + " " + height);
    xml.writeAttribute("width", Integer.toString(width));
    xml.writeAttribute("height", Integer.toString(height));
    xml.writeAttribute("role", "img");
    xml.writeAttribute("aria-labelledby", "title desc");
    line();
    element(
        "title",
        "title",
        SpecText.of(asked) + ": " + asked.inputShape() + " -> " + asked.outputShape());
    element("desc", "desc", description());
    xml.writeStartElement("style");
    xml.writeCharacters(
        "\n" + SvgCells.STYLE + (animate ? SvgAnimation.style(pictures.axes()) : ""));
    xml.writeEndElement();
    line();
    shapes();
    // A page may be light where its reader's system is dark.
    xml.writeEmptyElement("rect");
    xml.writeAttribute("class", "page");
    xml.writeAttribute("width", "100%");
    xml.writeAttribute("height", "100%");
    line();
    int top = 0;
    for (AxisPicture picture : pictures.axes()) {
      axis(picture, top);
      top += height(picture);
    }
    xml.writeEndElement();
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  private void element(String name, String id, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeAttribute("id", id);
    xml.writeCharacters(text);
    xml.writeEndElement();
    line();
  }

  /** The picture in words. */
  private String description() {
    return pictures.axes().stream()
        .map(
            picture ->
                heading(picture)
                    + ": "
                    + picture.strips().stream()
                        .map(strip -> strip.name() + " " + strip.note())
                        .collect(Collectors.joining("; "))
                    + ".")
        .collect(Collectors.joining(" "));
  }

  private String heading(AxisPicture picture) {
    int axis = pictures.axes().indexOf(picture);
    return "Axis "
        + picture.axis()
        + (asked.inputSize(axis).isKnown()
            ? ""
            : ", drawn for an input size of " + pictures.layer().inputSize(axis));
  }

  /** The shapes of all cells that occur, once. */
  private void shapes() throws XMLStreamException {
    Set<Cell> used = EnumSet.noneOf(Cell.class);
    for (AxisPicture picture : pictures.axes()) {
      for (Strip strip : picture.strips()) {
        shown(picture).forEach(at -> used.add(strip.at(at)));
      }
    }
    used.remove(Cell.BLANK);
    xml.writeStartElement("defs");
    for (Cell cell : used) {
      line();
      xml.writeEmptyElement("path");
      xml.writeAttribute("id", SvgCells.name(cell));
      xml.writeAttribute("class", SvgCells.name(cell));
      xml.writeAttribute("d", SvgCells.path(cell));
    }
    line();
    xml.writeEndElement();
    line();
  }

  private static long hiddenBegin(AxisPicture picture) {
    return picture.end() - picture.begin() <= MOST_CELLS
        ? picture.end()
        : picture.begin() + MOST_CELLS / 2;
  }

  private static long hiddenEnd(AxisPicture picture) {
    return picture.end() - picture.begin() <= MOST_CELLS
        ? picture.end()
        : picture.end() - MOST_CELLS / 2;
  }

  private static LongStream shown(AxisPicture picture) {
    return LongStream.concat(
        LongStream.range(picture.begin(), hiddenBegin(picture)),
        LongStream.range(hiddenEnd(picture), picture.end()));
  }

  private int height(AxisPicture picture) {
    return HEADING + ROW * strips(picture).size();
  }

  private int width(AxisPicture picture) {
    int longest =
        picture.strips().stream().mapToInt(strip -> strip.note().length()).max().orElse(0);
    int heading = LEFT + BOLD_LETTER * heading(picture).length();
    return Math.max(x(picture, picture.end()) + LEFT + LETTER * longest, heading) + LEFT;
  }

  /** Where a position that is shown, or the end, begins. */
  private static int x(AxisPicture picture, long at) {
    long before =
        at <= hiddenBegin(picture)
            ? at - picture.begin()
            : at - hiddenEnd(picture) + hiddenBegin(picture) - picture.begin();
    boolean afterHidden = at >= hiddenEnd(picture) && hiddenEnd(picture) < picture.end();
    return LEFT + NAME + (int) before * SvgCells.PITCH + (afterHidden ? ELLIPSIS : 0);
  }

  private void axis(AxisPicture picture, int top) throws XMLStreamException {
    text(LEFT, top + HEADING - 10, "name", heading(picture));
    int y = top + HEADING;
    for (Strip strip : strips(picture)) {
      boolean moves = animate && strip.name().equals(AxisPicture.FIRST);
      text(LEFT, y + 13, "name", moves ? "kernel" : strip.name());
      xml.writeStartElement("g");
      if (moves) {
        xml.writeAttribute("style", SvgAnimation.move(picture));
      }
      for (long at : shown(picture).toArray()) {
        cell(picture, strip, at, y);
      }
      xml.writeEndElement();
      line();
      omitted(picture, strip, y);
      text(x(picture, picture.end()) + LEFT, y + 13, "note", strip.note());
      y += ROW;
    }
  }

  /** The rows: where the kernel moves, one of it is enough. */
  private List<Strip> strips(AxisPicture picture) {
    return animate
        ? picture.strips().stream().filter(strip -> !strip.name().equals(AxisPicture.LAST)).toList()
        : picture.strips();
  }

  private void cell(AxisPicture picture, Strip strip, long at, int y) throws XMLStreamException {
    Cell cell = strip.at(at);
    if (cell == Cell.BLANK) {
      return;
    }
    xml.writeEmptyElement("use");
    xml.writeAttribute("href", "#" + SvgCells.name(cell));
    xml.writeAttribute("x", Integer.toString(x(picture, at)));
    xml.writeAttribute("y", Integer.toString(y));
    long step = SvgAnimation.step(picture, strip, at);
    if (animate && step >= 0) {
      xml.writeAttribute("style", SvgAnimation.appear(picture, step));
    }
  }

  private void omitted(AxisPicture picture, Strip strip, int y) throws XMLStreamException {
    long hidden = hiddenEnd(picture) - hiddenBegin(picture);
    boolean hidesAny =
        strip.begin() < hiddenEnd(picture) && strip.end() > hiddenBegin(picture) && hidden > 0;
    if (hidesAny) {
      boolean first = strip.equals(picture.strips().get(0));
      int x = LEFT + NAME + MOST_CELLS / 2 * SvgCells.PITCH + 6;
      text(x, y + 13, "note", first ? "… " + hidden + " …" : "…");
    }
  }

  private void text(int x, int y, String style, String words) throws XMLStreamException {
    xml.writeStartElement("text");
    xml.writeAttribute("x", Integer.toString(x));
    xml.writeAttribute("y", Integer.toString(y));
    xml.writeAttribute("class", style);
    xml.writeCharacters(words);
    xml.writeEndElement();
    line();
  }
}
