package io.github.padbridge.model;

import io.github.padbridge.expression.Value;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.spec.Layer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
  void walk(PrintedModule model, Shape input) {
    module(model, "", input);
  }

  /** The shape after a module, or null where it is not known. */
  private Shape module(PrintedModule module, String path, Shape in) {
    Optional<ConvolutionClass> convolution = ConvolutionClass.of(module);
    if (convolution.isPresent()) {
      return convolution(module, convolution.get(), path, in);
    }
    if (ConvolutionClass.isOther(module)) {
      notes.add(
          "line "
              + module.line()
              + ": "
              + Value.abridged(path)
              + ", "
              + Value.abridged(module.className())
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
    return out.orElseGet(() -> lose(module, path));
  }

  /** The shape after the children have run one after the other on {@code in}. */
  private Shape children(PrintedModule module, String path, Shape in) {
    Shape shape = in;
    for (PrintedModule child : module.children()) {
      for (String name : child.names()) {
        shape = module(child, path.isEmpty() ? name : path + "." + name, shape);
      }
    }
    return shape;
  }

  private Shape convolution(
      PrintedModule module, ConvolutionClass convolution, String path, Shape in) {
    ModelLayer layer = layers.of(module, convolution, path, in);
    sink.accept(layer);
    children(module, path, null);
    boolean alone = module.children().stream().allMatch(c -> c.name().equals("parametrizations"));
    Layer spec = layer.spec();
    if (in == null) {
      return null;
    }
    return spec == null || layer.refusal() != null || layer.doubt() != null || !alone
        ? lose(module, path)
        : spec.outputShape();
  }

  /** Says once from where on the sizes are open. */
  private Shape lose(PrintedModule module, String path) {
    if (!lost) {
      lost = true;
      String where = path.isEmpty() ? "" : "after " + Value.abridged(path) + " ";
      String what =
          module.children().isEmpty()
              ? " does to a shape is not known"
              : " does with its modules is not in the text";
      notes.add(where + "the sizes are open: what " + Value.abridged(module.className()) + what);
    }
    return null;
  }
}
