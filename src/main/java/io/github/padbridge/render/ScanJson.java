package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.model.Recorded;
import io.github.padbridge.shape.PadAmount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A row of a printed model as one JSON object. */
public final class ScanJson {
  private ScanJson() {}

  /**
   * {@code {"name", "class", "spec", "plan"}}, and where they apply "model", "before", "pad",
   * "watch", "error" and "verified". A row of a model file always has "source", "before", "after",
   * "input_shape" and "output_shape" too.
   *
   * @param named whether to name the model too, where there are several
   */
  public static void write(JsonAnswer answer, ScannedLayer row, boolean named) throws IOException {
    JsonGenerator json = answer.generator();
    ModelLayer layer = row.layer();
    json.writeStartObject();
    json.writeStringField("name", layer.name());
    json.writeStringField("class", layer.className());
    if (named) {
      json.writeStringField("model", layer.model());
    }
    Recorded recorded = layer.recorded();
    if (recorded != null) {
      json.writeStringField("source", recorded.source());
    }
    json.writeFieldName("spec");
    if (recorded != null && recorded.arguments() != null) {
      answer.arguments(recorded.arguments());
    } else if (layer.spec() == null) {
      json.writeNull();
    } else {
      answer.spec(layer.spec());
    }
    if (recorded != null) {
      RecordedJson.write(answer, layer, recorded);
    }
    json.writeFieldName("plan");
    if (row.plan() == null) {
      json.writeNull();
    } else {
      answer.plan(row.plan());
    }
    pads(answer, layer);
    if (!row.watch().isEmpty()) {
      json.writeFieldName("watch");
      answer.value(row.watch());
    }
    if (!row.faults().isEmpty()) {
      answer.error(row.faults());
    }
    if (row.agreement() != null) {
      json.writeObjectFieldStart("verified");
      answer.agreementFields(row.agreement());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** The paddings that the plan covers besides the layer, or the padding of the row. */
  private static void pads(JsonAnswer answer, ModelLayer layer) throws IOException {
    JsonGenerator json = answer.generator();
    if (!layer.before().isEmpty() && layer.recorded() == null) {
      json.writeArrayFieldStart("before");
      for (ModelLayer.JoinedPad joined : layer.before()) {
        pad(answer, joined.pad(), false);
      }
      json.writeEndArray();
    }
    if (layer.content() instanceof ModelLayer.Padding padding) {
      json.writeFieldName("pad");
      pad(answer, padding.pad(), layer.recorded() != null && layer.recorded().channelsLast());
    }
  }

  /** One pair for each axis of the input, with the batch and the channels. */
  static void pad(JsonAnswer answer, PadModule pad, boolean channelsLast) throws IOException {
    List<PadAmount> all = new ArrayList<>(List.of(PadAmount.NONE, PadAmount.NONE));
    all.addAll(channelsLast ? 1 : 2, pad.amounts());
    JsonGenerator json = answer.generator();
    json.writeStartObject();
    json.writeStringField("op", "pad");
    json.writeFieldName("paddings");
    answer.value(SpecArguments.pairs(all));
    json.writeStringField(
        "mode", pad.mode() == PaddingMode.ZEROS ? "constant" : pad.mode().torchName());
    if (Double.isInfinite(pad.value())) {
      json.writeStringField("value", pad.valueText());
    } else if (pad.value() != 0) {
      json.writeFieldName("value");
      answer.number(Double.isNaN(pad.value()) ? null : (Double) pad.value());
    }
    json.writeEndObject();
  }
}
