package io.github.padbridge.render;

import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxPadding;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.PadAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A JAX layer as Python that can be read back. {@code jnp.zeros} stands for a weight of its shape.
 */
final class JaxText {
  private final JaxSpec spec;

  private JaxText(JaxSpec spec) {
    this.spec = spec;
  }

  static String of(JaxSpec spec) {
    JaxText text = new JaxText(spec);
    return spec.op().isPooling() ? text.pooling() : text.convolution();
  }

  private String convolution() {
    boolean zeros = spec.reading().paddingMode() == PaddingMode.ZEROS;
    StringBuilder text = new StringBuilder("lax.conv_general_dilated(");
    text.append(zeros ? "x" : bordered()).append(", ").append(weight());
    text.append(", window_strides=").append(SpecText.tuple(spec.strides()));
    text.append(", padding=").append(zeros ? padding(amounts()) : "\"VALID\"");
    append(text, ", lhs_dilation=", spec.reading().baseDilation());
    append(text, ", rhs_dilation=", spec.dilations());
    text.append(", dimension_numbers=(\"")
        .append(spec.layouts().dataLetters())
        .append("\", \"")
        .append(spec.layouts().weightLetters())
        .append("\", \"")
        .append(spec.layouts().dataLetters())
        .append("\")");
    text.append(spec.groups() == 1 ? "" : ", feature_group_count=" + spec.groups());
    return text.append(')').append(spec.bias() ? " + bias" : "").toString();
  }

  /** The input, padded with something other than zeros. */
  private String bordered() {
    List<PadAmount> amounts = new ArrayList<>();
    for (int axis = 0; axis < spec.spatialRank(); axis++) {
      amounts.add(spec.padAmount(axis).orElseThrow());
    }
    String mode =
        switch (spec.reading().paddingMode()) {
          case ZEROS -> "constant";
          case REFLECT -> "reflect";
          case REPLICATE -> "edge";
          case CIRCULAR -> "wrap";
        };
    return "jnp.pad(x, " + pairs(all(amounts, PadAmount.NONE)) + ", mode=\"" + mode + "\")";
  }

  private String weight() {
    String zeros =
        "jnp.zeros(" + SpecText.tuple(Objects.requireNonNull(spec.weightShape()).sizes()) + ")";
    if (!spec.reading().reversal()) {
      return zeros;
    }
    String letters = Objects.requireNonNull(spec.weightLayout()).axes();
    List<Integer> spatial =
        IntStream.range(0, letters.length())
            .filter(axis -> "IO".indexOf(letters.charAt(axis)) < 0)
            .boxed()
            .toList();
    return "jnp.flip(" + zeros + ", " + SpecText.tuple(spatial) + ")";
  }

  private String pooling() {
    boolean average = spec.op() == JaxOp.AVG_POOL;
    boolean first = spec.layouts().isChannelsFirst();
    if (average && first) {
      Layout last = Layout.of("N", spec.spatialRank(), "C");
      String data = transposed("x", spec.layout(), last);
      return transposed(ofFlax(data), last, spec.layout());
    }
    boolean inFlax = !first && spec.op() == JaxOp.MAX_POOL && SpecText.isAll(spec.dilations(), 1);
    return average || inFlax ? ofFlax("x") : reduction();
  }

  private static String transposed(String data, Layout from, Layout to) {
    List<Integer> axes = IntStream.of(from.permutationTo(to)).boxed().toList();
    return "jnp.transpose(" + data + ", " + SpecText.tuple(axes) + ")";
  }

  private String ofFlax(String data) {
    return "flax.linen."
        + spec.opName()
        + "("
        + data
        + ", window_shape="
        + SpecText.tuple(spec.kernelSize())
        + ", strides="
        + SpecText.tuple(spec.strides())
        + ", padding="
        + padding(amounts())
        + (spec.countIncludePad() ? ")" : ", count_include_pad=False)");
  }

  private String reduction() {
    boolean max = spec.op() == JaxOp.MAX_POOL;
    StringBuilder text = new StringBuilder("lax.reduce_window(x, ");
    text.append(max ? "-jnp.inf, lax.max" : "0.0, lax.add");
    text.append(", window_dimensions=").append(SpecText.tuple(all(spec.kernelSize(), 1)));
    text.append(", window_strides=").append(SpecText.tuple(all(spec.strides(), 1)));
    text.append(", padding=").append(padding(all(amounts(), PadAmount.NONE)));
    boolean dilated = !SpecText.isAll(spec.dilations(), 1);
    text.append(dilated ? ", window_dilation=" + SpecText.tuple(all(spec.dilations(), 1)) : "");
    return text.append(')').toString();
  }

  /** The values of the spatial axes, with another one for the batch and the channels. */
  private <T> List<T> all(List<T> spatial, T other) {
    if (spatial.isEmpty()) {
      return spatial;
    }
    List<T> all = new ArrayList<>(Collections.nCopies(spec.spatialRank() + 2, other));
    for (int axis = 0; axis < spatial.size(); axis++) {
      all.set(spec.dataAxis(axis), spatial.get(axis));
    }
    return all;
  }

  /** The padding of the spatial axes; none for SAME. */
  private List<PadAmount> amounts() {
    return spec.padding() instanceof JaxPadding.Pairs pairs ? pairs.amounts() : List.of();
  }

  private String padding(List<PadAmount> amounts) {
    if (spec.padding() instanceof JaxPadding.Same same) {
      return '"' + same.title() + '"';
    }
    return PadAmount.areNone(amounts) && !spec.reading().isBaseDilated()
        ? "\"VALID\""
        : pairs(amounts);
  }

  private static String pairs(List<PadAmount> amounts) {
    return SpecText.tuple(
        amounts.stream().map(a -> SpecText.tuple(List.of(a.before(), a.after()))).toList());
  }

  private static void append(StringBuilder text, String name, List<Integer> values) {
    text.append(SpecText.isAll(values, 1) ? "" : name + SpecText.tuple(values));
  }
}
