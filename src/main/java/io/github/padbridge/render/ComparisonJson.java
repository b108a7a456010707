package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.equivalence.Cause;
import io.github.padbridge.equivalence.Equivalence.Axis;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.proof.Counterexample;
import io.github.padbridge.repair.Repair;
import io.github.padbridge.shape.SizeSet;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as JSON: {@code {"id", "equal", "equal_here", "sizes", "causes", "counterexample",
 * "repair"}}.
 */
public final class ComparisonJson {
  private final JsonAnswer answer;
  private final JsonGenerator json;

  public ComparisonJson(JsonAnswer answer) {
    this.answer = answer;
    this.json = answer.generator();
  }

  /** The object. */
  public void write(LayerRecord.Label label, PairComparison pair) throws IOException {
    json.writeStartObject();
    answer.label(label);
    fields(pair);
    json.writeEndObject();
  }

  /** The fields behind the id and the name. */
  void fields(PairComparison pair) throws IOException {
    json.writeStringField("equal", pair.equivalence().stated().id());
    json.writeFieldName("equal_here");
    answer.value(pair.equalHere());
    json.writeArrayFieldStart("sizes");
    for (Axis axis : pair.equivalence().axes()) {
      sizes(axis);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("causes");
    for (Cause cause : pair.equivalence().causes()) {
      cause(cause);
    }
    json.writeEndArray();
    if (!pair.notes().isEmpty()) {
      json.writeFieldName("notes");
      answer.value(pair.notes());
    }
    if (!pair.ran().isEmpty()) {
      json.writeFieldName("ran");
      answer.value(pair.ran());
    }
    json.writeFieldName("counterexample");
    counterexample(pair.counterexample());
    json.writeFieldName("repair");
    repair(pair.repair());
  }

  void sizes(Axis axis) throws IOException {
    SizeSet equal = axis.equal();
    json.writeStartObject();
    json.writeStringField("axis", String.valueOf(axis.name()));
    json.writeNumberField("from", equal.from());
    json.writeNumberField("modulus", equal.period());
    ranges("remainders", equal.remainders());
    ranges("also", equal.also());
    json.writeEndObject();
  }

  /** Every number of the ranges. */
  private void ranges(String name, List<SizeSet.Range> ranges) throws IOException {
    json.writeArrayFieldStart(name);
    for (SizeSet.Range range : ranges) {
      for (long number = range.first(); number <= range.last(); number++) {
        json.writeNumber(number);
      }
    }
    json.writeEndArray();
  }

  private void cause(Cause cause) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", cause.kind().id());
    json.writeStringField("axis", cause.axis() == null ? null : String.valueOf(cause.axis()));
    json.writeFieldName("left");
    json.writeObject(cause.left());
    json.writeFieldName("right");
    json.writeObject(cause.right());
    json.writeStringField("message", cause.message());
    json.writeEndObject();
  }

  void counterexample(@Nullable Counterexample seen) throws IOException {
    if (seen == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    shape("input_shape", seen.inputShape());
    if (seen.first() == null) {
      json.writeNullField("index");
      json.writeNullField("left");
      json.writeNullField("right");
      shape("left_shape", seen.leftShape());
      shape("right_shape", seen.rightShape());
    } else {
      shape("index", seen.first().index());
      json.writeFieldName("left");
      answer.number(seen.first().expected());
      json.writeFieldName("right");
      answer.number(seen.first().actual());
    }
    json.writeEndObject();
  }

  private void shape(String name, int[] shape) throws IOException {
    json.writeFieldName(name);
    json.writeArray(shape, 0, shape.length);
  }

  private void repair(@Nullable Repair repair) throws IOException {
    if (repair == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("framework", repair.framework());
    json.writeStringField("code", repair.code());
    json.writeEndObject();
  }
}
