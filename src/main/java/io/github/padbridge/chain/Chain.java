package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.layer.AdaptivePooling;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.notation.TensorPadding;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ops that run one after the other.
 *
 * @param ops in the order in which they run; at least one
 * @param notes what was ignored; one sentence each, without a full stop
 * @param leftOut functions that were removed from the ops; the notes name them
 * @param input the shape of the input; sizes may be open
 */
public record Chain(
    List<Op> ops, Style style, List<String> notes, List<FunctionOp> leftOut, Shape input) {
  public Chain {
    ops = List.copyOf(ops);
    notes = List.copyOf(notes);
    leftOut = List.copyOf(leftOut);
  }

  /** The chain with one more note. */
  public Chain withNote(String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return new Chain(ops, style, all, leftOut, input);
  }

  /** One layer on its own input, in the usual style of its framework. */
  public static Chain of(Layer layer, Place place) {
    boolean isKeras = layer.framework() == Framework.TENSORFLOW;
    Style style =
        new Style(
            layer.framework(),
            false,
            "x",
            List.of("w"),
            List.of("b"),
            List.of(),
            List.of(),
            isKeras,
            false);
    Op op = new LayerOp(layer, List.of(), place);
    return new Chain(List.of(op), style, List.of(), List.of(), layer.inputShape());
  }

  /** The layers among the ops, in order. */
  public List<Layer> layers() {
    return ops.stream()
        .filter(LayerOp.class::isInstance)
        .map(op -> ((LayerOp) op).layer())
        .toList();
  }

  /** The layers and adaptive poolings among the ops, in order; at least one. */
  public List<PlacedOp> placed() {
    return ops.stream().filter(PlacedOp.class::isInstance).map(PlacedOp.class::cast).toList();
  }

  /** The number of spatial axes. */
  public int spatialRank() {
    return placed().get(0).spatialRank();
  }

  /** The functions after the last layer or adaptive pooling. */
  public List<FunctionOp> lastFunctions() {
    List<FunctionOp> last = new ArrayList<>();
    for (Op op : ops) {
      if (op instanceof PlacedOp) {
        last.clear();
      } else if (op instanceof FunctionOp function) {
        last.add(function);
      }
    }
    return last;
  }

  /** The chain without the functions after its last layer, which its notes then name. */
  public Chain withoutLastFunctions() {
    return without(lastFunctions());
  }

  /** The chain without some of its functions, which its notes then name. */
  public Chain without(List<FunctionOp> functions) {
    List<Op> others = new ArrayList<>(ops);
    others.removeAll(functions);
    List<String> all = new ArrayList<>(notes);
    List<FunctionOp> last = lastFunctions();
    functions.forEach(
        function -> all.add(LeftOut.note(function.written(), last.contains(function))));
    List<FunctionOp> allLeftOut = new ArrayList<>(leftOut);
    allLeftOut.addAll(functions);
    return new Chain(others, style, all, allLeftOut, input);
  }

  /** The functions that were removed, as they are written, each once. */
  public List<String> leftOutNames() {
    return leftOut.stream().map(FunctionOp::written).distinct().toList();
  }

  /** The activations and normalizations among the ops, in order. */
  public List<FunctionOp> functions() {
    return ops.stream().filter(FunctionOp.class::isInstance).map(FunctionOp.class::cast).toList();
  }

  /** Whether a pooling in it has the windows of one input size. */
  public boolean isSized() {
    return layerOps().stream().anyMatch(LayerOp::sized);
  }

  /** The order of the windows that the last layer returns; empty for a chain of other ops. */
  public Optional<PatchesOp> patches() {
    return ops.get(ops.size() - 1) instanceof PatchesOp patches
        ? Optional.of(patches)
        : Optional.empty();
  }

  /** Whether a layer returns its windows, and has no weight of its own. */
  public boolean isOfPatches(int layer) {
    return patches().isPresent() && layer == layers().size() - 1;
  }

  /** The layers with what the text does to their weights, in order. */
  public List<LayerOp> layerOps() {
    return ops.stream().filter(LayerOp.class::isInstance).map(LayerOp.class::cast).toList();
  }

  /** One step of a chain. */
  public sealed interface Op {
    /** Its place in the text. */
    Place place();

    /** Its name in messages. */
    String noun();
  }

  /** An op that takes its data in one layout. */
  public sealed interface PlacedOp extends Op {
    Layout layout();

    int spatialRank();

    Framework framework();
  }

  /**
   * An adaptive pooling that is one at every input size.
   *
   * @param dropsAxes whether its result has no spatial axes; they are kept here, of size 1
   * @param written the call
   */
  public record AdaptiveOp(
      AdaptivePooling pooling,
      Framework framework,
      Layout layout,
      boolean dropsAxes,
      String written,
      Place place)
      implements PlacedOp {
    @Override
    public int spatialRank() {
      return pooling.outputs().size();
    }

    @Override
    public String noun() {
      return written;
    }
  }

  /**
   * A convolution or pooling.
   *
   * @param weightOrder how the text puts the axes of a named weight: for each axis of the weight
   *     that the layer takes, which axis it was; empty where the text leaves them as they are, or
   *     changes their number
   * @param sized whether it is an adaptive pooling, or is called with an output size: it is this
   *     layer on its input size only
   */
  public record LayerOp(Layer layer, List<Integer> weightOrder, Place place, boolean sized)
      implements PlacedOp {
    public LayerOp {
      weightOrder = List.copyOf(weightOrder);
    }

    /** A layer that is the same on every input. */
    public LayerOp(Layer layer, List<Integer> weightOrder, Place place) {
      this(layer, weightOrder, place, false);
    }

    @Override
    public Layout layout() {
      return layer.layout();
    }

    @Override
    public int spatialRank() {
      return layer.spatialRank();
    }

    @Override
    public Framework framework() {
      return layer.framework();
    }

    @Override
    public String noun() {
      return layer.opName();
    }
  }

  /**
   * A separate padding; negative amounts crop.
   *
   * @param padding in the layout of the data at this point
   */
  public record PadOp(TensorPadding padding, Place place) implements Op {
    @Override
    public String noun() {
      return "pad";
    }
  }

  /**
   * A slice.
   *
   * @param axes one for each axis of the tensor, in the layout of the data at this point
   */
  public record SliceOp(List<AxisRange> axes, Place place) implements Op {
    public SliceOp {
      axes = List.copyOf(axes);
    }

    @Override
    public String noun() {
      return "slice";
    }
  }

  /**
   * A permutation of the axes.
   *
   * @param permutation the source axis of each axis of the result
   */
  public record TransposeOp(List<Integer> permutation, Place place) implements Op {
    public TransposeOp {
      permutation = List.copyOf(permutation);
    }

    @Override
    public String noun() {
      return "transpose";
    }
  }

  /**
   * An activation or normalization.
   *
   * @param written what the text calls it
   * @param ofLayer whether the call of the layer before it says it, as {@code activation="relu"}
   */
  public record FunctionOp(AppliedFunction function, String written, boolean ofLayer, Place place)
      implements Op {
    @Override
    public String noun() {
      return written;
    }
  }

  /**
   * The order in which the windows of the layer before it are returned: its filters are one at one
   * tap each. It is the last op.
   *
   * @param taps the number of elements of a window in one channel
   * @param openChannels whether the number of channels is open, and that of the layer stands for
   *     every one
   */
  public record PatchesOp(PatchOrder order, int taps, boolean openChannels, Place place)
      implements Op {
    @Override
    public String noun() {
      return order.function();
    }
  }

  /**
   * An axis of size 1 at the front.
   *
   * @param added whether it is added, not removed
   */
  public record BatchOp(boolean added, Place place) implements Op {
    @Override
    public String noun() {
      return added ? "expand_dims" : "squeeze";
    }

    /** The layout after it. */
    public Layout after(Layout layout) {
      return new Layout(added ? "N" + layout.axes() : layout.axes().substring(1));
    }
  }

  /** Multiplies by a number and divides by another. */
  public record ScaleOp(int numerator, int denominator, Place place) implements Op {
    @Override
    public String noun() {
      return "scale";
    }
  }

  /**
   * Divides by the result of other ops on ones.
   *
   * @param coverage these ops on the input of the chain
   */
  public record DivideOp(Chain coverage, Place place) implements Op {
    @Override
    public String noun() {
      return "division";
    }
  }

  /** A bias of one number for each channel, added after a layer. */
  public record BiasOp(Place place) implements Op {
    @Override
    public String noun() {
      return "bias";
    }
  }
}
