package io.github.padbridge.model;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The names of the library classes whose own padding is known, for people. */
public final class KnownClassNames {
  private KnownClassNames() {}

  /** The class names by the library that defines them, such as {@code timm}. */
  public static SortedMap<String, SortedSet<String>> byLibrary() {
    SortedMap<String, SortedSet<String>> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, KnownClass> known : KnownClasses.all().entrySet()) {
      String library = known.getValue().source().replaceFirst(":.*", "");
      names
          .computeIfAbsent(library, any -> new TreeSet<>())
          .add(known.getKey().substring(known.getKey().indexOf(' ') + 1));
    }
    return names;
  }
}
