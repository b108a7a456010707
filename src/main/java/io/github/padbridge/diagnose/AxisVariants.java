package io.github.padbridge.diagnose;

import io.github.padbridge.diagnose.AxisVariant.AxisChange;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/** The windows that a port may have on one axis. */
final class AxisVariants {
  private final WindowDimension axis;
  private final boolean transposed;
  private final boolean pooling;
  private final int in;
  private final int wanted;
  private final Window window;
  private final List<AxisVariant> variants = new ArrayList<>();

  private AxisVariants(
      WindowDimension axis, boolean transposed, boolean pooling, int size, int in, int wanted) {
    this.axis = axis;
    this.transposed = transposed;
    this.pooling = pooling;
    this.in = in;
    this.wanted = wanted;
    this.window = sized(axis.window(), size);
  }

  /**
   * @param size of the kernel, which may be that of another axis
   * @param in input elements
   * @param wanted output elements
   * @param most changes
   */
  static List<AxisVariant> of(
      WindowDimension axis,
      boolean transposed,
      boolean pooling,
      int size,
      int in,
      int wanted,
      int most) {
    AxisVariants all = new AxisVariants(axis, transposed, pooling, size, in, wanted);
    all.collect(most);
    return all.variants;
  }

  /** The windows of the layer, at the size of the kernel and the input. */
  static AxisWindow own(WindowDimension axis, boolean transposed, int size, int in) {
    return new AxisVariants(axis, transposed, false, size, in, 0).with(sized(axis.window(), size));
  }

  private static Window sized(Window window, int size) {
    return new Window(size, window.stride(), window.dilation(), window.baseDilation());
  }

  private void collect(int most) {
    AxisWindow own = with(window);
    add(own, List.of());
    if (most == 0) {
      return;
    }
    if (pooling) {
      AxisWindow other =
          isRoundedUp()
              ? AxisWindow.fitting(window, own.low(), own.high(), in)
              : AxisWindow.roundedUp(window, own.low(), own.high(), in);
      if (other.out() != own.out()) {
        add(other, List.of(ceilMode()));
      }
    }
    moved(own, List.of());
    boolean isStrided = window.stride() > 1 || window.baseDilation() > 1;
    AxisChange stride = new AxisChange(Kind.STRIDE, "the stride", "is ignored");
    AxisChange dilation = new AxisChange(Kind.DILATION, "the dilation", "is ignored");
    if (isStrided) {
      changed(new Window(window.size(), 1, window.dilation(), 1), List.of(stride), most);
    }
    if (window.isSpread()) {
      Window close = new Window(window.size(), window.stride(), 1, window.baseDilation());
      changed(close, List.of(dilation), most);
    }
    if (isStrided && window.isSpread() && most > 1) {
      changed(new Window(window.size(), 1, 1, 1), List.of(stride, dilation), most);
    }
  }

  private AxisChange ceilMode() {
    return new AxisChange(
        Kind.CEIL_MODE,
        "the output size",
        isRoundedUp() ? "is rounded down" : "is rounded up");
  }

  private void changed(Window other, List<AxisChange> changes, int most) {
    AxisWindow natural = with(other);
    add(natural, changes);
    if (most > changes.size()) {
      moved(natural, changes);
    }
  }

  private boolean isRoundedUp() {
    return axis.edges() instanceof Edges.Ceil;
  }

  /** The windows of the layer with another stride or dilation. */
  private AxisWindow with(Window other) {
    if (axis.edges() instanceof Edges.Ceil ceil) {
      return AxisWindow.roundedUp(other, ceil.padding().before(), ceil.padding().after(), in);
    }
    if (!transposed) {
      PadAmount padding = axis.edges().at(Size.of(in), other).orElseThrow();
      return AxisWindow.fitting(other, padding.before(), padding.after(), in);
    }
    PadAmount crop = axis.crop();
    PadAmount padding = WindowDimension.cropOrPadding(crop, other.reach());
    return AxisWindow.fitting(other, padding.before(), padding.after(), in);
  }

  private void add(AxisWindow windows, List<AxisChange> changes) {
    if (windows.out() == wanted) {
      variants.add(new AxisVariant(windows, changes));
    }
  }

  /** The same windows from another start on, as many as are wanted. */
  private void moved(AxisWindow natural, List<AxisChange> before) {
    int reach = Math.toIntExact(natural.window().reach());
    int step = Math.max(natural.window().stride(), natural.window().baseDilation());
    int least = Math.min(0, Math.min(natural.low(), natural.high())) - step;
    int most = Math.max(reach, natural.low() + Math.max(natural.high(), 0)) + step;
    for (int low = least; low < most; low++) {
      AxisWindow moved = AxisWindow.from(natural.window(), low, in, wanted);
      boolean isPlausible = moved.high() >= least && moved.high() < most;
      boolean isKnown = low == natural.low() && wanted == natural.out();
      boolean isCeil = pooling && low == natural.low() && isCeilOfOwn();
      if (isPlausible && !isKnown && !isCeil) {
        List<AxisChange> changes = new ArrayList<>(before);
        changes.add(change(natural, moved));
        variants.add(new AxisVariant(counted(natural, moved), changes));
      }
    }
  }

  private boolean isCeilOfOwn() {
    return variants.stream()
        .anyMatch(variant -> variant.changes().stream().anyMatch(c -> c.kind() == Kind.CEIL_MODE));
  }

  /** What an average counts is never less than the padding of the layer. */
  private static AxisWindow counted(AxisWindow natural, AxisWindow moved) {
    int high = Math.max(natural.high(), moved.high());
    return new AxisWindow(moved.window(), moved.low(), high, moved.in(), moved.out());
  }

  private AxisChange change(AxisWindow own, AxisWindow moved) {
    if (transposed) {
      int longer = own.cropBefore() - own.cropAfter();
      if (moved.cropBefore() == own.cropBefore() && moved.out() == own.out() - longer) {
        return new AxisChange(Kind.OUTPUT_PADDING, "output_padding", "is ignored");
      }
      return new AxisChange(
          Kind.CROP,
          "the output",
          "is cropped by "
              + moved.cropBefore()
              + " before and "
              + moved.cropAfter()
              + " after, not by "
              + own.cropBefore()
              + " and "
              + own.cropAfter());
    }
    return new AxisChange(
        Kind.PADDING,
        "the padding",
        "is "
            + moved.low()
            + " before and "
            + moved.high()
            + " after"
            + named(moved)
            + ", not "
            + own.low()
            + " and "
            + own.high());
  }

  private String named(AxisWindow moved) {
    PadAmount padding = new PadAmount(moved.low(), moved.high());
    Window windows = moved.window();
    if (padding.equals(ConvArithmetic.tensorFlowSame(in, windows.reach(), windows.stride()))) {
      return " (SAME)";
    }
    return moved.low() == 0 && moved.high() <= 0 ? " (VALID)" : "";
  }
}
