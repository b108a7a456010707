package io.github.padbridge.layer.read;

import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call that has been read.
 *
 * @param record the spec
 * @param ignored notes on arguments that do not change the numbers; one sentence each, without a
 *     full stop
 * @param afterwards functions applied to the output, by the names of their arguments
 */
public record ReadCall(JsonRecord record, List<String> ignored, Map<String, Value> afterwards) {
  public ReadCall {
    ignored = List.copyOf(ignored);
    afterwards = new LinkedHashMap<>(afterwards);
  }

  /** Notes on all that is ignored if only the layer is wanted. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(ignored);
    afterwards.forEach(
        (name, value) ->
            notes.add(name + " " + value.quoted() + " is ignored: apply it after the layer"));
    return notes;
  }
}
