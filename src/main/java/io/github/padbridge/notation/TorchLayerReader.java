package io.github.padbridge.notation;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Signature;
import io.github.padbridge.expression.Value;
import io.github.padbridge.expression.Value.Literal;
import io.github.padbridge.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;

/** Reads the padding of a PyTorch convolution: one number for both ends of each axis. */
final class TorchLayerReader {
  private static final Signature LAYER =
      Signature.of(
          "in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias,"
              + " padding_mode, device, dtype");

  private static final Signature ARGUMENTS = Signature.of("*, padding, padding_mode");

  private final ErrorReporter reporter;
  private final Placement placement;
  private final Numbers numbers;

  TorchLayerReader(ErrorReporter reporter, TensorContext context) {
    this.reporter = reporter;
    this.placement = new Placement(reporter, context);
    this.numbers = new Numbers(reporter);
  }

  /** {@code nn.Conv2d(3, 64, 7, padding=(1, 0))}. */
  TensorPadding layer(Call call, int spatialRank) {
    Signature.Binding bound = LAYER.bind(reporter.text(), call);
    Value padding = bound.required("padding", "without it the convolution does not pad");
    return read(bound, padding, amounts(padding, spatialRank));
  }

  /** {@code padding=(1, 0)} alone. */
  TensorPadding arguments(Call call) {
    Signature.Binding bound = ARGUMENTS.bind(reporter.text(), call);
    Value padding = bound.required("padding", null);
    if (Numbers.items(padding).isPresent()) {
      return read(bound, padding, amounts(padding, 0));
    }
    numbersOnly(padding);
    int rank = placement.neededRank(padding, "one number applies to every spatial axis");
    int spatialRank =
        placement.context().layout() == null
            ? rank - 2
            : placement.context().layout().spatialRank();
    if (spatialRank < 1 || spatialRank > 3) {
      throw reporter.refusal(
          padding,
          "a layer must have 1 to 3 spatial axes (got a tensor of rank " + rank + ")",
          null);
    }
    return read(bound, padding, amounts(padding, spatialRank));
  }

  /** {@code spatialRank} is 0 if the padding determines it. */
  private List<Integer> amounts(Value padding, int spatialRank) {
    List<Integer> amounts = new ArrayList<>();
    if (Numbers.items(padding).isEmpty()) {
      numbersOnly(padding);
      int amount = numbers.notNegative("padding", padding);
      for (int i = 0; i < spatialRank; i++) {
        amounts.add(amount);
      }
      return amounts;
    }
    for (Value item : numbers.list("padding", padding)) {
      amounts.add(numbers.notNegative("padding", item));
    }
    boolean isWrong =
        spatialRank == 0 ? amounts.isEmpty() || amounts.size() > 3 : amounts.size() != spatialRank;
    if (isWrong) {
      throw reporter.refusal(
          padding,
          "padding must have "
              + (spatialRank == 0 ? "1 to 3 numbers, one" : "one number")
              + " for each spatial axis (got "
              + amounts.size()
              + ")",
          "each number is for both ends of its axis");
    }
    return amounts;
  }

  private void numbersOnly(Value padding) {
    if (padding instanceof Literal literal && literal.value() instanceof JsonString) {
      throw reporter.refusal(
          padding,
          "the padding must be numbers: a name depends on the kernel (got "
              + padding.quoted()
              + ")",
          "translate the layer with padbridge translate");
    }
  }

  private TensorPadding read(Signature.Binding bound, Value padding, List<Integer> amounts) {
    placement.requireChannelsFirst(padding, "a PyTorch layer");
    Value modeName = bound.get("padding_mode");
    FillMode mode =
        modeName == null ? FillMode.CONSTANT : numbers.mode(modeName, FillMode::torchLayer);
    List<AxisPadding> axes =
        amounts.stream().map(amount -> AxisPadding.of(amount, amount)).toList();
    DataLayout usual = DataLayout.channelsFirst(axes.size(), false);
    TensorPadding read = placement.spatial(padding, axes, usual, mode, FillValue.ZERO);
    String broken = SizeRules.broken(read);
    if (broken != null) {
      throw reporter.refusal(padding, broken, null);
    }
    return read;
  }
}
