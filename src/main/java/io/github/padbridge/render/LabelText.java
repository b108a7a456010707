package io.github.padbridge.render;

import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.spec.LayerRecord;

/** What a layer is called in text. */
public final class LabelText {
  private LabelText() {}

  /** The id, or where there is none the name; empty where the layer has neither. */
  public static String shortForm(LayerRecord.Label label) {
    if (label.id() == null) {
      return label.name() == null ? "" : printable(label.name());
    }
    return printable(label.id() instanceof JsonString text ? text.value() : label.id().quoted());
  }

  /** The text without what a terminal would obey. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** The id and the name. */
  static String longForm(LayerRecord.Label label) {
    String id = shortForm(label);
    return label.id() == null || label.name() == null ? id : id + ": " + printable(label.name());
  }
}
