package io.github.padbridge.chain;

import io.github.padbridge.chain.Operand.Tensor;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Call;
import io.github.padbridge.json.JsonRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step of a chain as it is written, before it is known what data it meets. */
sealed interface Node {
  int line();

  int column();

  /**
   * A convolution or pooling.
   *
   * @param call under its full name
   * @param weight the weight of a function; null for a class or a pooling
   * @param outputShape the sizes that a transposed convolution is told, where they depend on the
   *     input; the call has None in their place
   * @param padsSame whether it pads as TensorFlow's SAME when it runs, which stood before it
   */
  record LayerNode(Call call, @Nullable Tensor weight, List<Operand> outputShape, boolean padsSame)
      implements Node {
    LayerNode(Call call, @Nullable Tensor weight, List<Operand> outputShape) {
      this(call, weight, outputShape, false);
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
   * @param ranges of the first axes; those from {@code ellipsis} on are of the last
   * @param ellipsis the number of ranges before {@code ...}; that of all ranges without one
   */
  record SliceNode(List<AxisRange> ranges, int ellipsis, int line, int column) implements Node {}

  /** A change of the axes' order. */
  record TransposeNode(Permutation permutation, int line, int column) implements Node {
    /**
     * The order of the axes of data of this rank.
     *
     * @throws Refusal if it is none
     */
    List<Integer> order(int rank, SourceText text) {
      return permutation
          .of(rank)
          .orElseThrow(
              () ->
                  text.refusal(
                      line,
                      column,
                      "this is no order of the "
                          + rank
                          + " axes that the data has here (got "
                          + permutation.axes()
                          + ")",
                      null));
    }
  }

  /** The axes turned round: of a weight, the kernel flipped. */
  record FlipNode(List<Integer> axes, int line, int column) implements Node {}

  /**
   * Other sizes for the same numbers: a bias may be brought to another shape, and a weight, as long
   * as it keeps its axes.
   *
   * @param rank how many axes there are then, 0 where that is not known
   * @param refusal for data, which may not
   */
  record ReshapeNode(int rank, Refusal refusal, int line, int column) implements Node {}

  /**
   * The {@code same_pad} of Padbridge's PyTorch code: TensorFlow's SAME padding for the next layer.
   */
  record SamePadNode(Call call) implements Node {
    @Override
    public int line() {
      return call.line();
    }

    @Override
    public int column() {
      return call.column();
    }
  }

  /** A bias of this name added. */
  record BiasNode(String name, int line, int column) implements Node {}

  /** What says the shape of the input, its batch left out; empty for a size that is open. */
  record InputNode(List<Optional<Integer>> sizes, int line, int column) implements Node {}

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

  /** What is not understood. */
  record RefusedNode(Refusal refusal, int line, int column) implements Node {}
}
