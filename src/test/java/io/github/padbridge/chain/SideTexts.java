package io.github.padbridge.chain;

import io.github.padbridge.chain.Chain.LayerOp;
import io.github.padbridge.chain.Chain.Op;
import io.github.padbridge.chain.Chain.PadOp;
import io.github.padbridge.chain.Chain.SliceOp;
import io.github.padbridge.chain.Chain.TransposeOp;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.render.SpecText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads sides, and writes every field of their ops in a line each. */
final class SideTexts {
  private SideTexts() {}

  static Chain read(String text) {
    return SideText.parse("side", text).resolve(List.of(), Map.of());
  }

  /** {@code other} is the text of the other side. */
  static Chain read(String text, String other) {
    return SideText.parse("side", text).resolve(read(other).layers(), Map.of());
  }

  static List<String> ops(Chain chain) {
    return chain.ops().stream().map(SideTexts::line).toList();
  }

  static String style(Style style) {
    return style.framework().id()
        + (style.keras() ? " keras" : "")
        + (style.sequential() ? " sequential" : "")
        + (style.statements() ? " statements" : "")
        + " "
        + style.input()
        + " "
        + style.weight(0);
  }

  private static String line(Op op) {
    return at(op.place()) + " " + withoutPlace(op);
  }

  static String withoutPlace(Op op) {
    if (op instanceof LayerOp layer) {
      return SpecText.of(layer.layer()) + " on " + layer.layer().inputShape();
    }
    if (op instanceof PadOp pad) {
      return pad(pad.padding());
    }
    if (op instanceof SliceOp slice) {
      return "slice "
          + slice.axes().stream().map(SideTexts::range).collect(Collectors.joining(" "));
    }
    if (op instanceof Chain.FunctionOp applied) {
      return applied.function() + " by " + applied.written();
    }
    if (op instanceof Chain.ScaleOp scale) {
      return "scale " + scale.numerator() + "/" + scale.denominator();
    }
    if (op instanceof Chain.DivideOp division) {
      return "divide by " + ops(division.coverage());
    }
    return op instanceof TransposeOp transpose ? "transpose " + transpose.permutation() : "bias";
  }

  private static String at(Place place) {
    Objects.requireNonNull(place.excerpt());
    return place.line() + ":" + place.column();
  }

  static String pad(TensorPadding padding) {
    return "pad "
        + padding.layout()
        + padding.axes().stream()
            .map(
                axis ->
                    " "
                        + axis.before()
                        + ","
                        + axis.after()
                        + (axis.interior() == 0 ? "" : "," + axis.interior()))
            .collect(Collectors.joining())
        + " "
        + padding.mode().id()
        + " "
        + padding.value().python()
        + " on "
        + padding.input();
  }

  private static String range(AxisRange range) {
    return (range.begin() == null ? "" : range.begin())
        + ":"
        + (range.end() == null ? "" : range.end())
        + (range.step() == 1 ? "" : ":" + range.step());
  }
}
