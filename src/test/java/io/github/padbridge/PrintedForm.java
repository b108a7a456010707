package io.github.padbridge;

import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import java.util.List;
import java.util.stream.Collectors;

/** Layers as PyTorch prints them, written after {@code torch/nn/modules/conv.py}. */
public final class PrintedForm {
  private PrintedForm() {}

  /** {@code ConvTranspose1d(258, 1, kernel_size=(7,), stride=(6,), padding=(9,))}. */
  public static String of(ConvSpec spec) {
    return spec.op().className() + "(" + arguments(spec) + ")";
  }

  /** What {@code _ConvNd.extra_repr} returns; strings stand without quotes. */
  public static String arguments(ConvSpec spec) {
    String text = spec.inChannels() + ", " + spec.outChannels();
    text += ", kernel_size=" + tuple(spec.kernelSize()) + ", stride=" + tuple(spec.stride());
    if (spec.padding() instanceof Padding.Explicit explicit) {
      text += unlessAll(0, "padding", explicit.amounts());
    } else {
      text += ", padding=" + (spec.padding() instanceof Padding.Same ? "same" : "valid");
    }
    text += unlessAll(1, "dilation", spec.dilation());
    text += unlessAll(0, "output_padding", spec.outputPadding());
    text += spec.groups() == 1 ? "" : ", groups=" + spec.groups();
    text += spec.bias() ? "" : ", bias=False";
    text +=
        spec.paddingMode() == PaddingMode.ZEROS
            ? ""
            : ", padding_mode=" + spec.paddingMode().torchName();
    return text;
  }

  private static String unlessAll(int usual, String name, List<Integer> values) {
    boolean all = values.stream().allMatch(value -> value == usual);
    return all ? "" : ", " + name + "=" + tuple(values);
  }

  private static String tuple(List<Integer> values) {
    String items = values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "(" + items + (values.size() == 1 ? ",)" : ")");
  }
}
