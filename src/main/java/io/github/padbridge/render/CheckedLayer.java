package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.layer.LayerRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of checking one layer, for reports.
 *
 * @param place the place of its record
 * @param difference how it differs; null where it does not
 * @param faults why it could not be checked; empty where it could
 * @param seconds how long the check took
 */
public record CheckedLayer(
    LayerRecord.Label label,
    Place place,
    @Nullable String difference,
    List<Fault> faults,
    double seconds) {
  public CheckedLayer {
    faults = List.copyOf(faults);
  }

  /** The title in a report: its name or id, otherwise its place. */
  String title() {
    String title = LabelText.shortForm(label);
    if (!title.isEmpty()) {
      return title;
    }
    return place.line() == 0 ? place.source() : "line " + place.line() + place.pointer();
  }
}
