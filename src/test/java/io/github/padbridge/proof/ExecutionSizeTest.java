package io.github.padbridge.proof;

import static io.github.padbridge.TestData.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutionSizeTest {
  private static final String IMAGES =
      "{'op': 'conv2d', 'in_channels': 3, 'out_channels': 8, 'kernel_size': 3, 'input_shape': [7, 3, 40, 50]}";

  /** ND4J, which remembers the inputs of the plans that it was to run. */
  private static final class Watched implements Engine {
    final List<Tensor> inputs = new ArrayList<>();
    private final Engine engine = new Nd4jEngine();

    @Override
    public void start() {
      engine.start();
    }

    @Override
    public String definition(Layer layer) {
      return engine.definition(layer);
    }

    @Override
    public String note() {
      return null;
    }

    @Override
    public Precision widest(Layer layer, Plan plan) {
      return engine.widest(layer, plan);
    }

    @Override
    public Tensor define(Layer layer, CaseTensors on, Precision precision) {
      return engine.define(layer, on, precision);
    }

    @Override
    public Tensor defineInLoops(Layer layer, CaseTensors on) {
      return engine.defineInLoops(layer, on);
    }

    @Override
    public Tensor run(Plan plan, CaseTensors on, Precision precision) {
      inputs.add(on.x());
      return engine.run(plan, on, precision);
    }
  }

  private static VerifySettings within(long bytes, boolean full) {
    return new VerifySettings(5, null, null, null, full, bytes);
  }

  private static long bytes(Layer layer) {
    return (long) Math.ceil(Footprint.of(layer, TestData.padSlice(layer)).bytes());
  }

  private static LayerRecord record(Layer layer) {
    return new LayerRecord(LayerRecord.Label.NONE, layer, null);
  }

  @Test
  void aBatchThatDoesNotFitIsRunInPartsOnDifferentNumbers() {
    Layer whole = layer(IMAGES).spec();
    Layer three = whole.withInputShape(Shape.of(3, 3, 40, 50));
    for (boolean full : new boolean[] {false, true}) {
      Watched engine = new Watched();
      Agreement agreement =
          new Verifier(within(bytes(three), full), engine, TestData::padSlice)
              .verify(record(whole));
      assertThat(agreement.agree()).isTrue();
      assertThat(agreement.ran()).isEqualTo(whole);
      assertThat(agreement.result().comparison().elements())
          .isEqualTo(whole.outputShape().elements());
      assertThat(agreement.note()).isEqualTo("the batch of 7 is run 3 at a time to save memory");
      int draws = agreement.evidence().draws();
      assertThat(engine.inputs).hasSize(3 * draws);
      assertThat(engine.inputs.stream().map(x -> x.shape()[0]).distinct()).containsExactly(3, 1);
      assertThat(engine.inputs.stream().map(x -> x.data()[0]).distinct()).hasSize(3 * draws);
    }
  }

  @Test
  void aWrongPlanIsFoundInParts() {
    Layer whole = layer(IMAGES).spec();
    Layer wrong = layer(IMAGES.replace("'kernel_size'", "'padding': [0, 1], 'kernel_size'")).spec();
    Layer shifted =
        layer(IMAGES.replace("'kernel_size'", "'dilation': 2, 'padding': 1, 'kernel_size'")).spec();
    assertThat(shifted.outputShape()).isEqualTo(whole.outputShape());
    for (Layer other : List.of(wrong, shifted)) {
      Agreement agreement =
          new Verifier(
                  within(bytes(whole) / 3, false),
                  new Nd4jEngine(),
                  layer -> TestData.padSlice(other.withInputShape(layer.inputShape())))
              .verify(record(whole));
      assertThat(agreement.agree()).isFalse();
    }
  }

  @Test
  void theSampleOfACaseThatDiffersIsNamed() {
    Layer whole = layer(IMAGES).spec();
    Draws draws = Draws.of(whole, 1, Precision.FLOAT64);
    CaseTensors drawn = draws.integers();
    Tensor y = new Nd4jEngine().defineInLoops(whole, drawn);
    double[] wrong = y.data().clone();
    int sample = wrong.length / 7;
    wrong[5 * sample + 2]++;
    CaseTensors tensors =
        new CaseTensors(drawn.x(), drawn.weight(), drawn.bias(), new Tensor(y.shape(), wrong));
    Agreement agreement =
        new Verifier(within(bytes(whole) / 3, false), new Nd4jEngine(), TestData::padSlice)
            .verify(new LayerRecord(LayerRecord.Label.NONE, whole, tensors));
    assertThat(agreement.note()).endsWith("at a time to save memory");
    assertThat(agreement.result().expectedFrom()).isEqualTo("y");
    assertThat(agreement.result().comparison().differing()).isEqualTo(1);
    assertThat(agreement.result().comparison().first().index()).containsExactly(5, 0, 0, 2);
  }

  @Test
  void whereASampleDoesNotFitThereAreFewerChannelsOrARefusal() {
    String json =
        "{'op': 'conv2d', 'in_channels': 64, 'out_channels': 64, 'kernel_size': 3, 'input_shape': [2, 64, 20, 20]}";
    Layer whole = layer(json).spec();
    long some = bytes(whole) / 10;
    Agreement agreement =
        new Verifier(within(some, false), new Nd4jEngine(), TestData::padSlice)
            .verify(record(whole));
    assertThat(agreement.agree()).isTrue();
    assertThat(agreement.note())
        .isEqualTo(
            "reduced to in_channels 2, out_channels 2, groups 1, input_shape (1, 2, 20, 20);"
                + " --full runs the whole layer");
    assertThatThrownBy(
            () ->
                new Verifier(within(some, true), new Nd4jEngine(), TestData::padSlice)
                    .verify(record(whole)))
        .isInstanceOf(Refusal.class)
        .hasMessageMatching(
            "(?s)too large to run: about \\d+ MiB for input \\(1, 64, 20, 20\\) and weight"
                + " \\(64, 64, 3, 3\\) \\(limit \\d+ MiB\\).*");
    assertThatThrownBy(
            () ->
                new Verifier(within(1000, false), new Nd4jEngine(), TestData::padSlice)
                    .verify(record(whole)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("for input (1, 2, 6, 6)");
  }

  /** Shorter axes leave what the stride leaves of the longer ones. */
  @ParameterizedTest
  @CsvSource({
    "'{\"op\": \"conv2d\", \"in_channels\": 1, \"out_channels\": 1,"
        + " \"kernel_size\": 3, \"stride\": 4, \"input_shape\": [1, 1, 6003, 6002]}', 15, 14",
    "'{\"op\": \"max_pool2d\", \"kernel_size\": 3, \"stride\": 2, \"padding\": 1, \"ceil_mode\": true,"
        + " \"input_shape\": [1, 1, 3002, 3001]}', 8, 9",
    "'{\"op\": \"conv_transpose2d\", \"in_channels\": 1, \"out_channels\": 1, \"kernel_size\": 3, \"stride\": 2, \"padding\": 1,"
        + " \"input_shape\": [1, 1, 2000, 1999]}', 5, 5"
  })
  void axesThatAreTooLongAreRunShorterWithTheSameGeometry(String json, int height, int width) {
    Layer whole = layer(json).spec();
    Agreement agreement =
        new Verifier(VerifySettings.DEFAULT, new Nd4jEngine(), TestData::padSlice)
            .verify(record(whole));
    assertThat(agreement.agree()).isTrue();
    assertThat(agreement.ran().inputShape()).isEqualTo(Shape.of(1, 1, height, width));
    assertThat(agreement.note())
        .startsWith("reduced to ")
        .contains("input_shape (1, 1, " + height + ", " + width + "); --full runs the whole layer");
  }

  @Test
  void layersThatAreEqualUpToChannelsAreProvenOnce() {
    Watched engine = new Watched();
    Verifier verifier = new Verifier(VerifySettings.DEFAULT, engine, TestData::padSlice);
    String open =
        "{'op': 'conv2d', 'in_channels': %d, 'out_channels': %d, 'kernel_size': 3, 'padding': 1}";
    Agreement first = verifier.verify(layer(String.format(open, 256, 512)));
    int once = engine.inputs.size();
    assertThat(once).isPositive();
    Agreement second = verifier.verify(layer(String.format(open, 512, 128)));
    assertThat(engine.inputs).hasSize(once);
    assertThat(second).isEqualTo(first);
    assertThat(second.note())
        .isEqualTo(
            "proven equal at every size; run with chosen sizes: in_channels 2, out_channels 2, groups 1,"
                + " input_shape (1, 2, 8, 8)");
    verifier.verify(layer(String.format(open, 256, 512).replace("'padding': 1", "'padding': 2")));
    assertThat(engine.inputs.size()).isGreaterThan(once);
  }

  /** A proof that is remembered must not hide a plan that is wrong for the next layer. */
  @Test
  void anotherPlanForTheSameLayerIsAnotherProof() {
    Layer layer = layer(IMAGES).spec();
    Layer other =
        layer(IMAGES.replace("'kernel_size'", "'dilation': 2, 'padding': 1, 'kernel_size'")).spec();
    List<Layer> planned = new ArrayList<>();
    Verifier verifier =
        new Verifier(
            VerifySettings.DEFAULT,
            new Nd4jEngine(),
            any -> TestData.padSlice(planned.isEmpty() ? any : planned.get(0)));
    assertThat(verifier.verify(record(layer)).agree()).isTrue();
    planned.add(other);
    assertThat(verifier.verify(record(layer)).agree()).isFalse();
  }

  @Test
  void noMemoryIsTooSmallForAnAnswerOrAReason() {
    RandomSpecs specs = new RandomSpecs(11);
    int agreed = 0;
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      ConvSpec spec = specs.next();
      long limit = Math.max(bytes(spec) * (1 + i % 10) / 8, 1);
      try {
        Agreement agreement =
            new Verifier(within(limit, i % 2 == 0), new Nd4jEngine(), TestData::padSlice)
                .verify(record(spec));
        assertThat(agreement.agree()).isTrue();
        agreed++;
      } catch (Refusal refusal) {
        assertThat(refusal).hasMessageContaining("too large to run: about ");
        refused++;
      }
    }
    assertThat(agreed + refused).isEqualTo(600);
    assertThat(agreed).isGreaterThan(200);
    assertThat(refused).isGreaterThan(50);
  }
}
