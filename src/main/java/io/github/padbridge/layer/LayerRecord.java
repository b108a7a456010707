package io.github.padbridge.layer;

import io.github.padbridge.json.JsonValue;
import io.github.padbridge.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * One layer of the input.
 *
 * @param label the record's id and name
 * @param tensors the numbers of a case, null for a spec alone
 * @param expectedOutputShape the output's shape as the record expects it, in which sizes may be
 *     open; null where it expects none
 */
public record LayerRecord(
    Label label, Layer spec, @Nullable CaseTensors tensors, @Nullable Shape expectedOutputShape) {
  /** A layer of which nothing is expected. */
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

  /** Whether the layer's output is what the record expects of it, as far as both are known. */
  public boolean isAsExpected() {
    return expectedOutputShape == null || expectedOutputShape.agreesWith(spec.outputShape());
  }

  /**
   * What an answer is told apart by.
   *
   * @param id a string, a number or null, as the record gave it
   * @param name null where the record has none
   */
  public record Label(@Nullable JsonValue id, @Nullable String name) {
    public static final Label NONE = new Label(null, null);
  }
}
