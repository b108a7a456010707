package io.github.padbridge.layer;

import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.SameRule;
import java.util.List;
import java.util.stream.Stream;

/** The attributes {@code pads} and {@code auto_pad} of ONNX. */
public sealed interface OnnxPadding {
  OnnxPadding VALID = new Valid();
  OnnxPadding SAME_UPPER = new Same(SameRule.UPPER);
  OnnxPadding SAME_LOWER = new Same(SameRule.LOWER);

  /** Amounts as {@code pads} lists them: all begins, then all ends. */
  static List<Integer> list(List<PadAmount> amounts) {
    return Stream.concat(
            amounts.stream().map(PadAmount::before), amounts.stream().map(PadAmount::after))
        .toList();
  }

  /** The value of {@code auto_pad}. */
  String autoPad();

  /**
   * {@code auto_pad} NOTSET.
   *
   * @param amounts one for each spatial axis
   */
  record Pads(List<PadAmount> amounts) implements OnnxPadding {
    public Pads {
      amounts = List.copyOf(amounts);
    }

    @Override
    public String autoPad() {
      return "NOTSET";
    }
  }

  /** No padding. */
  record Valid() implements OnnxPadding {
    @Override
    public String autoPad() {
      return "VALID";
    }
  }

  /**
   * Output size {@code ceil(input / stride)}; {@code input·stride} of a transposed convolution.
   *
   * @param rule UPPER or LOWER
   */
  record Same(SameRule rule) implements OnnxPadding {
    @Override
    public String autoPad() {
      return "SAME_" + rule.name();
    }

    /**
     * The most elements that strides may leave over where ONNX Runtime pads as ONNX describes it.
     */
    public int mostLeftOver(OnnxOp op) {
      if (op.isPooling()) {
        return op.isMax() ? 0 : 1;
      }
      return rule == SameRule.LOWER ? 3 : 2;
    }
  }
}
