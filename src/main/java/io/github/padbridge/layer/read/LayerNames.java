package io.github.padbridge.layer.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of all layers that are read, for people. */
public final class LayerNames {
  private LayerNames() {}

  /**
   * The names in each module: {@code torch.nn} has {@code Conv1d, Conv2d, Conv3d} and so on, in the
   * order of their kinds.
   */
  public static Map<String, List<String>> byModule() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (String module : Signatures.modules()) {
      names.put(
          module, Signatures.ofModule(module + ".").stream().map(FunctionNames::bare).toList());
    }
    return names;
  }

  /** Other names of these layers, in each module, and functions for any number of axes. */
  public static Map<String, List<String>> othersByModule() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (String name : OpenRank.names()) {
      add(names, name);
    }
    Spellings.names().forEach(name -> add(names, name));
    return names;
  }

  private static void add(Map<String, List<String>> names, String name) {
    String bare = FunctionNames.bare(name);
    names
        .computeIfAbsent(
            name.substring(0, name.length() - bare.length() - 1), module -> new ArrayList<>())
        .add(bare);
  }

  /**
   * The same names, those of several ranks as one: {@code Conv{1,2,3}d}.
   *
   * @param names each with at most one digit from 1 to 3
   */
  public static List<String> joined(List<String> names) {
    Map<String, Set<String>> ranks = new LinkedHashMap<>();
    for (String name : names) {
      ranks
          .computeIfAbsent(name.replaceFirst("[123]", "#"), any -> new TreeSet<>())
          .add(name.replaceAll("[^123]", ""));
    }
    List<String> joined = new ArrayList<>();
    ranks.forEach(
        (name, all) -> {
          String rank = String.join(",", all);
          joined.add(name.replace("#", all.size() > 1 ? "{" + rank + "}" : rank));
        });
    return joined;
  }
}
