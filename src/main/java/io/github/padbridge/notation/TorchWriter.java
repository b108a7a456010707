package io.github.padbridge.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a padding for PyTorch: last axis first, except as an argument of a layer. */
final class TorchWriter {
  private TorchWriter() {}

  static NotationResult functional(TensorPadding padding) {
    String notation = "F.pad";
    String reason =
        Reasons.first(
            Reasons.interior(padding),
            Reasons.mode(padding, padding.mode().torch()),
            SizeRules.broken(padding),
            padding.mode() == FillMode.CONSTANT ? null : notImplemented(padding));
    if (reason != null) {
      return new NotationResult(notation, padding.layout(), null, reason, replicated(padding));
    }
    String expression = "F.pad(x, (" + Reasons.joined(lastFirst(padding, pairs(padding))) + ")";
    if (padding.mode() != FillMode.CONSTANT) {
      expression += ", mode=\"" + padding.mode().torch() + "\"";
    } else if (!padding.value().isZero()) {
      expression += ", value=" + padding.value().python();
    }
    return new NotationResult(notation, padding.layout(), expression + ")", null, null);
  }

  /** For amounts up to 1, symmetric equals replicate. */
  private static @Nullable String replicated(TensorPadding padding) {
    if (padding.mode() != FillMode.SYMMETRIC || padding.largest() > 1) {
      return null;
    }
    return functional(padding.withMode(FillMode.REPLICATE)).expression();
  }

  static NotationResult module(TensorPadding padding, TorchModule module) {
    Integer axes = moduleAxes(padding);
    String does =
        module.mode() == FillMode.CONSTANT
            ? "pads with " + (module == TorchModule.ZERO ? "zeros" : "a constant")
            : "pads by mode " + module.mode().torch();
    String reason =
        Reasons.first(
            Reasons.interior(padding),
            Reasons.notMode(padding, module.mode(), does),
            module == TorchModule.ZERO ? Reasons.notZeros(padding) : null,
            SizeRules.broken(padding),
            Reasons.notSpatial(padding),
            axes == null ? notLast(padding) : null);
    String name = "nn." + prefix(module, padding, axes);
    if (reason != null || axes == null) {
      return new NotationResult(name, padding.layout(), null, reason, null);
    }
    String expression = name + "((" + Reasons.joined(lastFirst(padding, axes)) + ")";
    expression += module == TorchModule.CONSTANT ? ", " + padding.value().python() : "";
    return new NotationResult(name, padding.layout(), expression + ")", null, null);
  }

  private static String prefix(TorchModule module, TensorPadding padding, @Nullable Integer axes) {
    if (axes != null) {
      return module.className(axes);
    }
    DataLayout layout = padding.layout();
    return layout == null
        ? module.className(0).replace("0d", "Nd")
        : module.className(layout.spatialRank());
  }

  /** The number of spatial axes of the module that pads this tensor; null if there is none. */
  private static @Nullable Integer moduleAxes(TensorPadding padding) {
    DataLayout layout = padding.layout();
    if (layout == null) {
      return copiedAxes(padding);
    }
    return Reasons.notSpatial(padding) == null ? layout.spatialRank() : null;
  }

  /**
   * How many axes PyTorch pads in a mode that copies elements: the spatial axes if possible; null
   * if it has no such mode for this tensor.
   */
  private static @Nullable Integer copiedAxes(TensorPadding padding) {
    int least = fromFirstPadded(padding);
    DataLayout layout = padding.layout();
    if (layout != null && least <= layout.spatialRank()) {
      return layout.spatialRank();
    }
    for (int axes = Math.max(least, 1); axes <= 3; axes++) {
      if (TorchReader.isImplemented(padding.rank(), axes)) {
        return axes;
      }
    }
    return null;
  }

  private static @Nullable String notImplemented(TensorPadding padding) {
    return copiedAxes(padding) == null ? notLast(padding) : null;
  }

  private static String notLast(TensorPadding padding) {
    return "pads the last 1, 2 or 3 axes of a tensor with one or two more (got rank "
        + padding.rank()
        + (padding.anyAxis(axis -> !axis.isNone())
            ? ", " + padding.axisName(padding.rank() - fromFirstPadded(padding))
            : "")
        + ")";
  }

  /** The number of axes from the first padded one on. */
  private static int fromFirstPadded(TensorPadding padding) {
    Integer first = padding.firstAxis(axis -> !axis.isNone());
    return first == null ? 0 : padding.rank() - first;
  }

  /** The number of axes that F.pad must name. */
  private static int pairs(TensorPadding padding) {
    if (padding.mode() != FillMode.CONSTANT) {
      // Not null: unsupported paddings have been refused.
      return Objects.requireNonNull(copiedAxes(padding));
    }
    DataLayout layout = padding.layout();
    int least = layout != null && !layout.isBatched() ? layout.spatialRank() : 1;
    return Math.max(fromFirstPadded(padding), least);
  }

  /** The amounts of the last {@code count} axes, last axis first. */
  static List<Integer> lastFirst(TensorPadding padding, int count) {
    List<Integer> amounts = new ArrayList<>();
    for (int i = padding.rank() - 1; i >= padding.rank() - count; i--) {
      amounts.add(padding.axis(i).before());
      amounts.add(padding.axis(i).after());
    }
    return amounts;
  }

  /** {@code padding=(3, 2), padding_mode="reflect"}. */
  static NotationResult layer(TensorPadding padding) {
    DataLayout layout = padding.layout();
    String notation = layout == null ? "nn.ConvNd" : "nn.Conv" + layout.spatialRank() + "d";
    String reason =
        Reasons.first(
            Reasons.interior(padding),
            Reasons.mode(padding, padding.mode().torchLayer()),
            Reasons.notZeros(padding),
            Reasons.noLayout(padding),
            Reasons.notSpatial(padding),
            Reasons.uneven(padding),
            Reasons.negative(padding),
            SizeRules.broken(padding));
    if (reason != null) {
      return new NotationResult(notation, layout, null, reason, null);
    }
    List<Integer> amounts = padding.spatial().stream().map(AxisPadding::before).toList();
    String expression = "padding=(" + Reasons.joined(amounts) + (amounts.size() == 1 ? ",)" : ")");
    expression +=
        padding.mode() == FillMode.CONSTANT
            ? ""
            : ", padding_mode=\"" + padding.mode().torchLayer() + "\"";
    return new NotationResult(notation, layout, expression, null, null);
  }
}
