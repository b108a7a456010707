package io.github.padbridge.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * What a layer does along one axis, as rows of cells over the same positions. Of a convolution or a
 * pooling position 0 is where the first window begins; of a transposed convolution it is the first
 * element of the full result.
 *
 * @param axis its letter: D, H, W or L
 * @param begin the first position
 * @param end the one after the last
 * @param reach how many positions a kernel or window spans
 * @param steps how many times it is laid over them
 * @param stride from one of these to the next
 * @param in how many elements come in
 * @param span how many positions the kernel or window is laid over: those of the padded input, or
 *     of the full result
 * @param out how many elements come out
 */
public record AxisPicture(
    char axis,
    long begin,
    long end,
    long reach,
    long steps,
    long stride,
    long in,
    long span,
    long out,
    List<Strip> strips) {
  /** What comes in. */
  public static final String INPUT = "input";

  /** The kernel where it is laid first. */
  public static final String FIRST = "first";

  /** The kernel where it is laid last. */
  public static final String LAST = "last";

  /** The sum of all that a transposed convolution lays down. */
  public static final String FULL = "full";

  /** What comes out. */
  public static final String OUTPUT = "output";

  /** The row of that name. */
  public Strip strip(String name) {
    return strips.stream().filter(strip -> strip.name().equals(name)).findFirst().orElseThrow();
  }

  /** True where elements are laid down, false where windows are read. */
  public boolean isTransposed() {
    return strips.stream().anyMatch(strip -> strip.name().equals(FULL));
  }

  /**
   * A convolution or pooling.
   *
   * @param in how many elements come in
   * @param before how many are padded before them; where negative, cut
   * @param after the same at their end
   * @param taps how many elements a kernel or window has
   * @param dilation from one of them to the next
   * @param stride from one window to the next
   * @param out how many windows there are
   */
  static AxisPicture forward(
      char axis,
      long in,
      long before,
      long after,
      long taps,
      long dilation,
      long stride,
      long out) {
    long reach = (taps - 1) * dilation + 1;
    long begin = Math.min(before, 0);
    long kept = in + before + Math.min(after, 0);
    long end = in + before + Math.max(after, 0);
    long last = (out - 1) * stride;
    long unread = in + before + after - (last + reach);
    List<Strip> strips = new ArrayList<>();
    strips.add(
        new Strip(
            INPUT,
            in + padded(before, after),
            begin,
            end,
            at -> {
              boolean isInput = before <= at && at < in + before;
              if (!isInput) {
                return Cell.PADDING;
              }
              return at < 0 || at >= kept ? Cell.CUT : Cell.INPUT;
            }));
    strips.add(kernel(FIRST, spanned(taps, dilation, reach), 0, taps, dilation));
    if (out > 1) {
      String note = "begins at " + last + (unread > 0 ? ", leaves " + unread + " unread" : "");
      strips.add(kernel(LAST, note, last, taps, dilation));
    }
    strips.add(
        new Strip(
            OUTPUT,
            out + (stride > 1 ? ", one every " + stride : ""),
            0,
            last + 1,
            at -> at % stride == 0 ? Cell.OUTPUT : Cell.BLANK));
    return new AxisPicture(
        axis,
        begin,
        Math.max(end, last + reach),
        reach,
        out,
        stride,
        in,
        in + before + after,
        out,
        List.copyOf(strips));
  }

  private static String padded(long before, long after) {
    if (before == 0 && after == 0) {
      return "";
    }
    if (before >= 0 && after >= 0) {
      return ", padded " + before + " + " + after;
    }
    return before <= 0 && after <= 0
        ? ", cut " + -before + " + " + -after
        : ", padded " + before + " + " + after + " (negative: cut)";
  }

  /**
   * A transposed convolution.
   *
   * @param in how many elements come in
   * @param taps how many elements the kernel has
   * @param dilation from one of them to the next
   * @param stride from one input element to the next, in the result
   * @param cut how many elements of the full result are cut off its start
   * @param out how many are kept
   * @param outputPadding how many of these are there because of output_padding
   */
  static AxisPicture transposed(
      char axis,
      long in,
      long taps,
      long dilation,
      long stride,
      long cut,
      long out,
      long outputPadding) {
    long reach = (taps - 1) * dilation + 1;
    long last = (in - 1) * stride;
    long full = last + reach;
    long end = Math.max(full, cut + out);
    List<Strip> strips = new ArrayList<>();
    String between =
        stride == 1
            ? ""
            : ", " + (stride - 1) + (stride == 2 ? " zero" : " zeros") + " between two";
    strips.add(
        new Strip(
            INPUT, in + between, 0, last + 1, at -> at % stride == 0 ? Cell.INPUT : Cell.INSERTED));
    strips.add(kernel(FIRST, spanned(taps, dilation, reach), 0, taps, dilation));
    if (in > 1) {
      strips.add(kernel(LAST, "begins at " + last, last, taps, dilation));
    }
    strips.add(
        new Strip(
            FULL,
            full + " = (" + in + " − 1)·" + stride + " + " + reach,
            0,
            full,
            at -> Cell.FULL));
    long cutAfter = Math.max(full - cut - out, 0);
    String cuts = cut == 0 && cutAfter == 0 ? "" : ", cut " + cut + " + " + cutAfter;
    long added = Math.min(outputPadding, out);
    String more = added == 0 ? "" : ", " + added + " by output_padding";
    strips.add(
        new Strip(
            OUTPUT,
            out + cuts + more,
            0,
            end,
            at -> {
              if (at < cut || at >= cut + out) {
                return Cell.CUT;
              }
              return at >= cut + out - added ? Cell.EXTENSION : Cell.OUTPUT;
            }));
    return new AxisPicture(axis, 0, end, reach, in, stride, in, full, out, List.copyOf(strips));
  }

  private static String spanned(long taps, long dilation, long reach) {
    return taps + " wide" + (reach == taps ? "" : ", dilation " + dilation + ": spans " + reach);
  }

  private static Strip kernel(String name, String note, long begin, long taps, long dilation) {
    long end = begin + (taps - 1) * dilation + 1;
    return new Strip(
        name, note, begin, end, at -> (at - begin) % dilation == 0 ? Cell.TAP : Cell.GAP);
  }
}
