package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.model.Behaviour.DoesOther;
import io.github.padbridge.model.Behaviour.PadsSame;
import io.github.padbridge.model.Behaviour.RunsPad;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides how a convolution or pooling runs, by its class. */
final class ClassJudge {
  /**
   * Modules that may be inside PyTorch classes: observers of torch.ao, and those that the wrapper
   * in detectron2/layers/wrappers.py runs after its convolution.
   */
  private static final Set<String> HARMLESS =
      Set.of(
          "parametrizations", "activation_post_process", "weight_fake_quant", "norm", "activation");

  /** The padding module of transformers that computes SAME at run time. */
  private static final String DYNAMIC_PAD = "DynamicPad2d";

  private final PrintedModule module;
  private final WindowClass window;
  private final Layer layer;

  /**
   * @param layer the layer by its arguments
   */
  ClassJudge(PrintedModule module, WindowClass window, Layer layer) {
    this.module = module;
    this.window = window;
    this.layer = layer;
  }

  Verdict verdict() {
    if (window.isTorch()) {
      return ofTorch();
    }
    return KnownClasses.ofSubclass(window.name()).map(this::known).orElseGet(this::unknown);
  }

  private Verdict ofTorch() {
    List<PrintedModule> others =
        module.children().stream().filter(child -> !HARMLESS.contains(child.name())).toList();
    if (others.isEmpty()) {
      return Verdict.AS_PRINTED;
    }
    String held =
        others.stream().map(child -> Abridged.of(child.name())).collect(Collectors.joining(", "));
    return Verdict.doubt(
        "it holds modules ("
            + held
            + "), which torch.nn."
            + window.torchName()
            + " does not: it is another class, which may pad or compute something else");
  }

  private Verdict known(Behaviour behaviour) {
    if (behaviour instanceof RunsPad runs) {
      Optional<PrintedModule> pad = module.child(runs.module());
      if (pad.isEmpty() && !runs.isOptional()) {
        return unknown();
      }
      if (pad.filter(child -> child.bareClass().equals(DYNAMIC_PAD)).isPresent()) {
        return dynamic().on(layer, Abridged.of(window.name()));
      }
    }
    return behaviour.on(layer, Abridged.of(window.name()));
  }

  private Behaviour dynamic() {
    return layer instanceof ConvSpec
        ? new PadsSame("", OwnPadding.NONE)
        : new DoesOther(KnownClasses.ZEROS_THEN_MAX);
  }

  private Verdict unknown() {
    String lower = window.name().toLowerCase(Locale.ROOT);
    if (lower.contains("causal")) {
      return Verdict.doubt(
          "by its name it is causal: its forward method, which is not printed, pads or crops");
    }
    if (lower.contains("same") && WindowGeometry.of(layer).isUnpadded()) {
      return Verdict.doubt("by its name it pads as SAME, in a way that is not printed");
    }
    boolean isForward = layer instanceof ConvSpec conv && !conv.op().isTransposed();
    return Verdict.doubt(
        "its class is unknown: it may pad, or compute something other than "
            + window.torchName()
            + (isForward ? ", such as a transposed convolution" : ""));
  }
}
