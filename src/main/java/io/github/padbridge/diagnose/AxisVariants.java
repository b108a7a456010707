package io.github.padbridge.diagnose;

import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The windows that a port may have on one axis. */
final class AxisVariants {
  private final WindowDimension axis;
  private final Family family;
  private final int in;
  private final int wanted;
  private final Window window;
  private final List<AxisVariant> variants = new ArrayList<>();

  /** What the windows belong to. */
  enum Family {
    CONVOLUTION,
    TRANSPOSED_CONVOLUTION,
    MAX_POOLING,
    AVERAGE_POOLING;

    boolean isPooling() {
      return this == MAX_POOLING || this == AVERAGE_POOLING;
    }
  }

  private AxisVariants(WindowDimension axis, Family family, int size, int in, int wanted) {
    this.axis = axis;
    this.family = family;
    this.in = in;
    this.wanted = wanted;
    Window own = axis.window();
    this.window = new Window(size, own.stride(), own.dilation(), own.baseDilation());
  }

  /**
   * @param size of the kernel, which may be that of another axis
   * @param in input elements
   * @param wanted output elements
   * @param most kinds of changes
   */
  static List<AxisVariant> of(
      WindowDimension axis, Family family, int size, int in, int wanted, int most) {
    AxisVariants all = new AxisVariants(axis, family, size, in, wanted);
    all.collect(most);
    return all.variants;
  }

  /** The windows of the layer. */
  static AxisWindow own(WindowDimension axis, Family family, int in) {
    return new AxisVariants(axis, family, axis.window().size(), in, 0).at(axis.window());
  }

  /** The output sizes of the layer and of ports with one mistake along an axis. */
  static Set<Integer> sizes(WindowDimension axis, Family family, int in) {
    AxisVariants all = new AxisVariants(axis, family, axis.window().size(), in, 0);
    Window own = all.window;
    Set<Integer> sizes = new LinkedHashSet<>();
    all.sizes(own, sizes);
    all.sizes(all.strided(1), sizes);
    if (family.isPooling()) {
      all.sizes(all.strided(own.size()), sizes);
    }
    all.sizes(new Window(own.size(), own.stride(), 1, own.baseDilation()), sizes);
    return sizes;
  }

  private void sizes(Window of, Set<Integer> sizes) {
    AxisWindow natural = at(of);
    sizes.add(natural.out());
    if (family == Family.TRANSPOSED_CONVOLUTION) {
      sizes.add(withoutOutputPadding(natural).out());
      sizes.add(natural.fullResult());
      sizes.add(in * of.baseDilation());
      return;
    }
    sizes.add(AxisWindow.fitting(of, natural.low(), natural.high(), in).out());
    if (family.isPooling()) {
      sizes.add(AxisWindow.roundedUp(of, natural.low(), natural.high(), in).out());
    }
    sizes.add(AxisWindow.fitting(of, 0, 0, in).out());
    sizes.add((in + of.stride() - 1) / of.stride());
  }

  private void collect(int most) {
    AxisWindow own = at(window);
    add(own, List.of());
    if (most == 0) {
      return;
    }
    roundedOtherwise(own, List.of());
    moved(own, List.of());
    if (window.stride() > 1 || window.baseDilation() > 1) {
      changed(strided(1), List.of(AxisChange.STRIDE_IGNORED), most);
    }
    if (family.isPooling() && window.size() != window.stride()) {
      changed(strided(window.size()), List.of(AxisChange.STRIDE_OF_WINDOW), most);
    }
    if (window.isSpread()) {
      dilationIgnored(most);
    }
  }

  /** The output size of a pooling is rounded in the other direction. */
  private void roundedOtherwise(AxisWindow natural, List<AxisChange> before) {
    if (!family.isPooling()) {
      return;
    }
    boolean isUp = axis.edges() instanceof Edges.Ceil;
    AxisWindow other =
        isUp
            ? AxisWindow.fitting(natural.window(), natural.low(), natural.high(), in)
            : AxisWindow.roundedUp(natural.window(), natural.low(), natural.high(), in);
    if (other.out() != natural.out()) {
      add(other, with(before, AxisChange.rounded(!isUp)));
    }
  }

  private static List<AxisChange> with(List<AxisChange> before, AxisChange change) {
    List<AxisChange> changes = new ArrayList<>(before);
    changes.add(change);
    return changes;
  }

  private void dilationIgnored(int most) {
    Window close = new Window(window.size(), window.stride(), 1, window.baseDilation());
    changed(close, List.of(AxisChange.DILATION_IGNORED), most);
    if (most > 1 && (window.stride() > 1 || window.baseDilation() > 1)) {
      changed(
          new Window(window.size(), 1, 1, 1),
          List.of(AxisChange.STRIDE_IGNORED, AxisChange.DILATION_IGNORED),
          most);
    }
  }

  /** The window with another stride. */
  private Window strided(int stride) {
    return new Window(window.size(), stride, window.dilation(), 1);
  }

  private void changed(Window other, List<AxisChange> changes, int most) {
    AxisWindow natural = at(other);
    add(natural, changes);
    if (mayDropOutputPadding(other)) {
      add(withoutOutputPadding(natural), changes);
    }
    if (most > changes.size()) {
      roundedOtherwise(natural, changes);
      moved(natural, changes);
    }
  }

  /**
   * Whether a port leaves output_padding out with the stride, or has to: it must be smaller than
   * stride or dilation.
   */
  private boolean mayDropOutputPadding(Window other) {
    return family == Family.TRANSPOSED_CONVOLUTION
        && axis.outputPadding() > 0
        && (other.baseDilation() < window.baseDilation()
            || axis.outputPadding() >= Math.max(other.baseDilation(), other.dilation()));
  }

  private AxisWindow withoutOutputPadding(AxisWindow natural) {
    int out = natural.out() - axis.outputPadding();
    return AxisWindow.from(natural.window(), natural.low(), in, out);
  }

  /** A window where the layer has its own. */
  private AxisWindow at(Window other) {
    if (axis.edges() instanceof Edges.Ceil ceil) {
      return AxisWindow.roundedUp(other, ceil.padding().before(), ceil.padding().after(), in);
    }
    PadAmount padding =
        family == Family.TRANSPOSED_CONVOLUTION
            ? WindowDimension.cropOrPadding(axis.crop(), other.reach())
            : axis.edges().at(Size.of(in), other).orElseThrow();
    return AxisWindow.fitting(other, padding.before(), padding.after(), in);
  }

  private void add(AxisWindow windows, List<AxisChange> changes) {
    if (windows.out() == wanted) {
      variants.add(new AxisVariant(windows, changes, false));
    }
  }

  /** The same windows from another start on, as many as are wanted. */
  private void moved(AxisWindow natural, List<AxisChange> before) {
    int reach = Math.toIntExact(natural.window().reach());
    int step = Math.max(natural.window().stride(), natural.window().baseDilation());
    int least = Math.min(0, Math.min(natural.low(), natural.high())) - step;
    if (family == Family.TRANSPOSED_CONVOLUTION) {
      // All that is cropped may be cropped at one end.
      least = Math.min(least, natural.low() + natural.high() - reach + 1);
    }
    int most = Math.max(reach, natural.low() + Math.max(natural.high(), 0)) + step;
    boolean isCeil =
        variants.stream()
            .anyMatch(
                variant -> variant.has(Kind.CEIL_MODE) && variant.changes().containsAll(before));
    for (int low = least; low < most; low++) {
      AxisWindow moved = AxisWindow.from(natural.window(), low, in, wanted);
      boolean isPlausible = moved.high() >= least && moved.high() < most;
      boolean isAtStart = low == natural.low();
      if (isPlausible && !(isAtStart && wanted == natural.out())) {
        if (family == Family.TRANSPOSED_CONVOLUTION) {
          cropped(natural, moved, before);
        } else {
          variants.add(
              new AxisVariant(
                  counted(natural, moved),
                  with(before, AxisChange.padding(natural, moved)),
                  isCeil && isAtStart && !moved.isSame()));
          if (family == Family.AVERAGE_POOLING && low >= 0 && moved.high() > low) {
            // PyTorch counts as much behind the data as before it.
            AxisWindow even = new AxisWindow(moved.window(), low, low, in, wanted);
            variants.add(
                new AxisVariant(even, with(before, AxisChange.padding(natural, even)), false));
          }
        }
      }
    }
  }

  private void cropped(AxisWindow natural, AxisWindow moved, List<AxisChange> before) {
    boolean isWithoutOutputPadding =
        natural.cropAfter() < natural.cropBefore()
            && moved.cropBefore() == natural.cropBefore()
            && moved.cropAfter() == natural.cropBefore();
    if (isWithoutOutputPadding) {
      variants.add(new AxisVariant(moved, with(before, AxisChange.OUTPUT_PADDING_IGNORED), false));
    }
    variants.add(
        new AxisVariant(
            moved, with(before, AxisChange.crop(natural, moved)), isWithoutOutputPadding));
  }

  /** What an average counts is never less than the padding of the layer. */
  private static AxisWindow counted(AxisWindow natural, AxisWindow moved) {
    int high = Math.max(natural.high(), moved.high());
    return new AxisWindow(moved.window(), moved.low(), high, moved.in(), moved.out());
  }
}
