package io.github.padbridge.layer;

import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A PyTorch padding module, such as {@code nn.ReflectionPad2d((3, 3, 3, 3))}.
 *
 * @param amounts one for each spatial axis, first axis first; negative amounts crop
 * @param mode the padding mode; zeros for any constant
 * @param value the constant, 0 in other modes; NaN if it is not a number
 */
public record PadModule(List<PadAmount> amounts, PaddingMode mode, double value) {
  public PadModule {
    amounts = List.copyOf(amounts);
  }

  /** The value as Python writes it: {@code 3}, {@code 0.5}, {@code -inf}, {@code nan}. */
  public String valueText() {
    if (Double.isInfinite(value)) {
      return value < 0 ? "-inf" : "inf";
    }
    boolean isInteger = value == Math.rint(value) && Math.abs(value) < 0x1p53;
    return Double.isNaN(value)
        ? "nan"
        : isInteger ? Long.toString((long) value) : Double.toString(value);
  }

  public int spatialRank() {
    return amounts.size();
  }

  /** Whether it changes nothing. */
  public boolean isEmpty() {
    return PadAmount.areNone(amounts);
  }

  /** The output shape for an input shape whose last axes are spatial. */
  public Shape after(Shape in) {
    Shape out = in;
    for (int axis = 0; axis < spatialRank(); axis++) {
      int at = in.rank() - spatialRank() + axis;
      out = out.with(at, in.size(at).plus(amounts.get(axis).total()));
    }
    return out;
  }

  /**
   * The convolution equal to this module followed by {@code convolution}, on the input of this
   * module. Empty if one layer cannot do both: for crops, constants other than zero, two modes, and
   * transposed convolutions.
   */
  public Optional<ConvSpec> joinedWith(ConvSpec convolution) {
    boolean joins =
        !convolution.op().isTransposed()
            && !convolution.padsAtRuntime()
            && convolution.spatialRank() == spatialRank()
            && value == 0
            && amounts.stream().noneMatch(pad -> pad.before() < 0 || pad.after() < 0);
    if (!joins || isEmpty()) {
      return joins ? Optional.of(convolution) : Optional.empty();
    }
    Shape input = before(convolution.inputShape());
    List<PadAmount> own = new ArrayList<>();
    for (int axis = 0; axis < spatialRank(); axis++) {
      own.add(convolution.padAmount(axis));
    }
    boolean isOnlyPad = PadAmount.areNone(own);
    boolean addsZeros = mode == PaddingMode.ZEROS && convolution.paddingMode() == PaddingMode.ZEROS;
    return isOnlyPad || addsZeros
        ? Optional.of(convolution.withPadding(padding(own), mode, input))
        : Optional.empty();
  }

  /** The input shape for an output shape; unknown sizes stay unknown. */
  private Shape before(Shape out) {
    Shape in = out;
    for (int axis = 0; axis < spatialRank(); axis++) {
      int at = out.rank() - spatialRank() + axis;
      Size size = out.size(at);
      in = in.with(at, size.isKnown() ? size.plus(-amounts.get(axis).total()) : size);
    }
    return in;
  }

  /** The sum of these amounts and those of the convolution, as its padding argument if possible. */
  private Padding padding(List<PadAmount> own) {
    List<PadAmount> both = new ArrayList<>();
    for (int axis = 0; axis < spatialRank(); axis++) {
      both.add(
          new PadAmount(
              Math.addExact(amounts.get(axis).before(), own.get(axis).before()),
              Math.addExact(amounts.get(axis).after(), own.get(axis).after())));
    }
    return both.stream().allMatch(pad -> pad.before() == pad.after())
        ? new Padding.Explicit(both.stream().map(PadAmount::before).toList())
        : new Padding.PerSide(both);
  }
}
