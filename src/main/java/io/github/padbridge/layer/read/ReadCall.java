package io.github.padbridge.layer.read;

import io.github.padbridge.json.JsonRecord;
import java.util.List;

/**
 * What a call says.
 *
 * @param record the spec it stands for
 * @param notes what of the call has been left aside, a sentence each without a full stop
 */
public record ReadCall(JsonRecord record, List<String> notes) {
  public ReadCall {
    notes = List.copyOf(notes);
  }
}
