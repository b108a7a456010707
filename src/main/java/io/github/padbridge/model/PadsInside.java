package io.github.padbridge.model;

import io.github.padbridge.layer.PadModule;
import io.github.padbridge.model.Behaviour.RunsPad;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The padding modules that known classes run in front of a convolution or pooling: inside it, or
 * next to it in the same parent.
 */
final class PadsInside {
  private PadsInside() {}

  /** The one inside a layer. */
  static Optional<FrontPad> of(PrintedModule layer, WindowClass window, String path) {
    return KnownClasses.ofSubclass(window.name())
        .filter(RunsPad.class::isInstance)
        .map(RunsPad.class::cast)
        .flatMap(
            runs -> layer.child(runs.module()).flatMap(child -> front(child, path, runs.own())));
  }

  /**
   * The padding modules in front of the children of {@code holder}, by child. {@code path} is the
   * path of the holder.
   */
  static Map<String, FrontPad> beside(PrintedModule holder, String path) {
    Map<String, FrontPad> pads = new HashMap<>();
    KnownClasses.ofHolder(holder.bareClass())
        .filter(RunsPad.class::isInstance)
        .ifPresent(runs -> beside(holder, (RunsPad) runs, path, pads));
    return pads;
  }

  private static void beside(
      PrintedModule holder, RunsPad runs, String path, Map<String, FrontPad> pads) {
    String pattern = runs.module();
    List<PrintedModule> layers =
        holder.children().stream().filter(child -> WindowClass.of(child).isPresent()).toList();
    Map<String, PrintedModule> children = new HashMap<>();
    holder.children().forEach(child -> children.putIfAbsent(child.name(), child));
    for (PrintedModule layer : layers) {
      // A name without a star is that of the padding of the only layer.
      boolean isMeant = pattern.contains("*") || layers.size() == 1;
      Optional.ofNullable(children.get(pattern.replace("*", layer.name())))
          .filter(child -> isMeant)
          .flatMap(child -> front(child, path, runs.own()))
          .ifPresent(pad -> pads.put(layer.name(), pad));
    }
  }

  private static Optional<FrontPad> front(PrintedModule child, String path, OwnPadding padding) {
    Optional<PadModule> pad = PrintedPad.of(child);
    String own = path.isEmpty() ? child.name() : path + "." + child.name();
    return pad.map(amounts -> new FrontPad(own, child, amounts, padding));
  }
}
