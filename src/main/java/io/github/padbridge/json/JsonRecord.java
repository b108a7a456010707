package io.github.padbridge.json;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of an input, or the reasons it could not be read as JSON.
 *
 * @param source the input as the user named it
 * @param pointer RFC 6901 pointer of the record inside its document, such as {@code /3} in an array
 * @param value the record, null where it is not JSON at all
 * @param faults what is wrong with it as JSON
 */
public record JsonRecord(
    String source, String pointer, @Nullable JsonValue value, List<Fault> faults) {
  public JsonRecord {
    faults = List.copyOf(faults);
  }

  /** The value, or a {@link Refusal} where it is not sound JSON. */
  public JsonValue require() {
    if (value == null || !faults.isEmpty()) {
      throw new Refusal(faults);
    }
    return value;
  }
}
