package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.plan.ConvPadding;
import io.github.padbridge.plan.Operand;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.Pooling;
import io.github.padbridge.plan.Step;
import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.plan.TorchStep;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Verifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.spec.ConvOp;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.spec.Padding;
import io.github.padbridge.spec.PaddingMode;
import io.github.padbridge.spec.PoolOp;
import io.github.padbridge.spec.PoolSpec;
import io.github.padbridge.spec.TensorFlowOp;
import io.github.padbridge.spec.TensorFlowPadding;
import io.github.padbridge.spec.TensorFlowSpec;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * There and back: in a layer's plan every convolution and pooling of the other framework is a layer
 * itself, and is replaced by its own plan, which leads back. What comes out must be the layer's
 * numbers still.
 */
class LayerRoundTripTest {
  private static final long SEED = 41;

  private static Agreement verify(Layer layer, Plan plan) {
    return new Verifier(VerifySettings.DEFAULT, new Nd4jEngine(), any -> plan)
        .verify(new LayerRecord(LayerRecord.Label.NONE, layer, null));
  }

  /** The plan with the steps that are layers replaced by their plans. */
  private static Plan back(Plan there) {
    Shape data = there.input();
    Shape weight = there.weight();
    Shape coverage = null;
    // PyTorch's rules for padding are the wider ones.
    Plan.Builder plan =
        new Plan.Builder(Framework.PYTORCH, there.strategy(), there.input(), there.weight());
    for (Plan.Traced traced : there.steps()) {
      Shape on = traced.step().on() == Operand.COVERAGE ? coverage : data;
      Optional<Layer> layer = layer(traced.step(), on, weight);
      if (layer.isPresent() && traced.step().on() == Operand.DATA) {
        Plan replaced = Strategy.PAD_SLICE.plan(layer.get(), Runtime.PORTABLE);
        replaced.steps().forEach(step -> plan.add(step.step(), step.why()));
      } else {
        plan.add(traced.step(), traced.why());
      }
      switch (traced.step().on()) {
        case DATA -> data = traced.shape();
        case WEIGHT -> weight = traced.shape();
        case COVERAGE -> coverage = traced.shape();
      }
    }
    return plan.build();
  }

  /** The layer that a step is, on data and weight of these shapes. */
  private static Optional<Layer> layer(Step step, Shape data, Shape weight) {
    if (step instanceof TensorFlowStep.Conv conv) {
      int rank = conv.strides().size();
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
    if (step instanceof TensorFlowStep.ConvTranspose conv) {
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
    if (step instanceof TensorFlowStep.Pool pool) {
      int rank = pool.ksize().size();
      String kind = pool.pooling() == Pooling.MAX ? "MAX_POOL" : "AVG_POOL";
      return Optional.of(
          tensorFlow(
              TensorFlowOp.valueOf(kind + rank + "D"),
              0,
              pool.ksize(),
              pool.strides(),
              pool.padding(),
              Collections.nCopies(rank, 1),
              1,
              data,
              List.of()));
    }
    if (step instanceof TorchStep.Conv conv) {
      int rank = conv.stride().size();
      return Optional.of(
          torch(
              ConvOp.valueOf("CONV" + rank + "D"),
              weight.size(0).intValue(),
              kernel(weight, 2, rank),
              conv.stride(),
              conv.padding(),
              Collections.nCopies(rank, 0),
              conv.dilation(),
              conv.groups().intValue(),
              conv.bias(),
              data));
    }
    if (step instanceof TorchStep.ConvTranspose conv) {
      int rank = conv.stride().size();
      return Optional.of(
          torch(
              ConvOp.valueOf("CONV_TRANSPOSE" + rank + "D"),
              weight.size(1).intValue(),
              kernel(weight, 2, rank),
              conv.stride(),
              conv.padding(),
              conv.outputPadding(),
              conv.dilation(),
              1,
              conv.bias(),
              data));
    }
    if (step instanceof TorchStep.Pool pool) {
      int rank = pool.stride().size();
      boolean max = pool.pooling() == Pooling.MAX;
      return Optional.of(
          new PoolSpec(
              PoolOp.valueOf((max ? "MAX_POOL" : "AVG_POOL") + rank + "D"),
              pool.kernelSize(),
              pool.stride(),
              pool.padding(),
              Collections.nCopies(rank, 1),
              pool.ceilMode(),
              max,
              null,
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
      ConvPadding padding,
      List<Integer> dilations,
      int groups,
      Shape data,
      List<Size> outputSize) {
    TensorFlowPadding own =
        padding instanceof ConvPadding.Explicit explicit
            ? new TensorFlowPadding.Explicit(explicit.amounts())
            : padding instanceof ConvPadding.Same
                ? TensorFlowPadding.SAME
                : TensorFlowPadding.VALID;
    return new TensorFlowSpec(
        op,
        data.size(data.rank() - 1),
        op.isPooling() ? null : Size.of(filters),
        1,
        kernelSize,
        strides,
        own,
        dilations,
        groups,
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
        data.size(1).intValue(),
        out,
        kernelSize,
        stride,
        new Padding.Explicit(padding),
        outputPadding,
        dilation,
        groups,
        bias,
        PaddingMode.ZEROS,
        data);
  }

  /** How many of the layers have the strategy, and agree after the round. */
  private static int agreeing(List<? extends Layer> layers, Strategy strategy) {
    int agreed = 0;
    for (Layer layer : layers) {
      Plan there;
      try {
        there = strategy.plan(layer, Runtime.PORTABLE);
      } catch (Refusal refusal) {
        continue;
      }
      Plan back = back(there);
      assertThat(back).isNotEqualTo(there);
      Agreement agreement = verify(layer, back);
      assertThat(agreement.agree()).as("%s: %s", layer, agreement.vote()).isTrue();
      // And once more, there again.
      Plan again = back(back);
      assertThat(verify(layer, again).agree()).as("%s", layer).isTrue();
      agreed++;
    }
    return agreed;
  }

  @ParameterizedTest
  @CsvSource({"PAD_SLICE, 400", "EXPLICIT, 50", "SAME, 23", "ZERO_INSERT, 193"})
  void aConvolutionOfPyTorchs(Strategy strategy, int count) {
    RandomSpecs specs = new RandomSpecs(SEED);
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      layers.add(specs.next());
    }
    assertThat(agreeing(layers, strategy)).isEqualTo(count);
  }

  @ParameterizedTest
  @EnumSource(PoolOp.class)
  void aPoolingOfPyTorchs(PoolOp op) {
    RandomPools pools = new RandomPools(SEED);
    List<Layer> layers = new ArrayList<>();
    while (layers.size() < 40) {
      PoolSpec pool = pools.next(op);
      if (pool.dilation().stream().allMatch(dilation -> dilation == 1)) {
        layers.add(pool);
      }
    }
    assertThat(agreeing(layers, Strategy.PAD_SLICE)).isEqualTo(40);
  }

  @ParameterizedTest
  @EnumSource(TensorFlowOp.class)
  void aLayerOfTensorFlows(TensorFlowOp op) {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(SEED);
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      layers.add(specs.next(op));
    }
    assertThat(agreeing(layers, Strategy.PAD_SLICE)).isEqualTo(40);
  }
}
