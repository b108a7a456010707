package io.github.padbridge.layer;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * One layer of the input.
 *
 * @param label id and name
 * @param tensors the tensors of a case; null for a spec
 * @param expectedOutputShape the output shape that the record expects; sizes may be unknown, null
 *     if there is none
 */
public record LayerRecord(
    Label label, Layer spec, @Nullable CaseTensors tensors, @Nullable Shape expectedOutputShape) {
  /** A record without an expected output shape. */
  public LayerRecord(Label label, Layer spec, @Nullable CaseTensors tensors) {
    this(label, spec, tensors, null);
  }

  /** This record with another layer. */
  public LayerRecord withSpec(Layer other) {
    return new LayerRecord(label, other, tensors, expectedOutputShape);
  }

  /** This record under another name. */
  public LayerRecord withLabel(Label other) {
    return new LayerRecord(other, spec, tensors, expectedOutputShape);
  }

  /** Whether the output shape is the expected one, as far as both are known. */
  public boolean isAsExpected() {
    return expectedOutputShape == null || expectedOutputShape.agreesWith(spec.outputShape());
  }

  /**
   * The identification of an answer.
   *
   * @param id a string, a number or null, as in the record
   * @param name null if the record has none
   */
  public record Label(@Nullable JsonValue id, @Nullable String name) {
    public static final Label NONE = new Label(null, null);
  }
}
