package io.github.padbridge.proof;

import static io.github.padbridge.TestData.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.proof.Comparison.Tolerance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
  private static final long SEED = 3;

  private static Agreement verify(String json, VerifySettings settings) {
    return new Verifier(settings, new Nd4jEngine(), TestData::padSlice).verify(layer(json));
  }

  private static Agreement verify(String json) {
    return verify(json, VerifySettings.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(ConvOp.class)
  void everyRandomLayerAgrees(ConvOp op) {
    RandomSpecs specs = new RandomSpecs(SEED);
    Verifier verifier = new Verifier(VerifySettings.DEFAULT, new Nd4jEngine(), TestData::padSlice);
    int agreed = 0;
    for (int i = 0; i < 400; i++) {
      ConvSpec spec = specs.next(op);
      Agreement agreement = verifier.verify(new LayerRecord(LayerRecord.Label.NONE, spec, null));
      assertThat(agreement.agree()).as("%s: %s", spec, agreement.result()).isTrue();
      assertThat(agreement.result().comparison().elements())
          .isEqualTo(spec.outputShape().elements());
      assertThat(agreement.result().comparison().maxAbsDiff()).isZero();
      assertThat(agreement.evidence().missProbability()).isLessThan(1e-12);
      agreed++;
    }
    assertThat(agreed).isEqualTo(400);
  }

  @Test
  void realsAgreeWithinTheToleranceOfTheirType() {
    RandomSpecs specs = new RandomSpecs(SEED + 1);
    int agreed = 0;
    for (Precision precision : Precision.values()) {
      VerifySettings settings =
          new VerifySettings(1, 2, precision, precision.tolerance(), false, null);
      Verifier verifier = new Verifier(settings, new Nd4jEngine(), TestData::padSlice);
      for (int i = 0; i < 150; i++) {
        ConvSpec spec = specs.next();
        Agreement agreement = verifier.verify(new LayerRecord(LayerRecord.Label.NONE, spec, null));
        assertThat(agreement.agree()).as("%s: %s", spec, agreement.result()).isTrue();
        assertThat(agreement.exact()).isFalse();
        agreed++;
      }
    }
    assertThat(agreed).isEqualTo(300);
  }

  @Test
  void float32IsReallyComputedInFloat32() {
    String json =
        "{'op': 'conv1d', 'kernel_size': 64, 'in_channels': 8, 'input_shape': [1, 8, 200]}";
    VerifySettings exactly =
        new VerifySettings(1, 1, Precision.FLOAT32, new Tolerance(0, 0), false, null);
    Agreement agreement = verify(json, exactly);
    // The loops run in float64, so float32 rounding shows, and stays within float32's tolerance.
    assertThat(agreement.result().comparison().maxAbsDiff()).isBetween(1e-8, 1e-4);
  }

  @Test
  void theBoundOnAMissIsTheOneOfSchwartzAndZippel() {
    Layer spec =
        layer(
                "{'op': 'conv1d', 'kernel_size': 7, 'in_channels': 258, 'out_channels': 1, 'input_shape': [1, 258, 9]}")
            .spec();
    ProductDraws draws = new ProductDraws(spec, 1, Precision.FLOAT64);
    long range = draws.range();
    double products = 258 * 7 + 1;
    assertThat(products * range * range).isLessThan(0x1p53);
    assertThat(products * (range + 1) * (range + 1)).isGreaterThanOrEqualTo(0x1p53 - 1);
    assertThat(draws.missProbability(2, TestData.padSlice(spec)))
        .isCloseTo(Math.pow(2.0 / (2 * range + 1), 2), within(1e-18));
    assertThat(draws.enough()).isEqualTo(2);
  }

  @Test
  void drawsAreTheSameForTheSameSeed() {
    Layer spec =
        layer("{'op': 'conv1d', 'out_channels': 1, 'kernel_size': 3, 'input_shape': [1, 1, 50]}")
            .spec();
    double[] once = new ProductDraws(spec, 9, Precision.FLOAT64).integers().x().data();
    assertThat(new ProductDraws(spec, 9, Precision.FLOAT64).integers().x().data()).isEqualTo(once);
    assertThat(new ProductDraws(spec, 10, Precision.FLOAT64).integers().x().data())
        .isNotEqualTo(once);
  }

  @Test
  void aLargeLayerIsRunOnFewerChannelsAndSaysSo() {
    Agreement agreement =
        verify(
            "{'op': 'conv2d', 'in_channels': 512, 'out_channels': 1024, 'groups': 4, 'kernel_size': 3, 'padding': 1, 'input_shape': [8, 512, 56, 56]}");
    assertThat(agreement.agree()).isTrue();
    assertThat(agreement.ran().inputShape()).hasToString("(1, 6, 56, 56)");
    assertThat(((ConvSpec) agreement.ran()).groups()).isEqualTo(3);
    assertThat(agreement.note()).startsWith("reduced to in_channels 6, out_channels 6, groups 3");
  }

  @Test
  void fullRunsAllOfIt() {
    VerifySettings full = new VerifySettings(1, 1, Precision.FLOAT64, null, true, null);
    Agreement agreement =
        verify(
            "{'op': 'conv2d', 'in_channels': 64, 'out_channels': 64, 'kernel_size': 3, 'input_shape': [1, 64, 90, 90]}",
            full);
    assertThat(agreement.agree()).isTrue();
    assertThat(agreement.note()).isNull();
    assertThat(agreement.result().comparison().elements()).isEqualTo(64 * 88 * 88);
  }

  @Test
  void whatDoesNotFitTheMachineIsRefusedBeforeAnythingIsAllocated() {
    String large = "{'op': 'conv2d', 'kernel_size': 3, 'input_shape': [1, 1, 1000000, 1000000]}";
    VerifySettings full = new VerifySettings(1, 1, Precision.FLOAT64, null, true, null);
    assertThatThrownBy(() -> verify(large, full))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("too large to run");
    assertThat(verify(large).note())
        .contains("reduced to in_channels 1, out_channels 2, groups 1, input_shape (1, 1, 6, 6)");
    assertThatThrownBy(
            () ->
                verify(
                    "{'op': 'conv_transpose1d', 'kernel_size': 2, 'dilation': 2000000000, 'input_shape': [1, 1, 3]}"))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void sizesThatAreLeftOpenAreChosenAndNamed() {
    RandomSpecs specs = new RandomSpecs(SEED + 2);
    Verifier verifier = new Verifier(VerifySettings.DEFAULT, new Nd4jEngine(), TestData::padSlice);
    for (int i = 0; i < 300; i++) {
      ConvSpec known = specs.next();
      ConvSpec open =
          known.withInputShape(TorchSpec.unknownInput(known.spatialRank(), known.inChannels()));
      Agreement agreement = verifier.verify(new LayerRecord(LayerRecord.Label.NONE, open, null));
      assertThat(agreement.agree()).isTrue();
      assertThat(agreement.note())
          .startsWith("proven equal at every size; run with chosen sizes: ")
          .contains("input_shape " + agreement.ran().inputShape());
      assertThat(agreement.sizes()).isEqualTo(Agreement.Sizes.EVERY);
    }
  }

  @Test
  void anEmptyBatchIsRunWithABatchOfOne() {
    Agreement agreement =
        verify("{'op': 'conv_transpose1d', 'kernel_size': 3, 'input_shape': [0, 1, 5]}");
    assertThat(agreement.agree()).isTrue();
    assertThat(agreement.note()).contains("a batch of 0");
    Agreement open = verify("{'op': 'conv1d', 'kernel_size': 3, 'input_shape': [0, 1, null]}");
    assertThat(open.agree()).as("%s", open.result()).isTrue();
    assertThat(open.note()).contains("run with chosen sizes", "a batch of 0");
    Agreement ofNothing =
        verify(
            "{'spec': {'op': 'conv1d', 'kernel_size': 1, 'bias': false}, 'x': {'shape': [0, 1, 5], 'data': []},"
                + " 'weight': {'shape': [1, 1, 1], 'data': [2]}, 'y': {'shape': [0, 1, 5], 'data': []}}");
    assertThat(ofNothing.agree()).isTrue();
    assertThat(ofNothing.result().comparison().elements()).isZero();
  }

  @Test
  void aCaseIsHeldAgainstItsOwnY() {
    String common =
        "{'spec': {'op': 'conv1d', 'kernel_size': 2, 'bias': false}, 'x': {'shape': [1, 1, 3], 'data': [1, 2, 3]},"
            + " 'weight': {'shape': [1, 1, 2], 'data': [10, 1]}, 'y': {'shape': %s, 'data': %s}}";
    assertThat(verify(common.formatted("[1, 1, 2]", "[12, 23]")).agree()).isTrue();

    Agreement differs = verify(common.formatted("[1, 1, 2]", "[12, 24]"));
    assertThat(differs.agree()).isFalse();
    assertThat(differs.result().expectedFrom()).isEqualTo("y");
    assertThat(differs.result().comparison().differing()).isEqualTo(1);
    assertThat(differs.result().comparison().first().index()).containsExactly(0, 0, 1);
    assertThat(differs.result().comparison().first().expected()).isEqualTo(24);
    assertThat(differs.result().comparison().first().actual()).isEqualTo(23);

    Agreement otherShape = verify(common.formatted("[1, 1, 1]", "[12]"));
    assertThat(otherShape.agree()).isFalse();
    assertThat(otherShape.result().contradiction())
        .isEqualTo("y has shape [1, 1, 1], the plan gives [1, 1, 2]");
  }

  @Test
  void aCaseOfRealsIsComparedWithinTheTolerance() {
    String json =
        "{'spec': {'op': 'conv1d', 'kernel_size': 2, 'bias': false}, 'x': {'shape': [1, 1, 3], 'data': [0.1, 0.2, 0.3]},"
            + " 'weight': {'shape': [1, 1, 2], 'data': [0.7, 0.1]}, 'y': {'shape': [1, 1, 2], 'data': [0.09, %s]}}";
    Agreement agreement = verify(json.formatted("0.17"));
    assertThat(agreement.agree()).isTrue();
    assertThat(agreement.exact()).isFalse();
    assertThat(verify(json.formatted("0.1701")).agree()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op': 'conv1d', 'kernel_size': 3, 'padding': 3, 'stride': 2147483647, 'input_shape': [1, 1, 5]}",
        "{'op': 'conv2d', 'kernel_size': [1, 2], 'dilation': [2147483647, 1], 'input_shape': [1, 1, 4, 4]}",
        "{'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2147483647, 'input_shape': [1, 1, 1]}",
        "{'op': 'conv_transpose2d', 'kernel_size': 1, 'dilation': 2147483647, 'input_shape': [1, 1, 2, 2]}",
        "{'op': 'conv1d', 'kernel_size': 1, 'groups': 100000, 'input_shape': [1, 100000, 3]}"
      })
  void theLargestNumbersOverflowNothing(String json) {
    assertThat(verify(json).agree()).isTrue();
  }
}
