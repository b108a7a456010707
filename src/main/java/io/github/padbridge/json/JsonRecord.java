package io.github.padbridge.json;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of an input, or the reasons why it is not valid JSON.
 *
 * @param source the name of the input, as the user gave it
 * @param pointer RFC 6901 pointer of the record inside its document, such as {@code /3} in an array
 * @param value the record; null if it is not JSON
 * @param faults JSON errors
 */
public record JsonRecord(
    String source, String pointer, @Nullable JsonValue value, List<Fault> faults) {
  public JsonRecord {
    faults = List.copyOf(faults);
  }

  /** The value; throws a {@link Refusal} if it is not valid JSON. */
  public JsonValue require() {
    if (value == null || !faults.isEmpty()) {
      throw new Refusal(faults);
    }
    return value;
  }
}
