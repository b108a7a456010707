package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.matrix.ColumnMatrix;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.Entry;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Comparison;
import io.github.padbridge.proof.MatrixAgreement;
import io.github.padbridge.shape.SizeFormula;
import io.github.padbridge.translate.SizeFormulas;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Matrices and their proofs, one JSON object each. */
public final class MatrixJson {
  /** An object is completed before it is written. */
  private static final long MOST_ENTRIES = 1_000_000;

  private MatrixJson() {}

  /**
   * {@code {"id", "spec", "rows", "columns", "nonzeros", "entries"}}, where an entry is {@code
   * [row, column, value]} with indices from 0. A value is a number, or the list of the weight
   * elements in its sum. Input columns also have "unfold_shape" and "formulas".
   *
   * @throws Refusal if there are too many entries
   */
  public static void write(JsonAnswer answer, LayerRecord.Label label, LayerMatrix layer)
      throws IOException {
    ElementMatrix matrix = layer.matrix();
    requireFew(matrix);
    JsonGenerator json = answer.generator();
    json.writeStartObject();
    answer.label(label);
    json.writeFieldName("spec");
    answer.spec(layer.spec());
    if (matrix instanceof ColumnMatrix columns) {
      json.writeFieldName("unfold_shape");
      answer.shape(UnfoldText.shape(layer.spec(), columns));
      json.writeArrayFieldStart("formulas");
      for (SizeFormula formula : SizeFormulas.of(layer.spec())) {
        answer.formula(formula);
      }
      json.writeEndArray();
    }
    json.writeNumberField("rows", matrix.rows());
    json.writeNumberField("columns", matrix.columns());
    json.writeNumberField("nonzeros", matrix.entries());
    json.writeArrayFieldStart("entries");
    for (long row = 0; row < matrix.rows(); row++) {
      for (Entry entry : matrix.row(row)) {
        json.writeStartArray();
        json.writeNumber(row);
        json.writeNumber(entry.column());
        value(answer, entry, layer.numbers());
        json.writeEndArray();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void value(JsonAnswer answer, Entry entry, double @Nullable [] numbers)
      throws IOException {
    if (numbers != null) {
      answer.number(entry.valueIn(numbers));
      return;
    }
    JsonGenerator json = answer.generator();
    json.writeArray(entry.elements(), 0, entry.elements().length);
  }

  private static void requireFew(ElementMatrix matrix) {
    if (matrix.summands() > MOST_ENTRIES) {
      throw new Refusal(
          new Fault(
              "json output is limited to "
                  + MOST_ENTRIES
                  + " summed elements (got "
                  + matrix.summands()
                  + ")",
              "--format mtx has no limit",
              List.of(),
              null));
    }
  }

  /** {@code {"id", "agree", "rows", "columns", "products", "seed", "draws", ...}}. */
  public static void write(JsonAnswer answer, LayerRecord.Label label, MatrixAgreement agreement)
      throws IOException {
    JsonGenerator json = answer.generator();
    json.writeStartObject();
    answer.label(label);
    json.writeBooleanField("agree", agreement.agree());
    json.writeNumberField("rows", agreement.rows());
    json.writeNumberField("columns", agreement.columns());
    json.writeArrayFieldStart("products");
    for (MatrixAgreement.Product product : agreement.products()) {
      product(answer, product);
    }
    json.writeEndArray();
    // Draws always have a known bound.
    Agreement.Evidence evidence = agreement.evidence();
    json.writeNumberField("seed", Objects.requireNonNull(evidence.seed()));
    json.writeNumberField("draws", evidence.draws());
    json.writeNumberField("miss_probability", Objects.requireNonNull(evidence.missProbability()));
    json.writeFieldName("ran");
    answer.spec(agreement.ran());
    json.writeStringField("note", agreement.note());
    json.writeEndObject();
  }

  private static void product(JsonAnswer answer, MatrixAgreement.Product product)
      throws IOException {
    JsonGenerator json = answer.generator();
    Comparison comparison = product.result().comparison();
    json.writeStartObject();
    json.writeStringField("product", product.product());
    json.writeStringField("against", product.against());
    json.writeBooleanField("agree", product.result().agree());
    json.writeNumberField("elements", comparison == null ? 0 : comparison.elements());
    json.writeNumberField("differing", comparison == null ? 0 : comparison.differing());
    json.writeFieldName("first_difference");
    answer.difference(comparison == null ? null : comparison.first());
    json.writeStringField("compared_with", product.result().expectedFrom());
    json.writeStringField("contradiction", product.result().contradiction());
    json.writeEndObject();
  }
}
