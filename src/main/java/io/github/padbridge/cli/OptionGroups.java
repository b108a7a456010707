package io.github.padbridge.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Options under headings in the help of a command. */
final class OptionGroups {
  /** The heading of options that are in no group. */
  private static final String OTHERS = "Other options:";

  /** The heading of each option. */
  private final Map<String, String> headings = new LinkedHashMap<>();

  void add(String heading, String option) {
    headings.put(option, heading);
  }

  /** Shows them in the help. */
  void show(CommandSpec command) {
    if (!headings.isEmpty()) {
      command
          .usageMessage()
          .sectionMap()
          .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, this::written);
    }
  }

  private String written(Help help) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    headings.values().forEach(heading -> groups.putIfAbsent(heading, new ArrayList<>()));
    for (OptionSpec option : help.commandSpec().options()) {
      String heading = headings.getOrDefault(option.longestName(), OTHERS);
      groups.computeIfAbsent(heading, other -> new ArrayList<>()).add(option);
    }
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (heading, options) -> {
          Help.Layout layout = help.createDefaultLayout();
          layout.addOptions(options, help.parameterLabelRenderer());
          text.append(String.format("%n%s%n", heading)).append(layout);
        });
    return text.toString();
  }
}
