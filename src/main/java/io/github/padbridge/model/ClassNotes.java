package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.model.ModelLayer.JoinedPad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes for porting a printed layer, from its arguments and the modules inside it. */
final class ClassNotes {
  private ClassNotes() {}

  /**
   * Notes on the padding modules that run directly in front of a layer.
   *
   * @param apart those that are not part of the layer
   * @param joined those that are part of it
   */
  static List<String> ofPads(WindowClass window, List<FrontPad> apart, List<JoinedPad> joined) {
    List<String> notes = new ArrayList<>();
    for (JoinedPad pad : joined) {
      notes.add(
          "The translation includes the "
              + pad.shown()
              + " in front (module "
              + ownName(pad.name())
              + ")");
    }
    for (FrontPad pad : apart) {
      notes.add(
          pad.module().shown()
              + " ("
              + ownName(pad.path())
              + ") runs directly in front of it and is not part of its translation"
              + (isMax(window) && isZeros(pad) ? ": its zeros count in the maximum" : ""));
    }
    return notes;
  }

  /**
   * Notes on the modules inside a layer, and on additional printed arguments.
   *
   * @param inside the padding module that it runs in front of itself, covered by {@link #ofPads}
   */
  static List<String> ofModule(
      PrintedModule module, WindowClass window, Optional<FrontPad> inside) {
    List<String> notes = new ArrayList<>();
    if (!window.moreShown().isEmpty()) {
      notes.add("It prints additional arguments: " + window.moreShown());
    }
    for (PrintedModule child : module.children()) {
      boolean isPad = inside.filter(pad -> pad.module().equals(child)).isPresent();
      if (!isPad && !child.className().equals("Identity")) {
        child(child, notes);
      }
    }
    return notes;
  }

  /** The arguments of an average pooling that PyTorch does not print. */
  static List<String> notPrinted(Layer layer) {
    if (!(layer instanceof PoolSpec pooling) || pooling.op().isMax()) {
      return List.of();
    }
    List<String> hidden = new ArrayList<>(List.of("ceil_mode"));
    if (!WindowGeometry.of(layer).isUnpadded()) {
      hidden.add("count_include_pad");
    }
    if (layer.spatialRank() > 1) {
      hidden.add("divisor_override");
    }
    return List.of(
        "an average pooling does not print "
            + String.join(", ", hidden)
            + ": the PyTorch defaults are assumed");
  }

  private static boolean isMax(WindowClass window) {
    return window instanceof PoolingClass pooling && pooling.op().isMax();
  }

  private static boolean isZeros(FrontPad pad) {
    return pad.pad().mode() == PaddingMode.ZEROS && pad.pad().value() == 0;
  }

  private static String ownName(String path) {
    return Abridged.of(path.substring(path.lastIndexOf('.') + 1));
  }

  private static void child(PrintedModule child, List<String> notes) {
    if (!child.name().equals("parametrizations")) {
      notes.add(
          "Its "
              + child.name()
              + ", "
              + child.className()
              + ", runs inside it and is not translated");
      return;
    }
    for (PrintedModule parameter : child.children()) {
      List<String> classes = parameter.children().stream().map(PrintedModule::className).toList();
      notes.add(
          "Its "
              + parameter.name()
              + " is computed at run time ("
              + String.join(", ", classes)
              + "): port the computed tensor");
    }
  }
}
