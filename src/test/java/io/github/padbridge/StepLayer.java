package io.github.padbridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.TensorFlowChannels;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.TorchPool;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A step of a plan taken as a layer of its own. */
public final class StepLayer {
  private StepLayer() {}

  /**
   * The layer that a step is, on data and weight of these shapes; empty where it is none.
   *
   * @throws io.github.padbridge.diagnostic.Refusal where the framework would not take it
   */
  public static Optional<Layer> of(Step step, Shape data, @Nullable Shape weight) {
    if (step instanceof Conv conv && conv.data().indexOf('C') != 1) {
      int rank = conv.rank();
      return Optional.of(
          tensorFlow(
              TensorFlowOp.valueOf("CONV" + rank + "D"),
              weight.size(rank + 1).intValue(),
              kernel(weight, 0, rank),
              conv.strides(),
              conv.padding(),
              conv.dilations(),
              conv.groups().intValue(),
              data,
              List.of()));
    }
    if (step instanceof OutputShapeConvTranspose conv) {
      int rank = conv.strides().size();
      return Optional.of(
          tensorFlow(
              TensorFlowOp.valueOf("CONV" + rank + "D_TRANSPOSE"),
              weight.size(rank).intValue(),
              kernel(weight, 0, rank),
              conv.strides(),
              conv.padding(),
              conv.dilations(),
              1,
              data,
              conv.outputShape().sizes().subList(1, rank + 1)));
    }
    if (step instanceof Pool pool) {
      int rank = pool.grid().rank();
      String kind = pool.pooling() == Pooling.MAX ? "MAX_POOL" : "AVG_POOL";
      return Optional.of(
          tensorFlow(
              TensorFlowOp.valueOf(kind + rank + "D"),
              0,
              pool.grid().size(),
              pool.grid().strides(),
              pool.padding(),
              Collections.nCopies(rank, 1),
              1,
              data,
              List.of()));
    }
    if (step instanceof Conv conv) {
      int rank = conv.rank();
      return Optional.of(
          torch(
              ConvOp.valueOf("CONV" + rank + "D"),
              weight.size(0).intValue(),
              kernel(weight, 2, rank),
              conv.strides(),
              TorchOpSet.padding(conv),
              Collections.nCopies(rank, 0),
              conv.dilations(),
              conv.groups().intValue(),
              conv.bias(),
              data));
    }
    if (step instanceof ConvTranspose conv) {
      int rank = conv.strides().size();
      return Optional.of(
          torch(
              ConvOp.valueOf("CONV_TRANSPOSE" + rank + "D"),
              weight.size(1).intValue(),
              kernel(weight, 2, rank),
              conv.strides(),
              TorchOpSet.bothEnds(conv.crops()),
              conv.outputPadding(),
              conv.dilations(),
              1,
              conv.bias(),
              data));
    }
    if (step instanceof TorchPool pool) {
      int rank = pool.grid().rank();
      boolean max = pool.pooling() == Pooling.MAX;
      return Optional.of(
          new PoolSpec(
              PoolOp.valueOf((max ? "MAX_POOL" : "AVG_POOL") + rank + "D"),
              new Windows(pool.grid().size(), pool.grid().strides(), Collections.nCopies(rank, 1)),
              pool.padding(),
              pool.ceilMode(),
              max,
              null,
              false,
              data));
    }
    return Optional.empty();
  }

  private static List<Integer> kernel(Shape weight, int first, int rank) {
    return weight.sizes().subList(first, first + rank).stream().map(Size::intValue).toList();
  }

  private static TensorFlowSpec tensorFlow(
      TensorFlowOp op,
      int filters,
      List<Integer> kernelSize,
      List<Integer> strides,
      WindowPadding padding,
      List<Integer> dilations,
      int groups,
      Shape data,
      List<Size> outputSize) {
    TensorFlowPadding own =
        padding instanceof WindowPadding.Explicit explicit
            ? explicit(op, explicit)
            : padding instanceof WindowPadding.Same
                ? TensorFlowPadding.SAME
                : TensorFlowPadding.VALID;
    return new TensorFlowSpec(
        op,
        new TensorFlowChannels(
            data.size(data.rank() - 1), op.isPooling() ? null : Size.of(filters), 1, groups),
        new Windows(kernelSize, strides, dilations),
        own,
        false,
        false,
        false,
        data,
        outputSize);
  }

  private static ConvSpec torch(
      ConvOp op,
      int out,
      List<Integer> kernelSize,
      List<Integer> stride,
      List<Integer> padding,
      List<Integer> outputPadding,
      List<Integer> dilation,
      int groups,
      boolean bias,
      Shape data) {
    return new ConvSpec(
        op,
        Channels.of(data.size(1).intValue(), out, groups),
        new Windows(kernelSize, stride, dilation),
        new Padding.Explicit(padding),
        outputPadding,
        bias,
        PaddingMode.ZEROS,
        false,
        data);
  }

  private static TensorFlowPadding explicit(TensorFlowOp op, WindowPadding.Explicit padding) {
    assertThat(op.takesExplicitPadding()).isTrue();
    return new TensorFlowPadding.Explicit(padding.amounts());
  }
}
