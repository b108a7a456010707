package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a model the sizes that are carried from module to module are lost; told once. */
final class OpenSizes {
  private final List<String> notes = new ArrayList<>();
  private boolean leavesOrderOpen;

  /** Where sizes were lost, a sentence without a full stop. */
  List<String> notes() {
    return notes;
  }

  /** Whether sizes were lost because only Sequential's order is in a text. */
  boolean leavesOrderOpen() {
    return leavesOrderOpen;
  }

  /**
   * Loses the sizes behind a module.
   *
   * @param reason after the module's name
   * @return null, the shape that is not known
   */
  @Nullable Shape lose(String path, String reason) {
    if (notes.isEmpty()) {
      notes.add(
          (path.isEmpty() ? "the model" : Abridged.of(path))
              + reason
              + ", so the sizes from there on are open");
    }
    return null;
  }

  /** Loses them at a module whose output is not known. */
  @Nullable Shape loseOutput(PrintedModule module, String path) {
    return lose(path, " is " + article(module) + ", of whose output the shape is not known");
  }

  /** Loses them at a module that holds others, in an order that is not known. */
  @Nullable Shape loseOrder(PrintedModule module, String path) {
    leavesOrderOpen |= notes.isEmpty();
    return lose(path, " is " + article(module) + ", no Sequential");
  }

  /** {@code an AlexNet}. */
  private static String article(PrintedModule module) {
    String name = Abridged.of(module.className());
    return (name.matches("[AEIOUaeiou].*") ? "an " : "a ") + name;
  }
}
