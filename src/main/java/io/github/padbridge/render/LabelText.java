package io.github.padbridge.render;

import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.spec.LayerRecord;

/** What a layer is called in text: its id and name, or nothing. */
final class LabelText {
  private LabelText() {}

  static String of(LayerRecord.Label label) {
    String id =
        label.id() == null
            ? ""
            : label.id() instanceof JsonString text ? text.value() : label.id().quoted();
    if (label.name() == null) {
      return id;
    }
    return id.isEmpty() ? label.name() : id + " " + label.name();
  }
}
