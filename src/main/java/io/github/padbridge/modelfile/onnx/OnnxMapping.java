package io.github.padbridge.modelfile.onnx;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxChannels;
import io.github.padbridge.layer.OnnxJoins;
import io.github.padbridge.layer.OnnxOp;
import io.github.padbridge.layer.OnnxOutput;
import io.github.padbridge.layer.OnnxPadding;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.model.Extent;
import io.github.padbridge.modelfile.common.LayerShapes;
import io.github.padbridge.shape.ConvArithmetic;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The layer of an ONNX op: the PyTorch layer that computes it, where there is one, because pads in
 * front of it with any mode can become part of that; otherwise the ONNX node itself. Both have the
 * axes of the data and of the weight in the same order.
 *
 * @param layer null where there is none
 * @param doubt why there is none, a sentence without a full stop; null where there is one
 */
record OnnxMapping(@Nullable Layer layer, @Nullable String doubt) {

  /** That no single layer of PyTorch computes it. */
  private static final class NoLayer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoLayer(String reason) {
      super(reason, null, false, false);
    }
  }

  static OnnxMapping of(OnnxWindow window) {
    try {
      return new OnnxMapping(window.isConvolution() ? convolution(window) : pooling(window), null);
    } catch (NoLayer | Refusal e) {
      return node(window);
    } catch (ArithmeticException e) {
      return new OnnxMapping(null, "its numbers do not fit 32 bits");
    }
  }

  /** The ONNX node; none where ONNX refuses it. */
  private static OnnxMapping node(OnnxWindow window) {
    try {
      OnnxSpec node =
          new OnnxSpec(
              OnnxOp.named(window.node().op()).orElseThrow(),
              window.isConvolution()
                  ? new OnnxChannels(
                      window.inChannels(),
                      window.outChannels(),
                      Math.toIntExact(window.groups()),
                      window.hasBias())
                  : OnnxChannels.ofPooling(window.inChannels()),
              windows(window),
              padding(window),
              output(window),
              !window.isConvolution() && window.isCeil(),
              !window.isConvolution() && !window.isMax() && window.countsPadding(),
              input(window));
      // The crop of an output_shape is that of the input size in the model.
      return new OnnxMapping(node.hasFixedOutput() ? OnnxJoins.withPads(node) : node, null);
    } catch (Refusal e) {
      return new OnnxMapping(null, "ONNX has no such node: " + e.getMessage());
    } catch (ArithmeticException e) {
      return new OnnxMapping(null, "its numbers do not fit 32 bits");
    }
  }

  private static OnnxPadding padding(OnnxWindow window) {
    return switch (window.autoPad()) {
      case "VALID" -> OnnxPadding.VALID;
      case "SAME_UPPER" -> OnnxPadding.SAME_UPPER;
      case "SAME_LOWER" -> OnnxPadding.SAME_LOWER;
      default -> new OnnxPadding.Pads(window.pads());
    };
  }

  private static OnnxOutput output(OnnxWindow window) {
    List<Integer> padding = window.outputPadding();
    List<Long> shape = window.isTransposed() ? window.node().integers("output_shape") : null;
    int rank = window.rank();
    return new OnnxOutput(
        padding == null || !window.isTransposed() ? Collections.nCopies(rank, 0) : padding,
        shape == null || shape.size() < rank
            ? List.of()
            : shape.subList(shape.size() - rank, shape.size()).stream()
                .map(Math::toIntExact)
                .toList());
  }

  private static Shape input(OnnxWindow window) {
    Shape in = window.input();
    return in == null
        ? TorchSpec.unknownInput(window.rank(), window.inChannels())
        : LayerShapes.channelsFirst(in.sizes().stream().map(Extent::of).toList(), window.rank())
            .with(1, in.size(1).isKnown() ? in.size(1) : window.inChannels());
  }

  private static Windows windows(OnnxWindow window) {
    return new Windows(window.kernel(), window.strides(), window.dilations());
  }

  private static ConvSpec convolution(OnnxWindow window) {
    int rank = window.rank();
    ConvOp op =
        ConvOp.named((window.isTransposed() ? "conv_transpose" : "conv") + rank + "d")
            .orElseThrow();
    List<Integer> outputPadding = new ArrayList<>(Collections.nCopies(rank, 0));
    Padding padding = window.isTransposed() ? transposed(window, outputPadding) : forward(window);
    return new ConvSpec(
        op,
        new Channels(window.inChannels(), window.outChannels(), Size.of(window.groups())),
        windows(window),
        padding,
        outputPadding,
        window.hasBias(),
        PaddingMode.ZEROS,
        false,
        input(window));
  }

  private static Padding forward(OnnxWindow window) {
    return window.autoPad().equals("SAME_UPPER")
        ? new Padding.RuntimeSame()
        : padding(amounts(window));
  }

  private static Padding padding(List<PadAmount> amounts) {
    return amounts.stream().allMatch(side -> side.before() == side.after())
        ? new Padding.Explicit(amounts.stream().map(PadAmount::before).toList())
        : new Padding.PerSide(amounts);
  }

  /** What is padded on each axis, where that does not depend on an open size. */
  private static List<PadAmount> amounts(OnnxWindow window) {
    return switch (window.autoPad()) {
      case OnnxWindow.NOTSET -> window.pads();
      case "VALID" -> Collections.nCopies(window.rank(), PadAmount.NONE);
      default ->
          IntStream.range(0, window.rank())
              .mapToObj(
                  axis -> {
                    long stride = window.strides().get(axis);
                    Size in = window.in(axis);
                    if (!in.isKnown() && stride > 1) {
                      throw new NoLayer("what SAME pads depends on input sizes that are open");
                    }
                    long size = in.isKnown() ? in.value() : window.reach(axis);
                    PadAmount upper =
                        ConvArithmetic.tensorFlowSame(size, window.reach(axis), stride);
                    return window.autoPad().equals("SAME_LOWER") ? turned(upper) : upper;
                  })
              .toList();
    };
  }

  /** The same amount with the odd element at the other end. */
  private static PadAmount turned(PadAmount amount) {
    int before = amount.after();
    int after = amount.before();
    return new PadAmount(before, after);
  }

  /** What PyTorch crops; the rest of what ONNX crops at the end is less output_padding. */
  private static Padding transposed(OnnxWindow window, List<Integer> outputPadding) {
    List<Integer> own = window.outputPadding();
    List<Integer> padding = new ArrayList<>();
    for (int axis = 0; axis < window.rank(); axis++) {
      int more = own == null ? 0 : own.get(axis);
      PadAmount cut = cut(window, axis, more);
      int left = more + cut.before() - cut.after();
      if (cut.before() < 0 || left < 0) {
        throw new NoLayer(
            "PyTorch's ConvTranspose cuts no more off the end than off the start (here "
                + cut.before()
                + " and "
                + cut.after()
                + ")");
      }
      padding.add(cut.before());
      outputPadding.set(axis, left);
    }
    return new Padding.Explicit(padding);
  }

  private static PadAmount cut(OnnxWindow window, int axis, int outputPadding) {
    boolean hasShape = window.node().integers("output_shape") != null;
    if (window.autoPad().equals("VALID") && !hasShape) {
      return PadAmount.NONE;
    }
    if (window.autoPad().equals(OnnxWindow.NOTSET) && !hasShape) {
      return window.pads().get(axis);
    }
    Size full =
        ConvArithmetic.transposedFull(
                window.in(axis), window.reach(axis), window.strides().get(axis))
            .plus(outputPadding);
    long total;
    try {
      total = full.minus(window.output().size(axis + 2));
    } catch (IllegalStateException e) {
      throw new NoLayer("what it crops depends on input sizes that are open");
    }
    if (total < 0) {
      throw new NoLayer("its output is longer than its windows reach");
    }
    int half = Math.toIntExact(total / 2);
    int rest = Math.toIntExact(total - half);
    // Other values of auto_pad than SAME_UPPER cut the odd element off the start.
    return window.autoPad().equals("SAME_UPPER")
        ? new PadAmount(half, rest)
        : new PadAmount(rest, half);
  }

  private static PoolSpec pooling(OnnxWindow window) {
    PoolOp op =
        PoolOp.named((window.isMax() ? "max_pool" : "avg_pool") + window.rank() + "d")
            .orElseThrow();
    boolean isUpper = window.autoPad().equals("SAME_UPPER");
    boolean same =
        isUpper
            && window.isMax()
            && !window.isCeil()
            && window.dilations().stream().allMatch(dilation -> dilation == 1);
    List<PadAmount> amounts =
        same ? Collections.nCopies(window.rank(), PadAmount.NONE) : amounts(window);
    if (amounts.stream().anyMatch(side -> side.before() != side.after())) {
      throw new NoLayer(
          "PyTorch's poolings pad the same on both sides (here " + pairs(amounts) + ")");
    }
    boolean isDilated = window.dilations().stream().anyMatch(dilation -> dilation > 1);
    if (!window.isMax() && isDilated) {
      throw new NoLayer("PyTorch's average poolings have no dilation");
    }
    return new PoolSpec(
        op,
        windows(window),
        amounts.stream().map(PadAmount::before).toList(),
        reachesFurther(window),
        window.isMax() || window.countsPadding(),
        null,
        same,
        input(window));
  }

  private static String pairs(List<PadAmount> amounts) {
    return amounts.stream().map(side -> List.of(side.before(), side.after())).toList().toString();
  }

  /** Whether ceil_mode adds a window, as far as sizes are known. */
  private static boolean reachesFurther(OnnxWindow window) {
    boolean adds = false;
    for (int axis = 0; axis < window.rank() && window.isCeil(); axis++) {
      Size in = window.in(axis);
      long padded = in.isKnown() ? in.value() + window.pads().get(axis).total() : 0;
      adds |= !in.isKnown() || (padded - window.reach(axis)) % window.strides().get(axis) != 0;
    }
    if (adds && !window.isMax() && window.countsPadding()) {
      throw new NoLayer(
          "what a window past the end is divided by differs between ONNX and PyTorch"
              + " (ceil_mode, count_include_pad)");
    }
    return adds;
  }
}
