package io.github.padbridge.explain;

import java.util.Optional;

/**
 * A picture of a layer along two spatial axes at once. The kernel moves over one of the two arrays:
 * over the padded input, or over the full result of a transposed convolution.
 *
 * @param rows the first axis
 * @param columns the second
 * @param source the input, with its padding or the zeros between its elements
 * @param result the output, with the elements that are cropped
 */
public record PlanePicture(AxisPicture rows, AxisPicture columns, Plane source, Plane result) {

  /** The picture; empty unless the layer has two spatial axes. */
  public static Optional<PlanePicture> of(Pictures pictures) {
    if (pictures.axes().size() != 2) {
      return Optional.empty();
    }
    AxisPicture rows = pictures.axes().get(0);
    AxisPicture columns = pictures.axes().get(1);
    return Optional.of(rows.isTransposed() ? transposed(rows, columns) : forward(rows, columns));
  }

  /** The array that the kernel moves over. */
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

  /** The output without the distances between the windows. */
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
