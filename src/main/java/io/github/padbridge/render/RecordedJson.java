package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.model.Extent;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.model.Recorded;
import io.github.padbridge.shape.PadAmount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What only a model file tells of a row. */
final class RecordedJson {
  private RecordedJson() {}

  /**
   * {@code "before", "after", "input_shape", "output_shape"}, and {@code "..._expression"} of a
   * shape with open sizes.
   */
  static void write(JsonAnswer answer, ModelLayer layer, Recorded recorded) throws IOException {
    JsonGenerator json = answer.generator();
    json.writeArrayFieldStart("before");
    for (ModelLayer.JoinedPad joined : layer.before()) {
      ScanJson.pad(answer, joined.pad(), recorded.channelsLast());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("after");
    for (ModelLayer.JoinedPad joined : recorded.after()) {
      crop(answer, joined, recorded);
    }
    json.writeEndArray();
    shape(json, "input_shape", recorded.input());
    shape(json, "output_shape", recorded.output());
  }

  /** A slice: where it begins on each axis of the op's output, and how much it leaves. */
  private static void crop(JsonAnswer answer, ModelLayer.JoinedPad joined, Recorded recorded)
      throws IOException {
    List<PadAmount> all = new ArrayList<>(List.of(PadAmount.NONE, PadAmount.NONE));
    all.addAll(recorded.channelsLast() ? 1 : 2, joined.pad().amounts());
    // An unbatched output has no batch axis.
    int skipped = Math.max(0, all.size() - Math.max(recorded.output().size(), 1));
    List<Object> begin = new ArrayList<>();
    List<Extent> size = new ArrayList<>();
    for (int axis = skipped; axis < all.size(); axis++) {
      PadAmount amount = all.get(axis);
      begin.add(-amount.before());
      int at = axis - skipped;
      Extent whole = at < recorded.output().size() ? recorded.output().get(at) : Extent.UNKNOWN;
      size.add(
          whole.value() != null
              ? Extent.of(whole.value() + amount.total())
              : amount.isNone()
                  ? whole
                  : Extent.open("(" + whole.text() + ") - " + -amount.total()));
    }
    JsonGenerator json = answer.generator();
    json.writeStartObject();
    json.writeStringField("op", "slice");
    json.writeFieldName("begin");
    answer.value(begin);
    shape(json, "size", size);
    json.writeEndObject();
  }

  /** Null where not even the number of axes is known. */
  private static void shape(JsonGenerator json, String name, List<Extent> shape)
      throws IOException {
    if (shape.isEmpty()) {
      json.writeNullField(name);
      return;
    }
    json.writeArrayFieldStart(name);
    for (Extent extent : shape) {
      if (extent.value() == null) {
        json.writeNull();
      } else {
        json.writeNumber(extent.value());
      }
    }
    json.writeEndArray();
    if (shape.stream().anyMatch(extent -> extent.value() == null)) {
      json.writeArrayFieldStart(name + "_expression");
      for (Extent extent : shape) {
        json.writeString(extent.text());
      }
      json.writeEndArray();
    }
  }
}
