package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.LayerRecord;

/** The title of a layer in text. */
public final class LabelText {
  private LabelText() {}

  /** The id, otherwise the name; empty where the layer has neither. */
  public static String shortForm(LayerRecord.Label label) {
    if (label.id() == null) {
      return label.name() == null ? "" : Printable.line(label.name());
    }
    return Printable.line(text(label.id()));
  }

  /** The id and the name. */
  static String longForm(LayerRecord.Label label) {
    String id = shortForm(label);
    return label.id() == null || label.name() == null
        ? id
        : id + ": " + Printable.line(label.name());
  }

  /** An id as it was given, without quotes. */
  private static String text(JsonValue id) {
    return id instanceof JsonString text
        ? text.value()
        : id instanceof JsonNumber number ? number.value().toString() : id.quoted();
  }
}
