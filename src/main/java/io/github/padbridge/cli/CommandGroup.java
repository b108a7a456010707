package io.github.padbridge.cli;

import java.util.List;
import java.util.stream.Stream;

/** The commands by what they are for, in the order of the help. */
enum CommandGroup {
  ASK("Ask about a layer", "compare", "translate", "explain", "pad"),
  CHECK("Check numbers", "verify", "diagnose"),
  MODEL("Whole models", "scan", "weights"),
  REFERENCE("Reference", "table", "matrix", "schema", "help", "completion");

  private final String title;

  // The list is never changed.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> commands;

  CommandGroup(String title, String... commands) {
    this.title = title;
    this.commands = List.of(commands);
  }

  String title() {
    return title;
  }

  List<String> commands() {
    return commands;
  }

  /** All commands in order. */
  static List<String> all() {
    return Stream.of(values()).flatMap(group -> group.commands.stream()).toList();
  }
}
