package io.github.padbridge.spec;

import io.github.padbridge.json.JsonValue;

/**
 * One layer of the input.
 *
 * @param label the record's id and name
 * @param tensors the numbers of a case, null for a spec alone
 */
public record LayerRecord(Label label, Layer spec, CaseTensors tensors) {
  /**
   * What an answer is told apart by.
   *
   * @param id a string, a number or null, as the record gave it
   * @param name null where the record has none
   */
  public record Label(JsonValue id, String name) {
    public static final Label NONE = new Label(null, null);
  }
}
