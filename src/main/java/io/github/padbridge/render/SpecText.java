package io.github.padbridge.render;

import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Padding;
import io.github.padbridge.spec.PaddingMode;
import java.util.List;

/**
 * A spec as one would write the layer in Python: {@code ConvTranspose1d(258, 1, kernel_size=(7,),
 * stride=(6,))}.
 */
public final class SpecText {
  private SpecText() {}

  public static String of(ConvSpec spec) {
    StringBuilder text = new StringBuilder(spec.op().className());
    text.append('(').append(spec.inChannels()).append(", ").append(spec.outChannels());
    text.append(", kernel_size=").append(tuple(spec.kernelSize()));
    text.append(", stride=").append(tuple(spec.stride()));
    if (spec.padding() instanceof Padding.Explicit explicit) {
      text.append(isAll(explicit.amounts(), 0) ? "" : ", padding=" + tuple(explicit.amounts()));
    } else {
      text.append(", padding='")
          .append(spec.padding() instanceof Padding.Same ? "same" : "valid")
          .append('\'');
    }
    text.append(isAll(spec.dilation(), 1) ? "" : ", dilation=" + tuple(spec.dilation()));
    text.append(
        isAll(spec.outputPadding(), 0) ? "" : ", output_padding=" + tuple(spec.outputPadding()));
    text.append(spec.groups() == 1 ? "" : ", groups=" + spec.groups());
    text.append(spec.bias() ? "" : ", bias=False");
    text.append(
        spec.paddingMode() == PaddingMode.ZEROS
            ? ""
            : ", padding_mode='" + spec.paddingMode().torchName() + "'");
    return text.append(')').toString();
  }

  private static boolean isAll(List<Integer> values, int value) {
    return values.stream().allMatch(v -> v == value);
  }

  private static String tuple(List<Integer> values) {
    String items = values.toString();
    String inside = items.substring(1, items.length() - 1);
    return "(" + inside + (values.size() == 1 ? ",)" : ")");
  }
}
