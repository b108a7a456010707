package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.notation.NotationResult;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.plan.Call;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Term;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Comparison;
import io.github.padbridge.proof.StrategyOutcome;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.shape.SizeFormula;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer as one JSON object. The keys and their order are stable; an unknown size is null. */
public final class JsonAnswer {
  private final JsonGenerator json;

  public JsonAnswer(JsonGenerator json) {
    this.json = json;
  }

  /** The generator, for answers of other kinds. */
  JsonGenerator generator() {
    return json;
  }

  /** {@code {"id", "spec", "output_shape", "formulas", "plan"}}. */
  public void translation(LayerRecord.Label label, Translation translation) throws IOException {
    json.writeStartObject();
    label(label);
    json.writeFieldName(JsonWords.of("spec"));
    spec(translation.spec());
    sizes("output_shape", translation.spec().outputShape().sizes());
    json.writeFieldName(JsonWords.of("formulas"));
    json.writeStartArray();
    for (SizeFormula formula : translation.formulas()) {
      formula(formula);
    }
    json.writeEndArray();
    json.writeFieldName(JsonWords.of("plan"));
    plan(translation.plan());
    json.writeEndObject();
  }

  /**
   * {@code {"id", "agree", "elements", "max_abs_diff", "first_difference", "seed", "draws",
   * "miss_probability", ...}}.
   */
  public void agreement(LayerRecord.Label label, Agreement agreement) throws IOException {
    json.writeStartObject();
    label(label);
    agreementFields(agreement);
    json.writeEndObject();
  }

  /** The same for the deciding outcome, with all outcomes under "strategies". */
  public void agreement(LayerRecord.Label label, List<StrategyOutcome> outcomes)
      throws IOException {
    json.writeStartObject();
    label(label);
    agreementFields(StrategyOutcome.decisive(outcomes).requireAgreement());
    json.writeArrayFieldStart("strategies");
    for (StrategyOutcome outcome : outcomes) {
      json.writeStartObject();
      json.writeStringField("strategy", outcome.strategy());
      json.writeBooleanField("applies", outcome.agreement() != null);
      if (outcome.agreement() == null) {
        json.writeStringField("reason", outcome.reason());
      } else {
        json.writeBooleanField("agree", outcome.agreement().agree());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  void agreementFields(Agreement agreement) throws IOException {
    Comparison comparison = agreement.result().comparison();
    json.writeBooleanField("agree", agreement.agree());
    json.writeNumberField("elements", comparison == null ? 0 : comparison.elements());
    json.writeFieldName("max_abs_diff");
    number(comparison == null ? null : comparison.maxAbsDiff());
    json.writeFieldName("first_difference");
    difference(comparison == null ? null : comparison.first());
    json.writeFieldName("seed");
    if (agreement.evidence().seed() == null) {
      json.writeNull();
    } else {
      json.writeNumber(agreement.evidence().seed());
    }
    json.writeNumberField("draws", agreement.evidence().draws());
    json.writeFieldName("miss_probability");
    number(agreement.evidence().missProbability());
    json.writeNumberField("differing", comparison == null ? 0 : comparison.differing());
    json.writeBooleanField("exact", agreement.exact());
    json.writeStringField("compared_with", agreement.result().expectedFrom());
    json.writeStringField("contradiction", agreement.result().contradiction());
    json.writeFieldName("ran");
    spec(agreement.ran());
    json.writeStringField("sizes", agreement.sizes().id());
    json.writeStringField("note", agreement.note());
  }

  /** As {@link PaddingJson}. */
  public void padding(TensorPadding padding, List<NotationResult> notations) throws IOException {
    new PaddingJson(json).write(padding, notations);
  }

  /**
   * {@code {"id", "error": {"message", "pointer", ...}}}; several faults are listed in "faults".
   */
  public void refusal(LayerRecord.Label label, List<Fault> faults) throws IOException {
    json.writeStartObject();
    label(label);
    error(faults);
    json.writeEndObject();
  }

  void error(List<Fault> faults) throws IOException {
    json.writeObjectFieldStart("error");
    faultFields(faults.get(0));
    json.writeArrayFieldStart("faults");
    for (Fault fault : faults) {
      json.writeStartObject();
      faultFields(fault);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void faultFields(Fault fault) throws IOException {
    json.writeStringField("message", fault.message());
    json.writeStringField("pointer", fault.pointer());
    Place place = fault.place();
    if (place != null) {
      json.writeStringField("source", place.source());
      if (place.line() > 0) {
        json.writeNumberField("line", place.line());
        json.writeNumberField("column", place.column());
      }
    }
    if (fault.help() != null) {
      json.writeStringField("help", fault.help());
    }
  }

  void label(LayerRecord.Label label) throws IOException {
    json.writeFieldName(JsonWords.of("id"));
    if (label.id() instanceof JsonValue.JsonString text) {
      json.writeString(text.value());
    } else if (label.id() instanceof JsonValue.JsonNumber number) {
      if (number.value() instanceof Long whole) {
        json.writeNumber(whole);
      } else {
        json.writeNumber(number.value().toString());
      }
    } else {
      json.writeNull();
    }
    if (label.name() != null) {
      json.writeStringField("name", label.name());
    }
  }

  void spec(Layer layer) throws IOException {
    arguments(SpecArguments.of(layer));
  }

  /** Arguments by their names, with the values of {@link SpecArguments}. */
  void arguments(Map<String, @Nullable Object> arguments) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
      json.writeFieldName(JsonWords.of(argument.getKey()));
      value(argument.getValue());
    }
    json.writeEndObject();
  }

  void plan(Plan plan) throws IOException {
    json.writeStartObject();
    word("framework", plan.target().id());
    word("strategy", plan.strategy());
    json.writeFieldName(JsonWords.of("steps"));
    json.writeStartArray();
    for (Plan.Traced traced : plan.steps()) {
      json.writeStartObject();
      Call call = plan.target().call(traced.step());
      word("op", call.op());
      word("on", traced.step().on().id());
      for (Term term : call.terms()) {
        sizes(term.name(), term.value());
      }
      sizes("shape", traced.shape().sizes());
      word("why", traced.why());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  void formula(SizeFormula formula) throws IOException {
    json.writeStartObject();
    text("axis", String.valueOf(formula.axis()));
    word("quantity", formula.quantity());
    word("formula", formula.formula());
    text("substitution", formula.substitution());
    json.writeFieldName(JsonWords.of("result"));
    value(formula.result());
    text("expression", formula.result() == null ? null : formula.result().toString());
    json.writeEndObject();
  }

  /** A named value; where it has an unknown size, also its expression. */
  private void sizes(String name, Object value) throws IOException {
    json.writeFieldName(JsonWords.of(name));
    value(value);
    if (isOpen(value)) {
      json.writeFieldName(JsonWords.of(name + "_expression"));
      value(
          value instanceof List<?> list
              ? list.stream().map(Object::toString).toList()
              : value.toString());
    }
  }

  private static boolean isOpen(Object value) {
    if (value instanceof Integer || value instanceof String) {
      return false;
    }
    if (value instanceof Size size) {
      return !size.isKnown();
    }
    boolean open = false;
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        open |= list.get(i) instanceof Size size && !size.isKnown();
      }
    }
    return open;
  }

  /** A word that Padbridge defines. */
  private void word(String name, String word) throws IOException {
    json.writeFieldName(JsonWords.of(name));
    json.writeString(JsonWords.of(word));
  }

  private void text(String name, @Nullable String text) throws IOException {
    json.writeFieldName(JsonWords.of(name));
    json.writeString(text);
  }

  void difference(Comparison.@Nullable Difference difference) throws IOException {
    if (difference == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeFieldName("index");
    json.writeArray(difference.index(), 0, difference.index().length);
    json.writeFieldName("expected");
    number(difference.expected());
    json.writeFieldName("actual");
    number(difference.actual());
    json.writeEndObject();
  }

  /** An integer where the number is one, without a decimal point. */
  void number(@Nullable Double number) throws IOException {
    if (number == null) {
      json.writeNull();
    } else if (number == Math.rint(number) && Math.abs(number) < 0x1p53) {
      json.writeNumber(number.longValue());
    } else {
      json.writeNumber(number);
    }
  }

  void shape(Shape shape) throws IOException {
    value(shape.sizes());
  }

  private void size(Size size) throws IOException {
    if (size.isKnown()) {
      json.writeNumber(size.value());
    } else {
      json.writeNull();
    }
  }

  void value(@Nullable Object value) throws IOException {
    // Classes are checked before the interface List, which takes longer than writing a number.
    if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Size size) {
      size(size);
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value == null) {
      json.writeNull();
    } else {
      List<?> list = (List<?>) value;
      json.writeStartArray();
      // Iterators over these short lists would be a tenth of all allocations.
      for (int i = 0; i < list.size(); i++) {
        value(list.get(i));
      }
      json.writeEndArray();
    }
  }
}
