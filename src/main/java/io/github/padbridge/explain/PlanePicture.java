package io.github.padbridge.explain;

import java.util.Optional;

/**
 * What a layer of two spatial axes does along both at once. A kernel is laid over one of the two
 * arrays, from its first corner to its last: over what is read, or, of a transposed convolution,
 * over what is laid down.
 *
 * @param rows the first axis
 * @param columns the second
 * @param source what comes in, with its padding or the zeros between its elements
 * @param result what comes out, with what is cut off it
 */
public record PlanePicture(AxisPicture rows, AxisPicture columns, Plane source, Plane result) {

  /** The picture; empty of a layer that does not have two spatial axes. */
  public static Optional<PlanePicture> of(Pictures pictures) {
    if (pictures.axes().size() != 2) {
      return Optional.empty();
    }
    AxisPicture rows = pictures.axes().get(0);
    AxisPicture columns = pictures.axes().get(1);
    return Optional.of(rows.isTransposed() ? transposed(rows, columns) : forward(rows, columns));
  }

  /** The array that the kernel is laid over. */
  public Plane underKernel() {
    return rows.isTransposed() ? result : source;
  }

  private static PlanePicture forward(AxisPicture rows, AxisPicture columns) {
    boolean isResized = rows.in() != rows.span() || columns.in() != columns.span();
    String read = isResized ? ", read as " + sizes(rows.span(), columns.span()) : "";
    Plane source =
        new Plane(
            "input " + sizes(rows.in(), columns.in()) + read,
            rows.strip(AxisPicture.INPUT),
            columns.strip(AxisPicture.INPUT));
    Plane result =
        new Plane("output " + sizes(rows.out(), columns.out()), whole(rows), whole(columns));
    return new PlanePicture(rows, columns, source, result);
  }

  /** Without the distances between the windows. */
  private static Strip whole(AxisPicture axis) {
    return new Strip(AxisPicture.OUTPUT, "", 0, axis.out(), at -> Cell.OUTPUT);
  }

  private static PlanePicture transposed(AxisPicture rows, AxisPicture columns) {
    boolean isSpread = rows.stride() > 1 || columns.stride() > 1;
    Plane source =
        new Plane(
            "input " + sizes(rows.in(), columns.in()) + (isSpread ? ", zeros between" : ""),
            rows.strip(AxisPicture.INPUT),
            columns.strip(AxisPicture.INPUT));
    boolean isCut = rows.span() != rows.out() || columns.span() != columns.out();
    Plane result =
        new Plane(
            "output "
                + sizes(rows.out(), columns.out())
                + (isCut ? ", full result " + sizes(rows.span(), columns.span()) : ""),
            rows.strip(AxisPicture.OUTPUT),
            columns.strip(AxisPicture.OUTPUT));
    return new PlanePicture(rows, columns, source, result);
  }

  private static String sizes(long rows, long columns) {
    return rows + " × " + columns;
  }
}
