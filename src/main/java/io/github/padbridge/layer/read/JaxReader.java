package io.github.padbridge.layer.read;

import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.JaxLayouts;
import io.github.padbridge.layer.JaxOp;
import io.github.padbridge.layer.JaxPadding;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.JaxWindows;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a spec object as a {@link JaxSpec}, with the defaults of JAX. Reads one object. */
final class JaxReader {
  private final JaxOp op;
  private final SpecFields fields;
  private final TensorHints hints;
  private final int rank;
  private final JaxLayouts layouts;

  JaxReader(JaxOp op, SpecFields fields, TensorHints hints) {
    this.op = op;
    this.fields = fields;
    this.hints = hints;
    this.rank = new JaxRank(op, fields, hints).read();
    this.layouts = new JaxLayoutsField(op, rank, fields).read();
  }

  /** The spec; empty if the log has faults. */
  Optional<JaxSpec> read() {
    Windows windows = new Windows(kernelSize(), perAxis(strides()), perAxis(dilation()));
    JaxPadding padding = new JaxPaddingField(op, rank, fields).read();
    List<Integer> baseDilation =
        op.isPooling() ? Collections.nCopies(rank, 1) : perAxis(Argument.LHS_DILATION);
    refuseWordBesideBaseDilation(padding, baseDilation);
    JaxWindows reading =
        new JaxWindows(
            windows,
            baseDilation,
            padding,
            border(),
            !op.isPooling() && fields.bool(Argument.WINDOW_REVERSAL));
    boolean bias = !op.isPooling() && fields.bool(Argument.BIAS, hints.x() != null && hints.bias());
    boolean countIncludePad = countIncludePad();
    requireOneBatchGroup();
    Shape given = hints.input(fields);
    int groups = groups(given);
    Size in = inChannels(given, groups);
    Shape input = ShapeField.named(given, unknownInput(in));
    Channels channels =
        op.isPooling()
            ? JaxSpec.ofPooling(in)
            : new Channels(in, outChannels(), Size.of(Math.max(groups, 0)));
    if (!fields.areSound()) {
      return Optional.empty();
    }
    return fields.accepted(
        () -> new JaxSpec(op, layouts, channels, reading, bias, countIncludePad, input));
  }

  /** The rules of the layer have SAME; VALID would be no padding. */
  private void refuseWordBesideBaseDilation(JaxPadding padding, List<Integer> baseDilation) {
    boolean isWord = fields.text(Argument.PADDING) != null;
    boolean spreads = baseDilation.stream().anyMatch(dilation -> dilation > 1);
    if (isWord && spreads && padding instanceof JaxPadding.Pairs) {
      fields.fault(
          Argument.PADDING,
          "conv_general_dilated takes pairs for padding together with lhs_dilation above 1 (got "
              + fields.quoted(Argument.PADDING)
              + ")",
          "give pairs, or use lax.conv_transpose");
    }
  }

  private String strides() {
    return op.isPooling() ? Argument.STRIDES : Argument.WINDOW_STRIDES;
  }

  private String dilation() {
    return op.isPooling() ? Argument.WINDOW_DILATION : Argument.RHS_DILATION;
  }

  private List<Integer> perAxis(String name) {
    return fields.perAxis(name, rank, false);
  }

  private List<Integer> kernelSize() {
    if (op.isPooling()) {
      if (!fields.has(Argument.WINDOW_SHAPE)) {
        fields.missing(Argument.WINDOW_SHAPE, "JAX has no default for it");
      }
      return perAxis(Argument.WINDOW_SHAPE);
    }
    if (fields.has(Argument.KERNEL_SIZE)) {
      return perAxis(Argument.KERNEL_SIZE);
    }
    List<Integer> ofWeight = new ArrayList<>();
    for (char letter : Layout.spatialAxes(rank).toCharArray()) {
      weightSize(letter).map(Size::intValue).ifPresent(ofWeight::add);
    }
    if (ofWeight.size() == rank) {
      return ofWeight;
    }
    fields.missingKernelSize("give kernel_size or weight_shape");
    return Collections.nCopies(rank, 1);
  }

  private PaddingMode border() {
    if (!fields.has(Argument.PADDING_MODE)) {
      return PaddingMode.ZEROS;
    }
    String text = fields.text(Argument.PADDING_MODE);
    Optional<PaddingMode> mode =
        text == null ? Optional.empty() : PaddingMode.named(text.toLowerCase(Locale.ROOT));
    if (mode.isEmpty()) {
      fields.fault(
          Argument.PADDING_MODE,
          "padding_mode must be one of "
              + PaddingMode.torchNames()
              + " (got "
              + fields.quoted(Argument.PADDING_MODE)
              + ")",
          SpecFields.meant(text, PaddingMode.torchNames()));
      return PaddingMode.ZEROS;
    }
    return mode.get();
  }

  private boolean countIncludePad() {
    if (op != JaxOp.AVG_POOL) {
      fields.refuse(Argument.COUNT_INCLUDE_PAD, op.functionName(), "only avg_pool has it");
      return true;
    }
    return fields.bool(Argument.COUNT_INCLUDE_PAD);
  }

  private void requireOneBatchGroup() {
    int batchGroups = op.isPooling() ? 1 : fields.integer(Argument.BATCH_GROUP_COUNT);
    if (batchGroups != 1) {
      fields.fault(
          Argument.BATCH_GROUP_COUNT,
          "batch_group_count above 1 cannot be translated (got "
              + fields.quoted(Argument.BATCH_GROUP_COUNT)
              + ")",
          "no other framework has groups of samples");
    }
  }

  private Optional<Size> weightSize(char letter) {
    Layout weight = layouts.weight();
    return weight == null ? Optional.empty() : hints.weightSize(weight.indexOf(letter), rank);
  }

  /** The groups; those that the weight and the input of a case tell by default. */
  private int groups(@Nullable Shape given) {
    if (op.isPooling()) {
      return 1;
    }
    int inPerGroup = weightSize('I').map(Size::intValue).orElse(0);
    int in = told(given).map(Size::intValue).orElse(0);
    boolean told = inPerGroup > 0 && in > 0 && in % inPerGroup == 0;
    return fields.integer(Argument.FEATURE_GROUP_COUNT, told ? in / inPerGroup : 1);
  }

  /** The input channels, from in_channels or from an input shape with the right number of axes. */
  private Optional<Size> told(@Nullable Shape input) {
    return fields
        .size(Argument.IN_CHANNELS)
        .or(
            () ->
                input == null || input.rank() != rank + 2
                    ? Optional.empty()
                    : ShapeField.known(input, layouts.data().indexOf('C')));
  }

  private Size inChannels(@Nullable Shape given, int groups) {
    return told(given)
        .or(() -> weightSize('I').map(inGroup -> inGroup.times(Math.max(groups, 1))))
        .orElseGet(Layer::openInChannels);
  }

  private Size outChannels() {
    return fields
        .size(Argument.OUT_CHANNELS)
        .or(() -> weightSize('O'))
        .orElseGet(Layer::openOutChannels);
  }

  private Shape unknownInput(Size channels) {
    return new Shape(
        layouts
            .data()
            .axes()
            .chars()
            .mapToObj(
                letter ->
                    letter == 'C'
                        ? channels
                        : Size.unknown(letter == 'N' ? "N" : Layer.inputName((char) letter)))
            .toList());
  }
}
