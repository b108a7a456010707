package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A printed module.
 *
 * @param name its name in its parent; empty for a model
 * @param repeats its repeats: {@code (2-5): 4 x Block(} stands for the modules 2, 3, 4 and 5
 * @param className as printed
 * @param arguments the text in its brackets without its children, lines joined; may be empty
 * @param children in order
 * @param line 1-based line of its name
 * @param column 1-based column of its class, in code points
 * @param text the line itself
 */
record PrintedModule(
    String name,
    Repeats repeats,
    String className,
    String arguments,
    List<PrintedModule> children,
    int line,
    int column,
    String text) {

  /**
   * The repeats of a module that is printed once.
   *
   * @param first its first index; -1 if it has no index range
   */
  record Repeats(int first, int count) {
    static final Repeats ONCE = new Repeats(-1, 1);
  }

  PrintedModule {
    children = List.copyOf(children);
  }

  /** The class without its package. */
  String bareClass() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** Whether it only holds modules, which its parent runs. */
  boolean isList() {
    return className.equals("ModuleList") || className.equals("ModuleDict");
  }

  boolean isSequential() {
    return className.equals("Sequential");
  }

  /** {@code pad, ZeroPad2d((0, 1, 0, 1))}. */
  String described() {
    return Abridged.of(name) + ", " + shown();
  }

  /** The class with its arguments, as printed. */
  String shown() {
    return Abridged.of(className + "(" + arguments.replace('\n', ' ') + ")");
  }

  Optional<PrintedModule> child(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).findFirst();
  }

  /** Its names in its parent, one for each repeat. */
  List<String> names() {
    if (repeats.equals(Repeats.ONCE)) {
      return List.of(name);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < repeats.count; i++) {
      names.add(Integer.toString(repeats.first + i));
    }
    return names;
  }

  /** The number of modules in it, itself and repeats included. */
  double size() {
    return repeats.count * (1 + children.stream().mapToDouble(PrintedModule::size).sum());
  }
}
