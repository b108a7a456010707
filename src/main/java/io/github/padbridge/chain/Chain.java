package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.notation.TensorPadding;
import java.util.List;

/**
 * Ops that run one after another.
 *
 * @param ops in the order in which they run; at least one
 * @param notes what of the text was left aside, a sentence each without a full stop
 */
public record Chain(List<Op> ops, Style style, List<String> notes) {
  public Chain {
    ops = List.copyOf(ops);
    notes = List.copyOf(notes);
  }

  /** The layers among the ops, in order. */
  public List<Layer> layers() {
    return ops.stream()
        .filter(LayerOp.class::isInstance)
        .map(op -> ((LayerOp) op).layer())
        .toList();
  }

  /** One step of a chain. */
  public sealed interface Op {
    /** Where it stands in the text. */
    Place place();

    /** What a message calls it. */
    String noun();
  }

  /** A convolution or pooling. */
  public record LayerOp(Layer layer, Place place) implements Op {
    @Override
    public String noun() {
      return layer.opName();
    }
  }

  /**
   * A padding by itself; negative amounts crop.
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
   * A change of the order of the axes.
   *
   * @param permutation for each axis of the result, which axis it was; all axes of the tensor
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

  /** A bias of one number a channel, added after a layer. */
  public record BiasOp(Place place) implements Op {
    @Override
    public String noun() {
      return "bias";
    }
  }
}
