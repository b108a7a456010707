package io.github.padbridge.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command in groups, as the help lists them. */
final class OptionGroups {
  /** The group of each option by its longest name. */
  private final Map<String, OptionGroup> groups = new HashMap<>();

  void add(OptionGroup group, String option) {
    groups.put(option, group);
  }

  /** The options in the help; those in no group are general. */
  Map<OptionGroup, List<OptionSpec>> of(CommandSpec command) {
    Map<OptionGroup, List<OptionSpec>> options = new EnumMap<>(OptionGroup.class);
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        OptionGroup group = groups.getOrDefault(option.longestName(), OptionGroup.GENERAL);
        options.computeIfAbsent(group, none -> new ArrayList<>()).add(option);
      }
    }
    return options;
  }
}
