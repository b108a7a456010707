package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.layer.LayerRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check found of one layer, for reports.
 *
 * @param place where its record stands
 * @param difference in what it differs; null where it does not
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

  /** What a report calls it: its name or id, or where it stands. */
  String title() {
    String title = LabelText.shortForm(label);
    if (!title.isEmpty()) {
      return title;
    }
    return place.line() == 0 ? place.source() : "line " + place.line() + place.pointer();
  }
}
