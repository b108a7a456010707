package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.StrategyChoice;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProofServiceTest {
  private final ProofService service = service(null);

  private static ProofService service(String strategy) {
    return new ProofService(
        new StrategyChoice(strategy, Runtime.PORTABLE, null),
        VerifySettings.DEFAULT,
        new FailingEngine());
  }

  private static ConvSpec layer(int channels) {
    return TestData.spec(
        "{'op': 'conv1d', 'in_channels': "
            + channels
            + ", 'out_channels': 1, 'kernel_size': 3, 'input_shape': [1, "
            + channels
            + ", 9]}");
  }

  @ParameterizedTest
  @CsvSource({
    "66, not enough memory for this layer, false",
    "67, internal error: java.lang.IllegalStateException: planted, true",
    "68, internal error: java.lang.StackOverflowError: planted, true",
    "69, planted refusal, false"
  })
  void whateverGoesWrongWithALayerIsItsReason(int channels, String reason, boolean internal) {
    Attempt<LayerProof> attempt = service.prove(layer(channels));
    assertThat(attempt.succeeded()).isFalse();
    assertThat(attempt.faults()).extracting(Fault::message).containsExactly(reason);
    assertThat(attempt.internalError() != null).isEqualTo(internal);
    Place place = new Place("layers.json", 3, 1, "");
    assertThat(attempt.locatedAt(place).faults()).allMatch(fault -> place.equals(fault.place()));
    assertThat(service.prove(layer(2)).requireResult().agreement().agree()).isTrue();
  }

  @Test
  void everyStrategyThatAppliesIsProven() {
    LayerProof proof = service(StrategyChoice.ALL).prove(layer(2)).requireResult();
    assertThat(proof.agreement().agree()).isTrue();
    assertThat(proof.outcomes()).hasSize(5).filteredOn(o -> o.agreement() != null).hasSize(2);
  }

  @Test
  void aLayerThatNoStrategyExpressesIsRefusedWithEveryReason() {
    ConvSpec layer =
        TestData.spec(
            "{'op': 'conv3d', 'in_channels': 1, 'out_channels': 1, 'kernel_size': 3, 'stride': 5,"
                + " 'runtime_padding': 'SAME'}");
    Attempt<LayerProof> attempt = service(StrategyChoice.ALL).prove(layer);
    assertThat(attempt.internalError()).isNull();
    assertThat(attempt.faults())
        .extracting(Fault::message)
        .allSatisfy(message -> assertThat(message).startsWith("strategy "))
        .doesNotHaveDuplicates()
        .hasSize(Strategy.values().length);
  }

  /** The plan of a layer is made once, and another where another size or batch is run. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{'op': 'conv2d', 'out_channels': 4, 'kernel_size': 3, 'input_shape': [1, 4, 9, 9]}; 1",
        "{'op': 'conv_transpose1d', 'out_channels': 4, 'kernel_size': 3, 'input_shape': [3, 4, 5]}; 1",
        "{'op': 'avg_pool2d', 'kernel_size': 3, 'padding': 1, 'input_shape': [1, 4, 9, 9]}; 1",
        "{'op': 'conv2d', 'out_channels': 4, 'kernel_size': 3, 'stride': 2, 'padding': 1}; 4",
        "{'op': 'max_pool2d', 'kernel_size': 3, 'ceil_mode': true}; 5",
      })
  void noLayerIsPlannedTwice(String json, int times) {
    List<Layer> planned = new ArrayList<>();
    Target counting =
        new Target() {
          @Override
          public OpSet ops() {
            return TensorFlowOpSet.OPS;
          }

          @Override
          public Plan plan(Strategy strategy, Layer layer, Runtime runtime) {
            planned.add(layer);
            return Targets.usual(layer).plan(strategy, layer, runtime);
          }
        };
    ProofService counted =
        new ProofService(
            new StrategyChoice(null, Runtime.PORTABLE, counting),
            VerifySettings.DEFAULT,
            new Nd4jEngine());
    Layer layer = TestData.layer(json).spec();
    assertThat(counted.prove(layer).requireResult().agreement().agree()).isTrue();
    assertThat(planned).doesNotHaveDuplicates().hasSize(times).startsWith(layer);
  }
}
