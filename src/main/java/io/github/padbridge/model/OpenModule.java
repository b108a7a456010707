package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.model.PrintedModule.Repeats;
import java.util.ArrayList;
import java.util.List;

/** A module whose bracket is open. */
final class OpenModule {
  private final String name;
  private final Repeats repeats;
  private final String className;
  private final ModelLine header;
  private final int indent;
  private final StringBuilder arguments = new StringBuilder();
  private final List<PrintedModule> children = new ArrayList<>();
  private boolean indented;
  private boolean empty = true;

  OpenModule(String name, Repeats repeats, String className, ModelLine header, int indent) {
    this.name = name;
    this.repeats = repeats;
    this.className = className;
    this.header = header;
    this.indent = indent;
  }

  int indent() {
    return indent;
  }

  int line() {
    return header.number();
  }

  /** Whether its children are indented more than it. */
  boolean isIndented() {
    return indented;
  }

  /** Whether it stands for a parent that is not in the text. */
  boolean isFragment() {
    return className.isEmpty();
  }

  boolean hasChildren() {
    return !children.isEmpty();
  }

  String described() {
    String shown = Abridged.of(className);
    return className.isEmpty()
        ? "a model"
        : name.isEmpty() ? shown : Abridged.of(name) + ", " + shown;
  }

  /** Records the indentation of its first line. */
  void meet(ModelLine line) {
    indented = empty ? line.indent() > indent : indented;
    empty = false;
  }

  /** Adds a line of arguments; there are none after its children. */
  void add(String line) {
    if (children.isEmpty()) {
      boolean goesOn = arguments.length() > 0 && arguments.charAt(arguments.length() - 1) == ',';
      arguments.append(arguments.isEmpty() ? "" : goesOn ? " " : "\n").append(line);
    }
  }

  void add(PrintedModule child) {
    children.add(child);
  }

  PrintedModule finished() {
    return new PrintedModule(
        name,
        repeats,
        className,
        arguments.toString(),
        children,
        header.number(),
        header.columnOf(className),
        header.whole());
  }
}
