package io.github.padbridge.translate;

import io.github.padbridge.geometry.Computation;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Computation.MaxPooling;
import io.github.padbridge.geometry.Edges;
import io.github.padbridge.geometry.WindowDimension;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.OnnxSpec;
import java.util.ArrayList;
import java.util.List;

/** Warnings for writing a layer in ONNX by hand, as measured in ONNX Runtime 1.30. */
final class OnnxTargetTraps {
  private final Computation computation;
  private final List<String> traps = new ArrayList<>();

  private OnnxTargetTraps(Computation computation) {
    this.computation = computation;
  }

  static List<String> of(Layer layer) {
    OnnxTargetTraps traps = new OnnxTargetTraps(LayerComputation.of(layer));
    if (traps.computation instanceof Convolution convolution && convolution.transposed()) {
      traps.outputPadding(layer);
    }
    traps.autoPad();
    traps.ceilMode();
    traps.onlyPadding();
    return traps.traps;
  }

  /** A node has its own output_padding; other layers that of equal pads. */
  private void outputPadding(Layer layer) {
    for (int i = 0; i < computation.axes().size(); i++) {
      WindowDimension axis = computation.axes().get(i);
      int stride = axis.window().baseDilation();
      int longer =
          layer instanceof OnnxSpec node ? node.output().padding().get(i) : axis.outputPadding();
      if (longer >= stride) {
        traps.add(
            "ONNX Runtime refuses ConvTranspose with output_padding >= stride (here "
                + longer
                + " and "
                + stride
                + "); a Pad of the input and larger pads give the same result");
        return;
      }
    }
  }

  private void autoPad() {
    boolean same =
        computation.axes().stream()
            .anyMatch(axis -> axis.edges() instanceof Edges.Same && axis.window().isSpread());
    if (same) {
      traps.add(
          computation instanceof Convolution
              ? "ONNX Runtime refuses auto_pad together with dilations"
              : "ONNX Runtime computes too few windows with auto_pad and dilations");
    }
  }

  private void ceilMode() {
    if (computation.axes().stream().anyMatch(axis -> axis.edges() instanceof Edges.Ceil)) {
      traps.add(
          "ONNX Runtime and the ONNX reference differ in some poolings with ceil_mode; pads that"
              + " hold the last window avoid it");
    }
  }

  private void onlyPadding() {
    boolean padded =
        computation.axes().stream()
            .anyMatch(
                axis ->
                    axis.window().isSpread()
                        && axis.padding().filter(amount -> !amount.isNone()).isPresent());
    if (computation instanceof MaxPooling && padded) {
      traps.add(
          "ONNX Runtime returns -3.4e38 instead of -inf for a dilated window that holds only"
              + " padding; a Pad with -inf avoids it");
    }
  }
}
