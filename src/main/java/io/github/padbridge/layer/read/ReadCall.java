package io.github.padbridge.layer.read;

import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a call says.
 *
 * @param record the spec it stands for
 * @param ignored notes on what says nothing about the numbers, a sentence each without a full stop
 * @param afterwards what is applied to the layer's output, by the names of the arguments that say
 *     so
 */
public record ReadCall(JsonRecord record, List<String> ignored, Map<String, Value> afterwards) {
  public ReadCall {
    ignored = List.copyOf(ignored);
    afterwards = new LinkedHashMap<>(afterwards);
  }

  /** What of the call is left aside by those who want the layer alone. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(ignored);
    afterwards.forEach(
        (name, value) ->
            notes.add(name + " " + value.quoted() + " is left out: apply it after the layer"));
    return notes;
  }
}
