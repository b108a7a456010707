package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.model.ModelLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes on the classes of a printed model that are not translated, one per class. */
public final class LeftOutNotes {
  private LeftOutNotes() {}

  /** One sentence per class, without a full stop, with the place of its first layer and a count. */
  public static List<String> of(List<ModelLayer> layers) {
    Map<String, List<ModelLayer>> found = new LinkedHashMap<>();
    for (ModelLayer layer : layers) {
      if (layer.isLeftOut()) {
        found.computeIfAbsent(layer.notes().get(0), note -> new ArrayList<>()).add(layer);
      }
    }
    List<String> notes = new ArrayList<>();
    found.forEach(
        (note, where) ->
            notes.add(note + " (" + place(where.get(0)) + others(where.size() - 1) + ")"));
    return notes;
  }

  private static String place(ModelLayer layer) {
    String name = Abridged.of(layer.name());
    if (layer.recorded() != null) {
      return name.isEmpty() ? "the model itself" : name;
    }
    return "line " + layer.place().line() + (name.isEmpty() ? "" : ", " + name);
  }

  private static String others(int count) {
    return count == 0 ? "" : ", and " + count + " more";
  }
}
