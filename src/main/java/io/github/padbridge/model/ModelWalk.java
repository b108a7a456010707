package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.spec.Layer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a printed model in the order of {@code named_modules()}, which hands out its
 * convolutions and carries the input's shape from one module of a Sequential to the next.
 */
final class ModelWalk {
  private static final String SEQUENTIAL = "Sequential";

  private final ModelLayers layers;
  private final boolean isSequential;
  private final Consumer<ModelLayer> sink;
  private final List<String> notes;
  private boolean lost;
  private boolean leavesOrderOpen;

  /**
   * @param isSequential whether every module runs what it holds one after the other, as Sequential
   *     does
   * @param notes where what was left aside is noted
   */
  ModelWalk(
      ModelLayers layers, boolean isSequential, Consumer<ModelLayer> sink, List<String> notes) {
    this.layers = layers;
    this.isSequential = isSequential;
    this.sink = sink;
    this.notes = notes;
  }

  /** Walks through a model that is given {@code input}, or null. */
  void walk(PrintedModule model, @Nullable Shape input) {
    module(model, "", input);
  }

  /** The shape after a module, or null where it is not known. */
  private @Nullable Shape module(PrintedModule module, String path, @Nullable Shape in) {
    Optional<ConvolutionClass> convolution = ConvolutionClass.of(module);
    if (convolution.isPresent()) {
      return convolution(module, convolution.get(), path, in);
    }
    if (ConvolutionClass.isOther(module)) {
      notes.add(
          "line "
              + module.line()
              + ": "
              + Abridged.of(path)
              + ", "
              + Abridged.of(module.className())
              + ", is not one of PyTorch's convolutions and is left out");
    }
    boolean holdsChain =
        module.className().equals(SEQUENTIAL) || (isSequential && !module.children().isEmpty());
    if (holdsChain) {
      return children(module, path, in);
    }
    children(module, path, null);
    if (in == null) {
      return null;
    }
    Optional<Shape> out =
        module.children().isEmpty() ? ModuleShapes.after(module, in) : Optional.empty();
    if (!module.children().isEmpty()) {
      leavesOrderOpen |= !lost;
      return lose(path, " is " + article(module) + ", no Sequential");
    }
    return out.orElseGet(
        () -> lose(path, " is " + article(module) + ", of whose output the shape is not known"));
  }

  /** The shape after the children have run one after the other on {@code in}. */
  private @Nullable Shape children(PrintedModule module, String path, @Nullable Shape in) {
    Shape shape = in;
    for (PrintedModule child : module.children()) {
      for (String name : child.names()) {
        shape = module(child, path.isEmpty() ? name : path + "." + name, shape);
      }
    }
    return shape;
  }

  private @Nullable Shape convolution(
      PrintedModule module, ConvolutionClass convolution, String path, @Nullable Shape in) {
    ModelLayer layer = layers.of(module, convolution, path, in);
    sink.accept(layer);
    children(module, path, null);
    if (in == null) {
      return null;
    }
    boolean alone = module.children().stream().allMatch(c -> c.name().equals("parametrizations"));
    Layer spec = layer.spec();
    if (spec == null || layer.refusal() != null || layer.doubt() != null) {
      return lose(path, " has no output that is known");
    }
    return alone ? spec.outputShape() : lose(path, " runs other modules inside it");
  }

  /** Says once from where on the sizes are open. */
  private @Nullable Shape lose(String path, String reason) {
    if (!lost) {
      lost = true;
      notes.add(
          (path.isEmpty() ? "the model" : Abridged.of(path))
              + reason
              + ", so the sizes from there on are open");
    }
    return null;
  }

  /** Whether sizes were lost because only Sequential's order is in a text. */
  boolean leavesOrderOpen() {
    return leavesOrderOpen;
  }

  /** {@code an AlexNet}. */
  private static String article(PrintedModule module) {
    String name = Abridged.of(module.className());
    return (name.matches("[AEIOUaeiou].*") ? "an " : "a ") + name;
  }
}
