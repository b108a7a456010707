package io.github.padbridge.explain;

import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture of a layer along one axis: rows of cells over the same positions. Position 0 is where
 * the first window starts; for a transposed convolution it is the first element of the full result.
 *
 * @param axis its letter: D, H, W or L
 * @param begin the first position
 * @param end the one after the last
 */
public record AxisPicture(
    char axis, WindowDimension dimension, long begin, long end, List<Strip> strips) {
  /** The input. */
  public static final String INPUT = "input";

  /** The first position of the kernel. */
  public static final String FIRST = "first";

  /** The last position of the kernel. */
  public static final String LAST = "last";

  /** The full result of a transposed convolution. */
  public static final String FULL = "full";

  /** The output. */
  public static final String OUTPUT = "output";

  /** The row of that name. */
  public Strip strip(String name) {
    return strips.stream().filter(strip -> strip.name().equals(name)).findFirst().orElseThrow();
  }

  /** Whether this is a transposed convolution. */
  public boolean isTransposed() {
    return strips.stream().anyMatch(strip -> strip.name().equals(FULL));
  }

  /** The number of positions that the kernel spans. */
  public long reach() {
    return dimension.window().reach();
  }

  /** The input size. */
  public long in() {
    return dimension.input().value();
  }

  /** The output size. */
  public long out() {
    return dimension.output().value();
  }

  /** The number of kernel positions. */
  public long steps() {
    return isTransposed() ? in() : out();
  }

  /** The distance from one kernel position to the next. */
  public long stride() {
    return isTransposed() ? dimension.window().baseDilation() : dimension.window().stride();
  }

  /** The size of what the kernel moves over: the padded input or the full result. */
  public long span() {
    return isTransposed()
        ? dimension.transposedFull().value()
        : in() + dimension.padding().orElseThrow().total();
  }

  /**
   * A convolution or pooling.
   *
   * @param dimension of known sizes
   */
  static AxisPicture forward(char axis, WindowDimension dimension) {
    long in = dimension.input().value();
    long out = dimension.output().value();
    PadAmount padding = dimension.padding().orElseThrow();
    int before = padding.before();
    int after = padding.after();
    Window window = dimension.window();
    int stride = window.stride();
    long reach = window.reach();
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
    strips.add(kernel(FIRST, spanned(window), 0, window));
    if (out > 1) {
      String note = "starts at " + last + (unread > 0 ? ", " + unread + " unread" : "");
      strips.add(kernel(LAST, note, last, window));
    }
    strips.add(
        new Strip(
            OUTPUT,
            out + (stride > 1 ? ", stride " + stride : ""),
            0,
            last + 1,
            at -> at % stride == 0 ? Cell.OUTPUT : Cell.BLANK));
    return new AxisPicture(
        axis, dimension, begin, Math.max(end, last + reach), List.copyOf(strips));
  }

  /** What is added at both ends, or cropped, as the end of a note; empty for nothing. */
  public static String padded(long before, long after) {
    if (before == 0 && after == 0) {
      return "";
    }
    if (before >= 0 && after >= 0) {
      return ", padded " + before + " + " + after;
    }
    return before <= 0 && after <= 0
        ? ", cropped " + -before + " + " + -after
        : ", padded " + before + " + " + after + " (negative: cropped)";
  }

  /**
   * A transposed convolution.
   *
   * @param dimension of known sizes
   * @param outputPadding the number of output elements from output_padding
   */
  static AxisPicture transposed(char axis, WindowDimension dimension, long outputPadding) {
    long in = dimension.input().value();
    long out = dimension.output().value();
    long cut = dimension.crop().before();
    Window window = dimension.window();
    int stride = window.baseDilation();
    long reach = window.reach();
    long last = (in - 1) * stride;
    long full = last + reach;
    long end = Math.max(full, cut + out);
    List<Strip> strips = new ArrayList<>();
    String between =
        stride == 1
            ? ""
            : ", " + (stride - 1) + (stride == 2 ? " zero" : " zeros") + " between elements";
    strips.add(
        new Strip(
            INPUT, in + between, 0, last + 1, at -> at % stride == 0 ? Cell.INPUT : Cell.INSERTED));
    strips.add(kernel(FIRST, spanned(window), 0, window));
    if (in > 1) {
      strips.add(kernel(LAST, "starts at " + last, last, window));
    }
    strips.add(
        new Strip(
            FULL,
            full + " = (" + in + " - 1)*" + stride + " + " + reach,
            0,
            full,
            at -> Cell.FULL));
    long cutAfter = Math.max(full - cut - out, 0);
    String cuts = cut == 0 && cutAfter == 0 ? "" : ", cropped " + cut + " + " + cutAfter;
    long added = Math.min(outputPadding, out);
    String more = added == 0 ? "" : ", " + added + " from output_padding";
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
    return new AxisPicture(axis, dimension, 0, end, List.copyOf(strips));
  }

  private static String spanned(Window window) {
    int size = window.size();
    return size
        + " wide"
        + (window.reach() == size
            ? ""
            : ", dilation " + window.dilation() + ": spans " + window.reach());
  }

  private static Strip kernel(String name, String note, long begin, Window window) {
    int dilation = window.dilation();
    long end = begin + window.reach();
    return new Strip(
        name, note, begin, end, at -> (at - begin) % dilation == 0 ? Cell.TAP : Cell.GAP);
  }
}
