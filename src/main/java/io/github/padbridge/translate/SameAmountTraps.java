package io.github.padbridge.translate;

import io.github.padbridge.explain.AxisGroups;
import io.github.padbridge.explain.AxisSizes;
import io.github.padbridge.explain.SameAmounts;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Warnings for writing the amounts of SAME into a PyTorch layer. */
final class SameAmountTraps {
  private static final String UNEVEN = "equal padding on both sides gives different numbers";
  private static final String SAME_SHAPE = ", even where the shape is the same";

  /** From this many different amounts on, they are not listed with their sizes. */
  private static final int FEW = 3;

  private SameAmountTraps() {}

  /** The warnings for a layer with SAME. */
  static List<String> of(TensorFlowSpec spec) {
    List<String> traps = new ArrayList<>();
    AxisGroups.of(spec, axis -> SameAmounts.of(spec, axis).flatMap(SameAmountTraps::varying))
        .forEach((amounts, axes) -> traps.add(amounts.text(axes)));
    AxisGroups.of(spec, axis -> unevenAmount(spec, axis))
        .forEach((amount, axes) -> traps.add(text(spec, amount, axes)));
    AxisGroups.of(spec, axis -> SameAmounts.of(spec, axis).flatMap(SameAmountTraps::unevenSizes))
        .forEach((sizes, axes) -> traps.add(UNEVEN + " " + sizes.onAny(axes) + SAME_SHAPE));
    return traps;
  }

  private record AtSizes(PadAmount amount, AxisSizes sizes) {}

  /**
   * Amounts that depend on the input size.
   *
   * @param listed empty where the size is known, and where there are too many amounts
   */
  private record Varying(PadAmount least, PadAmount most, boolean isOpen, List<AtSizes> listed) {
    String text(List<Character> axes) {
      if (!isOpen) {
        return "the padding of SAME depends on the input size";
      }
      String amounts =
          listed.isEmpty()
              ? "from " + words(least) + " to " + words(most)
              : listed.stream()
                  .map(at -> words(at.amount) + " " + at.sizes.onAny(axes))
                  .collect(Collectors.joining("; "));
      return "the padding of SAME depends on the input size: " + amounts;
    }
  }

  private static String words(PadAmount amount) {
    return amount.before() + " before and " + amount.after() + " after";
  }

  private static Optional<Varying> varying(SameAmounts same) {
    PadAmount least = same.least();
    PadAmount most = same.most();
    if (least.equals(most)) {
      return Optional.empty();
    }
    boolean isOpen = !same.spec().inputSize(same.axis()).isKnown();
    List<AtSizes> listed = new ArrayList<>();
    if (isOpen && most.total() - least.total() < FEW) {
      // The total takes every value in between.
      LongStream.rangeClosed(least.total(), most.total())
          .forEach(
              total ->
                  same.where(size -> same.at(size).total() == total)
                      .filter(sizes -> sizes.kind() == AxisSizes.Kind.LISTED)
                      .ifPresent(sizes -> listed.add(new AtSizes(halves(total), sizes))));
    }
    return Optional.of(new Varying(least, most, isOpen, listed));
  }

  private static PadAmount halves(long total) {
    return new PadAmount(Math.toIntExact(total / 2), Math.toIntExact(total - total / 2));
  }

  /** An uneven padding or crop at the known size or at every size. */
  private static Optional<PadAmount> unevenAmount(TensorFlowSpec spec, int axis) {
    boolean isEven =
        SameAmounts.of(spec, axis)
            .flatMap(same -> same.where(same::isEven))
            .filter(AxisSizes::isAlways)
            .isPresent();
    return spec.padAmount(axis)
        .filter(amount -> amount.before() != amount.after() && (amount.total() < 0 || !isEven));
  }

  private static String text(TensorFlowSpec spec, PadAmount amount, List<Character> axes) {
    boolean cuts = spec.op().isTransposed() || amount.total() < 0;
    String name = AxisGroups.named(axes);
    return "SAME "
        + (cuts
            ? "crops " + Math.abs(amount.before()) + " from the start and "
            : "pads " + amount.before() + " before and ")
        + (cuts
            ? Math.abs(amount.after()) + " from the end of " + name
            : amount.after() + " after " + name)
        + "; "
        + UNEVEN
        + SAME_SHAPE;
  }

  /** The sizes at which equal padding is wrong, where the amounts depend on the size. */
  private static Optional<AxisSizes> unevenSizes(SameAmounts same) {
    return same.spec().padAmount(same.axis()).isPresent()
        ? Optional.empty()
        : same.where(size -> !same.isEven(size));
  }
}
