package io.github.padbridge.explain;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Size;
import io.github.padbridge.shape.SizeSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/**
 * The sizes of an axis at which a property holds: the known size, or some of the sizes that the
 * layer accepts.
 *
 * @param set empty unless the sizes are listed
 */
public record AxisSizes(Kind kind, Optional<SizeSet> set) {
  private static final int TRIED = 64;

  /** How the sizes are known. */
  public enum Kind {
    /** The size is known. */
    HERE,
    /** The sizes are listed in a set. */
    LISTED,
    /** There are too many sizes to test. */
    UNLISTED
  }

  /**
   * The sizes of a property.
   *
   * @param settled from here on the property depends on the remainder by {@code period} only
   * @return empty where it holds at no size; with too many sizes, at none of those that were tried
   */
  public static Optional<AxisSizes> of(
      Layer layer, int axis, LongPredicate holds, long settled, long period) {
    Size size = layer.inputSize(axis);
    if (size.isKnown()) {
      return holds.test(size.value())
          ? Optional.of(new AxisSizes(Kind.HERE, Optional.empty()))
          : Optional.empty();
    }
    Optional<SizeSet> set = SizeSet.of(holds, least(layer, axis), settled, period);
    boolean any =
        set.map(sizes -> !sizes.isEmpty()).orElseGet(() -> tried(settled, period).anyMatch(holds));
    return any
        ? Optional.of(new AxisSizes(set.isPresent() ? Kind.LISTED : Kind.UNLISTED, set))
        : Optional.empty();
  }

  /** Some of too many sizes: the start and the end of a period, where properties change. */
  private static LongStream tried(long settled, long period) {
    return LongStream.concat(
        LongStream.range(settled, settled + TRIED),
        LongStream.range(settled + period - TRIED, settled + period));
  }

  /** Whether the property holds at the known size, or at every size. */
  public boolean isAlways() {
    return kind == Kind.HERE || set.filter(SizeSet::isAll).isPresent();
  }

  /**
   * The values of a function at these sizes: {@code 0}, {@code 0 or 1}, {@code 0 to 3}.
   *
   * @param layer the layer of the sizes
   */
  public String values(Layer layer, int axis, LongUnaryOperator value) {
    Size size = layer.inputSize(axis);
    LongStream sizes =
        size.isKnown()
            ? LongStream.of(size.value())
            : set.map(SizeSet::examples).orElse(LongStream.empty());
    List<Long> values = sizes.map(value).sorted().distinct().boxed().toList();
    if (values.isEmpty()) {
      return "a different amount";
    }
    return values.size() < 4
        ? WordList.or(values)
        : values.get(0) + " to " + values.get(values.size() - 1);
  }

  /** {@code here}, {@code at every even H_in or W_in}. */
  public String onAny(List<Character> axes) {
    return text(WordList.or(axes.stream().map(Layer::inputName).toList()));
  }

  /** {@code here}, {@code at every even H_in and W_in}. */
  public String onAll(List<Character> axes) {
    return text(WordList.and(axes.stream().map(Layer::inputName).toList()));
  }

  private String text(String names) {
    return switch (kind) {
      case HERE -> "here";
      case LISTED -> SizeText.of(set.orElseThrow(), names);
      case UNLISTED -> "at some " + names;
    };
  }

  /** The smallest size of an axis that a layer accepts, found with its rules. */
  static long least(Layer layer, int axis) {
    long refused = 0;
    long taken = 1;
    while (taken < Integer.MAX_VALUE && !takes(layer, axis, taken)) {
      refused = taken;
      taken = Math.min(2 * taken, Integer.MAX_VALUE);
    }
    while (taken - refused > 1) {
      long middle = (refused + taken) / 2;
      if (takes(layer, axis, middle)) {
        taken = middle;
      } else {
        refused = middle;
      }
    }
    return taken;
  }

  private static boolean takes(Layer layer, int axis, long size) {
    try {
      layer.withInputShape(layer.inputShape().with(dataAxis(layer, axis), Size.of(size)));
      return true;
    } catch (Refusal refusal) {
      return false;
    }
  }

  /** The position of a spatial axis among the data's axes. */
  static int dataAxis(Layer layer, int axis) {
    int first = layer.isBatched() ? 1 : 0;
    return first + axis + (layer.channelAxis() == first ? 1 : 0);
  }
}
