package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One module as it was printed.
 *
 * @param name the name it has in its parent; empty for a model
 * @param repeats how often it stands there: {@code (2-5): 4 x Block(} is named 2, 3, 4 and 5
 * @param className as printed
 * @param arguments what stands in its brackets beside its children, lines joined; may be empty
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
   * How often a module stands where it was printed once.
   *
   * @param first the first of its names, where they are counted, else -1
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

  /** Whether it only holds modules, and leaves it to the module around it how they run. */
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

  /** Its names in its parent, one for each time it stands there. */
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

  /** How many modules it stands for, with all that is in it. */
  double size() {
    return repeats.count * (1 + children.stream().mapToDouble(PrintedModule::size).sum());
  }
}
