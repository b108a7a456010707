package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads the padding and the padding mode of a PyTorch convolution. */
final class TorchPaddingField {
  private final ConvOp op;
  private final int rank;
  private final SpecFields fields;
  private final PaddingMode mode;

  TorchPaddingField(ConvOp op, SpecFields fields) {
    this.op = op;
    this.rank = op.spatialRank();
    this.fields = fields;
    this.mode = readMode();
  }

  PaddingMode mode() {
    return mode;
  }

  private PaddingMode readMode() {
    if (!fields.has(Argument.PADDING_MODE)) {
      return PaddingMode.ZEROS;
    }
    String name = fields.text(Argument.PADDING_MODE);
    Optional<PaddingMode> mode = name == null ? Optional.empty() : PaddingMode.named(name);
    if (mode.isEmpty()) {
      List<String> known = PaddingMode.torchNames();
      fields.fault(
          Argument.PADDING_MODE,
          "padding_mode must be one of "
              + String.join(", ", known)
              + " (got "
              + fields.quoted(Argument.PADDING_MODE)
              + ")",
          SpecFields.meant(name, known));
    }
    return mode.orElse(PaddingMode.ZEROS);
  }

  Padding padding() {
    if (!fields.has(Argument.RUNTIME_PADDING)) {
      return paddingArgument();
    }
    Padding padding =
        "SAME".equals(fields.text(Argument.RUNTIME_PADDING))
            ? new Padding.RuntimeSame()
            : perSide();
    List<Integer> none = Collections.nCopies(rank, 0);
    fields.paddingBesideRuntimePadding(new Padding.Explicit(none).equals(paddingArgument()));
    return padding;
  }

  /** A pair for each spatial axis. */
  private Padding perSide() {
    List<PadAmount> amounts = new ArrayList<>();
    if (fields.get(Argument.RUNTIME_PADDING) instanceof JsonArray axes) {
      for (JsonValue axis : axes.items()) {
        PadsField.pair(axis).ifPresent(amounts::add);
      }
      if (amounts.size() == rank && axes.items().size() == rank) {
        return new Padding.PerSide(amounts);
      }
    }
    fields.fault(
        Argument.RUNTIME_PADDING,
        "runtime_padding must be \"SAME\" or a pair of integers for each spatial axis (got "
            + fields.quoted(Argument.RUNTIME_PADDING)
            + ")",
        "[[0, 1], [0, 1]] pads 0 before and 1 after both axes");
    return new Padding.RuntimeSame();
  }

  private Padding paddingArgument() {
    String text = fields.text(Argument.PADDING);
    if (text == null) {
      // Other modes use F.pad, which applies a list of one to the last axis only.
      boolean byPython = mode != PaddingMode.ZEROS || fields.has(Argument.OUTPUT_SIZE);
      return new Padding.Explicit(fields.perAxis(Argument.PADDING, rank, !byPython));
    }
    if (op.isTransposed()) {
      fields.fault(
          Argument.PADDING,
          op.functionName() + " takes padding in numbers (got \"" + text + "\")",
          "only forward convolutions have \"same\" and \"valid\"");
    } else if (text.equals("same")) {
      return new Padding.Same();
    } else if (!text.equals("valid")) {
      fields.fault(
          Argument.PADDING,
          "padding must be numbers, \"same\" or \"valid\" (got "
              + fields.quoted(Argument.PADDING)
              + ")",
          SpecFields.meant(text, List.of("same", "valid")));
    }
    return new Padding.Valid();
  }
}
