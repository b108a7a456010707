package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.model.Extent;
import io.github.padbridge.modelfile.common.LayerShapes;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a layer of a call of {@code aten.conv2d}, {@code aten.max_pool2d} and similar calls. */
final class TorchWindow {
  private final ExportedNode node;
  private final List<Extent> input;

  TorchWindow(ExportedNode node, List<Extent> input) {
    this.node = node;
    this.input = input;
  }

  /**
   * The convolution of a call.
   *
   * @param weight the shape of its weight
   * @throws io.github.padbridge.diagnostic.Refusal if PyTorch would refuse it
   * @throws ExportedNode.UnreadableArgument if an argument is no known number
   */
  ConvSpec convolution(List<Extent> weight) {
    int rank = weight.size() - 2;
    ConvOp op = op(rank);
    Size first = weight.get(0).size("C_out");
    int groups = node.integer("groups", 1);
    Size second = weight.get(1).size("C_in").times(Math.max(groups, 1));
    Channels channels =
        op.isTransposed()
            ? new Channels(first, second, Size.of(groups))
            : new Channels(second, first, Size.of(groups));
    List<Integer> kernel =
        weight.stream().skip(2).map(Extent::value).map(TorchWindow::int32).toList();
    Windows windows = new Windows(kernel, perAxis("stride", rank, 1), perAxis("dilation", rank, 1));
    return new ConvSpec(
        op,
        channels,
        windows,
        padding(rank),
        op.isTransposed() ? perAxis("output_padding", rank, 0) : Collections.nCopies(rank, 0),
        node.tensor("bias") != null,
        PaddingMode.ZEROS,
        false,
        shape(rank, channels.in()));
  }

  private static int int32(@Nullable Long value) {
    return value == null || value > Integer.MAX_VALUE ? 0 : value.intValue();
  }

  private ConvOp op(int rank) {
    boolean transposed = node.op().contains("transpose") || node.bool("transposed", false);
    String name = (transposed ? "conv_transpose" : "conv") + rank + "d";
    return ConvOp.named(name)
        .orElseThrow(() -> new IllegalArgumentException("no convolution over " + rank + " axes"));
  }

  private Padding padding(int rank) {
    if (node.arguments().get("padding") instanceof String word) {
      return word.equals("same") ? new Padding.Same() : new Padding.Valid();
    }
    return new Padding.Explicit(perAxis("padding", rank, 0));
  }

  private List<Integer> perAxis(String name, int rank, int usual) {
    return node.perAxis(name, rank, Collections.nCopies(rank, usual));
  }

  /**
   * The pooling of a call.
   *
   * @throws io.github.padbridge.diagnostic.Refusal as for {@link #convolution}
   * @throws ExportedNode.UnreadableArgument as there
   */
  PoolSpec pooling() {
    PoolOp op = PoolOp.named(node.op().replace("_with_indices", "")).orElseThrow();
    int rank = op.spatialRank();
    List<Integer> kernel = perAxis(Argument.KERNEL_SIZE, rank, 1);
    Windows windows =
        new Windows(kernel, node.perAxis("stride", rank, kernel), perAxis("dilation", rank, 1));
    return new PoolSpec(
        op,
        windows,
        perAxis("padding", rank, 0),
        node.bool(Argument.CEIL_MODE, false),
        node.bool(Argument.COUNT_INCLUDE_PAD, true),
        node.has(Argument.DIVISOR_OVERRIDE)
            ? (Integer) node.integer(Argument.DIVISOR_OVERRIDE, 1)
            : null,
        false,
        shape(rank, Layer.openInChannels()));
  }

  private Shape shape(int rank, Size channels) {
    return input.isEmpty()
        ? TorchSpec.unknownInput(rank, channels)
        : LayerShapes.channelsFirst(input, rank);
  }
}
