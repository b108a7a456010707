package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records where in a model the carried sizes become unknown, once. */
final class OpenSizes {
  private final List<String> notes = new ArrayList<>();
  private boolean leavesOrderOpen;

  /** Where sizes become unknown; a sentence without a full stop. */
  List<String> notes() {
    return notes;
  }

  /** Whether sizes were lost because the order of modules is not in the text. */
  boolean leavesOrderOpen() {
    return leavesOrderOpen;
  }

  /**
   * The sizes after a module are unknown.
   *
   * @param reason after the module's name
   * @return null, the shape that is not known
   */
  @Nullable Shape lose(String path, String reason) {
    if (notes.isEmpty()) {
      notes.add(
          (path.isEmpty() ? "the model" : Abridged.of(path))
              + reason
              + ", so later sizes are unknown");
    }
    return null;
  }

  /** At a module with an unknown output. */
  @Nullable Shape loseOutput(PrintedModule module, String path) {
    return lose(path, " is " + article(module) + ", whose output shape is unknown");
  }

  /** At a module that holds others in an unknown order. */
  @Nullable Shape loseOrder(PrintedModule module, String path) {
    leavesOrderOpen |= notes.isEmpty();
    return lose(path, " is " + article(module) + ", not a Sequential");
  }

  /** {@code an AlexNet}. */
  private static String article(PrintedModule module) {
    String name = Abridged.of(module.className());
    return (name.matches("[AEIOUaeiou].*") ? "an " : "a ") + name;
  }
}
