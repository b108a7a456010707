package io.github.padbridge.render;

import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.explain.SizeText;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.repair.ChainCode;
import io.github.padbridge.repair.ChainTranslation;
import io.github.padbridge.shape.Layout;
import java.util.List;
import java.util.stream.Collectors;

/** A chain in another framework, for people: its steps in order, and the whole as code. */
public final class ChainText {
  private static final String STEP = "     ";

  private ChainText() {}

  /** The text, one paragraph for the steps and one for the whole. */
  public static String of(LayerRecord.Label label, ChainTranslation translation) {
    StringBuilder text = new StringBuilder();
    String title = LabelText.longForm(label);
    text.append(title.isEmpty() ? "" : title + "\n").append(title(translation)).append('\n');
    for (ChainCode.Part part : translation.code().parts()) {
      append(text, translation, part);
    }
    text.append('\n').append(heading(translation)).append('\n');
    text.append(indented(translation.code().text(), 2));
    text.append('\n').append(verdict(translation)).append('\n');
    translation.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    return text.toString();
  }

  /** {@code PyTorch chain of 2 layers}; {@code PyTorch layer} for one alone. */
  public static String title(ChainTranslation translation) {
    int layers = translation.count();
    String count = "chain of " + layers + (layers == 1 ? " layer" : " layers");
    return translation.framework()
        + " "
        + (translation.isAlone() ? "layer" : count)
        + ", input "
        + translation.input();
  }

  /** Lines that begin with some spaces, without blank lines at the end. */
  static String indented(String lines, int spaces) {
    return lines
        .stripTrailing()
        .lines()
        .map(line -> line.isEmpty() ? line : " ".repeat(spaces) + line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static void append(
      StringBuilder text, ChainTranslation translation, ChainCode.Part part) {
    if (part.isAside()) {
      text.append(STEP).append(part.op()).append(" is left out here\n");
      return;
    }
    text.append(part.number() == null ? STEP : "  " + part.number() + ". ");
    text.append(
        part.layer() == null ? part.op() : SpecText.of(translation.layers().get(part.layer())));
    text.append('\n');
    part.lines().forEach(line -> text.append(STEP).append("  ").append(line).append('\n'));
    if (part.layer() != null) {
      weight(text, translation, part.layer());
    }
  }

  /** How the weight is brought to the layout of the code. */
  private static void weight(StringBuilder text, ChainTranslation translation, int number) {
    Layer from = translation.layers().get(number);
    Layer to = translation.writtenLayers().get(number);
    Layout one = from.weightLayout();
    Layout other = to.weightLayout();
    if (one == null || other == null || one.equals(other)) {
      return;
    }
    String order =
        translation
            .weightOrder(number)
            .map(axes -> ", axes in the order " + axes)
            // Depthwise filters of TensorFlow have axes of their own.
            .orElse(", from " + one + " to " + other);
    text.append(STEP).append("  weight: ").append(from.weightShape()).append(" -> ");
    text.append(to.weightShape()).append(order).append('\n');
  }

  /** {@code In TensorFlow, with data in NHWC instead of NCHW}. */
  static String heading(ChainTranslation translation) {
    Layout from = translation.layout();
    Layout to = translation.writtenLayout();
    return "In "
        + translation.code().target().title()
        + ", with data in "
        + to
        + (to.equals(from) ? "" : " instead of " + from)
        + translation.patches().map(axes -> "; both return " + axes).orElse("")
        + ":";
  }

  /** {@code , without nn.BatchNorm2d, which is left out}. */
  private static String leftOut(ChainTranslation translation) {
    List<String> names = translation.leftOut();
    return names.isEmpty()
        ? ""
        : ", without "
            + WordList.and(names)
            + (names.size() == 1 ? ", which is left out" : ", which are left out");
  }

  /** At which sizes the code is equal to the chain, a sentence without a full stop. */
  public static String verdict(ChainTranslation translation) {
    if (translation.isSized()) {
      return "equal at this input size" + leftOut(translation);
    }
    if (translation.isAlways()) {
      return "equal at every input size" + leftOut(translation);
    }
    List<String> axes =
        translation.axes().stream()
            .map(axis -> SizeText.of(axis.equal(), axis.name() + "_in"))
            .toList();
    return "equal only " + WordList.and(axes) + leftOut(translation);
  }
}
