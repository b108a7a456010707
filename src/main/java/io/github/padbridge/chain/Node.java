package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Statement;
import io.github.padbridge.expression.Value;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step of a chain as written, before the layout of its data is known. */
sealed interface Node {
  int line();

  int column();

  /** Whether it is a convolution or pooling of a given kernel. */
  default boolean isLayer() {
    return this instanceof LayerNode || this instanceof RecordNode;
  }

  /** Whether it is a convolution or pooling of any kind, whose data must have one layout. */
  default boolean isPlaced() {
    return isLayer() || this instanceof AdaptiveNode;
  }

  /**
   * A convolution or pooling.
   *
   * @param call under its full name
   * @param weight the weight of a function, or that a layer is given by its name; null for a
   *     pooling, and for a layer with free weights
   * @param bias the name of the bias of a function; empty if it has none
   * @param outputShape output sizes of a transposed convolution that depend on the input; the call
   *     has None in their place
   * @param samePad a {@code same_pad} in front of it that was joined with it; null if there is none
   * @param countsPadding for a sum that is divided to an average, whether the padding counts; null
   *     for other layers
   * @param outputSize the output_size with which a PyTorch transposed convolution is called; null
   *     if there is none
   */
  record LayerNode(
      Call call,
      @Nullable Tensor weight,
      String bias,
      List<Operand> outputShape,
      @Nullable SamePadNode samePad,
      @Nullable Boolean countsPadding,
      @Nullable JsonValue outputSize)
      implements Node {
    LayerNode(Call call, @Nullable Tensor weight, String bias, List<Operand> outputShape) {
      this(call, weight, bias, outputShape, null, null, null);
    }

    /** The same layer with SAME padding. */
    LayerNode padded(SamePadNode pad) {
      return new LayerNode(call, weight, bias, outputShape, pad, countsPadding, outputSize);
    }

    /** The average of the same windows. */
    LayerNode averaged(boolean counts) {
      return new LayerNode(call, weight, bias, outputShape, samePad, counts, outputSize);
    }

    /** The same layer with a weight that a statement gives it. */
    LayerNode carrying(Tensor carried) {
      return new LayerNode(call, carried, bias, outputShape, samePad, countsPadding, outputSize);
    }

    /** The same layer from another call. */
    LayerNode with(Call other) {
      return new LayerNode(other, weight, bias, outputShape, samePad, countsPadding, outputSize);
    }

    /** The same layer with an output size for one input size. */
    LayerNode sized(JsonValue size) {
      return new LayerNode(call, weight, bias, outputShape, samePad, countsPadding, size);
    }

    @Override
    public int line() {
      return call.line();
    }

    @Override
    public int column() {
      return call.column();
    }
  }

  /** A JSON spec. */
  record RecordNode(JsonRecord spec) implements Node {
    @Override
    public int line() {
      return spec.require().line();
    }

    @Override
    public int column() {
      return spec.require().column();
    }
  }

  /** A padding or cropping. */
  record PadNode(Call call) implements Node {
    @Override
    public int line() {
      return call.line();
    }

    @Override
    public int column() {
      return call.column();
    }
  }

  /**
   * A slice.
   *
   * @param ranges of the first axes; those from index {@code ellipsis} on belong to the last axes
   * @param ellipsis the number of ranges before {@code ...}; without one, the number of ranges
   */
  record SliceNode(List<AxisRange> ranges, int ellipsis, int line, int column) implements Node {}

  /** A permutation of the axes. */
  record TransposeNode(Permutation permutation, int line, int column) implements Node {
    /**
     * The permutation for data of this rank.
     *
     * @throws Refusal if it is not a permutation of its axes
     */
    List<Integer> order(int rank, SourceText text) {
      return permutation
          .of(rank)
          .orElseThrow(
              () ->
                  text.refusal(
                      line,
                      column,
                      "this is not a permutation of the "
                          + rank
                          + " axes of the data (got "
                          + permutation.axes()
                          + ")",
                      null));
    }
  }

  /** A flip of axes, such as the kernel axes of a weight. */
  record FlipNode(List<Integer> axes, int line, int column) implements Node {}

  /**
   * A reshape, which is allowed for a bias, and for a weight if it keeps its shape or only splits
   * or merges the channels of a depthwise kernel.
   *
   * @param sizes those afterwards, -1 where open; empty if their number is unknown
   * @param batch the number of axes that it adds at the front, and nothing else: 1, -1, or 0 for
   *     another reshape
   * @param refusal for another reshape of data, which is not supported
   */
  record ReshapeNode(List<Integer> sizes, int batch, Refusal refusal, int line, int column)
      implements Node {
    public ReshapeNode {
      sizes = List.copyOf(sizes);
    }

    int rank() {
      return sizes.size();
    }
  }

  /**
   * A function of emitted code that pads as SAME for the next layer.
   *
   * @param parameters the names of its parameters
   */
  record SamePadNode(Call call, List<String> parameters) implements Node {
    public SamePadNode {
      parameters = List.copyOf(parameters);
    }

    SamePadNode(Call call, Statement.Function function) {
      this(call, function.parameters().stream().map(Statement.Function.Parameter::name).toList());
    }

    /** The argument of the first of these parameters that the function has; null if not given. */
    @Nullable Value argument(String... names) {
      for (String name : names) {
        if (parameters.contains(name)) {
          return new Arguments(call).at(parameters.indexOf(name), name);
        }
      }
      return null;
    }

    @Override
    public int line() {
      return call.line();
    }

    @Override
    public int column() {
      return call.column();
    }
  }

  /** Adds the bias of this name. */
  record BiasNode(String name, int line, int column) implements Node {}

  /** The shape of the input without its batch; empty for an unknown size. */
  record InputNode(List<Optional<Integer>> sizes, int line, int column) implements Node {}

  /**
   * The shape that the data must have at this point.
   *
   * @param sizes empty for an unknown size
   */
  record DeclaredNode(List<Optional<Integer>> sizes, int line, int column) implements Node {
    public DeclaredNode {
      sizes = List.copyOf(sizes);
    }
  }

  /** A layer or function that does nothing when a model is evaluated; it is left out. */
  record AsideNode(String note, int line, int column) implements Node {}

  /**
   * An activation or normalization.
   *
   * @param call without its tensor
   */
  record FunctionNode(LeftOut.Kind kind, Call call) implements Node {
    @Override
    public int line() {
      return call.line();
    }

    @Override
    public int column() {
      return call.column();
    }
  }

  /**
   * A pooling whose windows follow from the size of its input.
   *
   * @param always whether it is not read as a pooling with the windows of one input size
   */
  record AdaptiveNode(AdaptivePool pool, boolean always) implements Node {
    AdaptiveNode(AdaptivePool pool) {
      this(pool, false);
    }

    @Override
    public int line() {
      return pool.call().line();
    }

    @Override
    public int column() {
      return pool.call().column();
    }
  }

  /** The windows of the data, which must be the last step. */
  record PatchesNode(Patches patches) implements Node {
    @Override
    public int line() {
      return patches.call().line();
    }

    @Override
    public int column() {
      return patches.call().column();
    }
  }

  /** Multiplies by a number and divides by another. */
  record ScaleNode(int numerator, int denominator, int line, int column) implements Node {}

  /**
   * Divides by what steps compute from ones.
   *
   * @param whole the steps on the data instead of the ones, from the input on
   * @param begin the number of those before the ones
   * @param slice what was cut of the data before the ones were made in its shape; null for nothing
   */
  record DivideNode(List<Node> whole, int begin, @Nullable SliceNode slice, int line, int column)
      implements Node {
    public DivideNode {
      whole = List.copyOf(whole);
    }
  }

  /** Ones in the shape of a tensor. */
  record OnesNode(Tensor like, int line, int column) implements Node {}

  /** An unsupported step. */
  record RefusedNode(Refusal refusal, int line, int column) implements Node {}
}
