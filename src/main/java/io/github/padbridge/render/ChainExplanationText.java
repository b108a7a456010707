package io.github.padbridge.render;

import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.repair.ChainCode;
import io.github.padbridge.repair.ChainTranslation;
import java.util.List;

/** What the layers of a chain compute, one after another, and the chain in another framework. */
public final class ChainExplanationText {
  private ChainExplanationText() {}

  /**
   * The text.
   *
   * @param layers the explanation of each layer by itself
   */
  public static String of(
      LayerRecord.Label label, ChainTranslation translation, List<String> layers) {
    StringBuilder text = new StringBuilder();
    String title = LabelText.longForm(label);
    text.append(title.isEmpty() ? "" : title + "\n");
    text.append(ChainText.title(translation)).append('\n');
    String target = translation.code().target().title();
    for (ChainCode.Part part : translation.code().parts()) {
      text.append('\n').append(heading(part, translation.count())).append('\n');
      if (!part.isAside()) {
        text.append("  In ").append(target).append(", at this place of the chain:\n");
        text.append(String.join("\n", part.lines()).indent(4));
      }
      if (part.layer() != null) {
        text.append('\n').append(layers.get(part.layer()));
      }
    }
    text.append("\nThe whole chain\n").append(ChainText.heading(translation).indent(2));
    text.append(ChainText.indented(translation.code().text(), 4));
    text.append(ChainText.verdict(translation).indent(2));
    return text.toString();
  }

  private static String heading(ChainCode.Part part, int layers) {
    if (part.isAside()) {
      return part.op() + " is left out here";
    }
    return part.number() == null
        ? "Between the layers: " + part.op()
        : "Layer " + part.number() + " of " + layers + ": " + part.op();
  }
}
