package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.notation.AxisPadding;
import io.github.padbridge.notation.FillMode;
import io.github.padbridge.notation.FillValue;
import io.github.padbridge.notation.NotationResult;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The notations of a padding as one JSON object; keys and their order are stable. */
final class PaddingJson {
  private final JsonGenerator json;

  PaddingJson(JsonGenerator json) {
    this.json = json;
  }

  /**
   * {@code {"rank", "layout", "mode", "value", "amounts", "interior", "input_shape",
   * "output_shape", "notations"}}; a value without a JSON number is a string.
   */
  void write(TensorPadding padding, List<NotationResult> notations) throws IOException {
    json.writeStartObject();
    json.writeNumberField("rank", padding.rank());
    json.writeStringField("layout", text(padding.layout()));
    json.writeStringField("mode", padding.mode().id());
    json.writeFieldName("value");
    value(padding);
    json.writeArrayFieldStart("amounts");
    for (AxisPadding axis : padding.axes()) {
      json.writeArray(new int[] {axis.before(), axis.after()}, 0, 2);
    }
    json.writeEndArray();
    json.writeFieldName("interior");
    int[] interior = padding.axes().stream().mapToInt(AxisPadding::interior).toArray();
    json.writeArray(interior, 0, interior.length);
    json.writeFieldName("input_shape");
    shape(padding.input());
    json.writeFieldName("output_shape");
    shape(padding.output());
    json.writeArrayFieldStart("notations");
    for (NotationResult written : notations) {
      json.writeStartObject();
      json.writeStringField("notation", written.notation());
      json.writeStringField("layout", text(written.layout()));
      json.writeStringField("expression", written.expression());
      json.writeStringField("reason", written.reason());
      json.writeStringField("instead", written.instead());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static @Nullable String text(@Nullable Object layout) {
    return layout == null ? null : layout.toString();
  }

  private void value(TensorPadding padding) throws IOException {
    FillValue value = padding.value();
    if (padding.mode() != FillMode.CONSTANT) {
      json.writeNull();
    } else if (!value.isFinite()) {
      json.writeString(value.number().toString());
    } else if (value.number() instanceof Long integer) {
      json.writeNumber(integer);
    } else {
      json.writeNumber(value.number().doubleValue());
    }
  }

  private void shape(Shape shape) throws IOException {
    json.writeStartArray();
    for (Size size : shape.sizes()) {
      if (size.isKnown()) {
        json.writeNumber(size.value());
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }
}
