package io.github.padbridge.notation;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code torch.nn.functional.pad} and the padding modules, which list the last axis first.
 * Source: {@code aten/src/ATen/native/PadNd.cpp}.
 */
final class TorchReader {
  private static final Signature PAD = Signature.of("input, pad, mode, value");
  private static final Signature MODULE = Signature.of("padding");
  private static final Signature CONSTANT_MODULE = Signature.of("padding, value");

  private final ErrorReporter reporter;
  private final Placement placement;
  private final Numbers numbers;
  private final FillValues fillValues;

  TorchReader(ErrorReporter reporter, TensorContext context) {
    this.reporter = reporter;
    this.placement = new Placement(reporter, context);
    this.numbers = new Numbers(reporter);
    this.fillValues = new FillValues(reporter);
  }

  /** {@code F.pad(x, (1, 2, 0, 3), mode="constant", value=None)}. */
  TensorPadding functional(Call call) {
    Signature.Binding bound = PAD.bind(reporter.text(), call);
    Value pad =
        Numbers.unwrapped(bound.required("pad", "the tensor comes first: F.pad(x, (1, 2, 0, 3))"));
    List<AxisPadding> last = lastAxesFirst(pad);
    FillMode mode = numbers.mode(bound.get("mode"), FillMode::torch);
    Value given = bound.get("value");
    FillValue value = fillValues.read(given);
    if (given != null && mode != FillMode.CONSTANT && !value.isZero()) {
      throw reporter.refusal(
          given, "mode " + mode.torch() + " takes no value (got " + value.python() + ")", null);
    }
    int rank = placement.neededRank(pad, "F.pad counts axes from the last");
    if (last.size() > rank) {
      throw reporter.refusal(
          pad,
          "F.pad takes at most two numbers for each axis (got "
              + 2 * last.size()
              + " for rank "
              + rank
              + ")",
          null);
    }
    if (mode != FillMode.CONSTANT && !isImplemented(rank, last.size())) {
      throw reporter.refusal(
          pad,
          "F.pad with mode "
              + mode.torch()
              + " pads the last 1, 2 or 3 axes of a tensor with one or two more (got "
              + last.size()
              + " of rank "
              + rank
              + ")",
          "2 numbers for rank 2 or 3, 4 for rank 3 or 4, 6 for rank 4 or 5");
    }
    // Constant mode pads any axis: rank 4 with three axes may be NCHW with C, or CDHW.
    boolean isOpen = mode == FillMode.CONSTANT && last.size() == rank - 1;
    return checked(pad, placement.last(rank, last, isOpen, mode, value));
  }

  /** Whether PyTorch supports a mode that copies elements for such a tensor. */
  static boolean isImplemented(int rank, int axes) {
    return axes >= 1 && axes <= 3 && (rank == axes + 1 || rank == axes + 2);
  }

  /** {@code nn.ReflectionPad2d((1, 2, 0, 3))}: one number for all ends, or two for each axis. */
  TensorPadding module(Call call, FillMode mode, int spatialRank, boolean takesValue) {
    Signature.Binding bound = (takesValue ? CONSTANT_MODULE : MODULE).bind(reporter.text(), call);
    Value padding = Numbers.unwrapped(bound.required("padding", null));
    List<AxisPadding> last = new ArrayList<>();
    if (Numbers.isNumber(padding)) {
      int amount = numbers.integer("padding", padding);
      for (int i = 0; i < spatialRank; i++) {
        last.add(AxisPadding.of(amount, amount));
      }
    } else {
      last.addAll(lastAxesFirst(padding));
    }
    if (last.size() != spatialRank) {
      throw reporter.refusal(
          padding,
          call.name()
              + " takes one number or "
              + 2 * spatialRank
              + " (got "
              + 2 * last.size()
              + ")",
          null);
    }
    FillValue value =
        takesValue
            ? fillValues.read(bound.required("value", "the second argument is the value"))
            : FillValue.ZERO;
    int rank = placement.moduleRank(spatialRank);
    return checked(padding, placement.last(rank, last, false, mode, value));
  }

  private TensorPadding checked(Value at, TensorPadding padding) {
    Integer negative = padding.firstAxis(AxisPadding::isNegative);
    if (padding.mode() != FillMode.CONSTANT && negative != null) {
      throw reporter.refusal(
          at,
          "negative amounts need mode constant (got mode " + padding.mode().torch() + ")",
          "crop first, then pad: the modes of PyTorch differ otherwise");
    }
    String broken = SizeRules.broken(padding);
    if (broken != null) {
      throw reporter.refusal(at, broken, null);
    }
    return padding;
  }

  /** {@code (left, right, top, bottom, ...)} as one amount for each axis, in axis order. */
  private List<AxisPadding> lastAxesFirst(Value pad) {
    List<Value> items = numbers.list("pad", pad);
    List<Integer> amounts = new ArrayList<>();
    for (Value item : items) {
      amounts.add(numbers.integer("an amount", item));
    }
    if (amounts.size() % 2 != 0) {
      throw reporter.refusal(
          pad,
          "expected two numbers for each axis, before and after (got " + amounts.size() + ")",
          "the last axis comes first: (left, right, top, bottom)");
    }
    List<AxisPadding> axes = new ArrayList<>();
    for (int i = amounts.size() - 2; i >= 0; i -= 2) {
      axes.add(AxisPadding.of(amounts.get(i), amounts.get(i + 1)));
    }
    return axes;
  }
}
