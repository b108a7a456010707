package io.github.padbridge.audit;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.Chain.LayerOp;
import io.github.padbridge.chain.Chain.Op;
import io.github.padbridge.chain.Chain.PadOp;
import io.github.padbridge.chain.Style;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.geometry.Computation;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerComputation;
import io.github.padbridge.layer.PadModule;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.model.Recorded;
import io.github.padbridge.notation.AxisPadding;
import io.github.padbridge.notation.DataLayout;
import io.github.padbridge.notation.FillMode;
import io.github.padbridge.notation.FillValue;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A layer of a model and its pads and crops as a chain for every input size. */
final class LayerChain {
  /** Equal chains of a model are equal values, so they have one place. */
  private static final Place PLACE = Place.of("model");

  private final Layer layer;
  private final DataLayout layout;
  private final List<Op> ops = new ArrayList<>();
  private final List<PadModule> before;

  /** Whether zeros around its input count as the padding of a maximum does. */
  private final boolean zerosAreLowest;

  private LayerChain(
      Layer layer, List<PadModule> before, List<PadModule> after, boolean neverNegative) {
    this.layer = layer;
    this.zerosAreLowest =
        neverNegative
            && LayerComputation.of(layer) instanceof Computation.MaxPooling
            && before.stream().anyMatch(pad -> pad.mode() == PaddingMode.ZEROS && pad.value() == 0);
    this.layout = DataLayout.named(layer.layout().axes()).orElseThrow();
    this.before = before;
    before.forEach(this::pad);
    ops.add(new LayerOp(layer.withInputShape(open(layer)), List.of(), PLACE));
    after.forEach(this::pad);
  }

  /** The layer of a row without what is joined with it, where the file has it as such. */
  static Layer own(ModelLayer row) {
    return Objects.requireNonNull(row.spec() == null ? row.layer() : row.spec());
  }

  /**
   * @param before the pads in front of the row, in running order; those that are joined with its
   *     layer are known
   * @param after the crops behind it, likewise
   */
  static LayerChain of(ModelLayer row, List<PadModule> before, List<PadModule> after) {
    List<PadModule> pads = new ArrayList<>(before);
    List<PadModule> crops = new ArrayList<>();
    Recorded recorded = row.recorded();
    if (row.spec() != null) {
      row.before().forEach(joined -> pads.add(joined.pad()));
      if (recorded != null) {
        recorded.after().forEach(joined -> crops.add(joined.pad()));
      }
    }
    if (recorded != null) {
      recorded.separate().forEach(crop -> crops.add(crop.pad()));
    }
    crops.addAll(after);
    return new LayerChain(own(row), pads, crops, recorded != null && recorded.neverNegative());
  }

  /** The chain, whose spatial sizes are open. */
  Chain chain() {
    List<String> notes = new ArrayList<>();
    if (isSizedByInput(layer)) {
      notes.add(layer.opName() + " has the windows of the input size in the model");
    }
    if (zerosAreLowest) {
      notes.add("its input is never negative, so padding it with zeros does not change a maximum");
    }
    return new Chain(ops, style(layer), notes, List.of(), open(layer));
  }

  /** A global pooling, or an adaptive one to a single element, has one window. */
  static boolean isSizedByInput(Layer layer) {
    boolean all = layer.weightShape() == null;
    for (int axis = 0; all && axis < layer.spatialRank(); axis++) {
      all = layer.inputSize(axis).equals(Size.of(layer.kernelSize().get(axis)));
    }
    return all;
  }

  /** The input shape in the model; null where a spatial size is open. */
  @Nullable Shape input() {
    Shape shape = layer.inputShape();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      Size size = layer.inputSize(axis);
      for (PadModule pad : before) {
        size = size.minus(pad.amounts().get(axis).total());
      }
      if (!size.isKnown()) {
        return null;
      }
      shape = shape.with(layer.dataAxis(axis), size);
    }
    return shape;
  }

  /** The chain with another layer in the place of its own, on the input of that layer. */
  static Chain with(Chain chain, Layer layer) {
    Shape input = open(layer);
    List<Op> ops = new ArrayList<>();
    for (Op op : chain.ops()) {
      ops.add(
          op instanceof PadOp pad
              ? new PadOp(on(pad.padding(), input), PLACE)
              : new LayerOp(layer.withInputShape(input), List.of(), PLACE));
    }
    return new Chain(ops, chain.style(), chain.notes(), chain.leftOut(), input);
  }

  private static TensorPadding on(TensorPadding padding, Shape input) {
    return new TensorPadding(
        padding.axes(), padding.layout(), padding.mode(), padding.value(), input);
  }

  private static Shape open(Layer layer) {
    Shape shape = layer.inputShape();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      Size size = Size.unknown(Layer.inputName(layer.axisName(axis)));
      shape = shape.with(layer.dataAxis(axis), size);
    }
    return layer.isBatched() ? shape.with(0, Size.unknown("N")) : shape;
  }

  private static Style style(Layer layer) {
    boolean isKeras = layer.framework() == Framework.TENSORFLOW;
    return new Style(
        layer.framework(), false, "x", List.of(), List.of(), List.of(), List.of(), isKeras, false);
  }

  private void pad(PadModule module) {
    List<AxisPadding> axes = new ArrayList<>();
    for (int axis = 0; axis < layout.rank(); axis++) {
      int spatial = axis - layout.firstSpatial();
      boolean isSpatial = spatial >= 0 && spatial < module.spatialRank();
      PadAmount amount = isSpatial ? module.amounts().get(spatial) : PadAmount.NONE;
      axes.add(AxisPadding.of(amount.before(), amount.after()));
    }
    FillMode mode =
        switch (module.mode()) {
          case ZEROS -> FillMode.CONSTANT;
          case REFLECT, REPLICATE, CIRCULAR ->
              FillMode.valueOf(module.mode().torchName().toUpperCase(Locale.ROOT));
        };
    boolean isLowest = zerosAreLowest && module.value() == 0;
    FillValue value = new FillValue(isLowest ? Double.NEGATIVE_INFINITY : module.value());
    ops.add(new PadOp(new TensorPadding(axes, layout, mode, value, open(layer)), PLACE));
  }
}
