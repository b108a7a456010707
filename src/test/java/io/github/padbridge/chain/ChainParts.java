package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.notation.AxisPadding;
import io.github.padbridge.notation.FillMode;
import io.github.padbridge.notation.FillValue;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Builds chains without the reader of sides. */
public final class ChainParts {
  private static final Place PLACE = Place.of("test");

  private ChainParts() {}

  /** A layer from its call. */
  public static Layer layer(String call) {
    return new RecordReader(Map.of())
        .read(CallReader.read(new SourceText("test", call), Map.of()).record())
        .spec();
  }

  public static Chain.Op op(String call) {
    return new Chain.LayerOp(layer(call), List.of(), PLACE);
  }

  /** Pads the spatial axes of data in the usual layout of a framework. */
  public static Chain.Op pad(
      Framework framework, List<AxisPadding> spatial, FillMode mode, double value) {
    return pad(framework == Framework.PYTORCH, spatial, mode, value);
  }

  /** Pads the spatial axes of data with the channels first or last. */
  public static Chain.Op pad(
      boolean channelsFirst, List<AxisPadding> spatial, FillMode mode, double value) {
    List<AxisPadding> axes = axes(channelsFirst, spatial, AxisPadding.NONE);
    Shape open = new Shape(Collections.nCopies(axes.size(), Size.unknown("n")));
    return new Chain.PadOp(new TensorPadding(axes, null, mode, new FillValue(value), open), PLACE);
  }

  /** Slices the spatial axes of data in the usual layout of a framework. */
  public static Chain.Op slice(Framework framework, List<AxisRange> spatial) {
    return new Chain.SliceOp(axes(framework == Framework.PYTORCH, spatial, AxisRange.ALL), PLACE);
  }

  public static Chain chain(Framework framework, List<Chain.Op> ops) {
    boolean keras = framework == Framework.TENSORFLOW;
    List<String> names = List.of("w");
    Style style =
        new Style(framework, false, "x", names, List.of("b"), List.of(), List.of(), keras, false);
    return new Chain(ops, style, List.of(), List.of(), new Shape(List.of()));
  }

  private static <T> List<T> axes(boolean channelsFirst, List<T> spatial, T none) {
    String layout = Layout.spatialAxes(spatial.size());
    String order = channelsFirst ? "NC" + layout : "N" + layout + "C";
    List<T> axes = new ArrayList<>();
    for (int axis = 0; axis < order.length(); axis++) {
      int at = layout.indexOf(order.charAt(axis));
      axes.add(at < 0 ? none : spatial.get(at));
    }
    return axes;
  }
}
