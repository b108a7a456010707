package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The spec that an answer carries is the layer: read again, it is equal. */
class SpecArgumentsTest {
  private static Layer readAgain(Layer layer) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
      Translation translation =
          Translation.of(
              layer,
              Alternative.plan(Strategy.PAD_SLICE, layer, Runtime.PORTABLE),
              Runtime.PORTABLE);
      new JsonAnswer(generator).translation(LayerRecord.Label.NONE, translation);
    }
    String answer = text.toString();
    // A transposed layer of TensorFlow's has an output_shape of its own inside.
    int end = answer.indexOf("},\"output_shape\":");
    String spec = answer.substring(answer.indexOf("\"spec\":") + 7, end + 1);
    return TestData.layer(TestData.parsed(spec).get(0)).spec();
  }

  @Test
  void everyKindOfLayerIsReadAgain() throws IOException {
    List<Layer> layers = new ArrayList<>();
    RandomSpecs specs = new RandomSpecs(51);
    RandomPools pools = new RandomPools(51);
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(51);
    for (int i = 0; i < 300; i++) {
      layers.add(specs.next());
      layers.add(pools.next(PoolOp.values()[i % PoolOp.values().length]));
      layers.add(tensorFlow.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]));
    }
    int equal = 0;
    for (Layer layer : layers) {
      Layer again = readAgain(layer);
      assertThat(again).as("%s", layer).isEqualTo(layer);
      equal++;
    }
    assertThat(equal).isEqualTo(900);
  }

  @Test
  void whatIsPaddedAtRunTimeIsReadAgain() throws IOException {
    for (String size : List.of("8, 9", "null, null")) {
      Layer layer =
          TestData.layer(
                  "{'op': 'conv2d', 'kernel_size': 3, 'stride': 2, 'runtime_padding': 'SAME',"
                      + " 'input_shape': [1, 4, "
                      + size
                      + "]}")
              .spec();
      StringWriter text = new StringWriter();
      try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
        new JsonAnswer(generator).spec(layer);
      }
      assertThat(text.toString()).contains("\"padding\":[0,0],", "\"runtime_padding\":\"SAME\"");
      assertThat(TestData.layer(TestData.parsed(text.toString()).get(0)).spec()).isEqualTo(layer);
    }
  }

  /** What the worksheet shows is source that makes the layer. */
  @Test
  void theSourceOfALayerMakesIt() {
    RandomSpecs specs = new RandomSpecs(53);
    int equal = 0;
    for (int i = 0; i < 1000; i++) {
      ConvSpec spec = specs.next();
      if (!spec.flipKernel()) {
        SourceText source = new SourceText("", SourceCall.of(spec.op().className(), spec));
        Layer made =
            new RecordReader(Map.of()).read(CallReader.read(source, Map.of()).record()).spec();
        assertThat(made.withInputShape(spec.inputShape())).as(source.text()).isEqualTo(spec);
        equal++;
      }
    }
    assertThat(equal).isGreaterThan(600);
  }

  @Test
  void sizesThatAreLeftOpenStayOpen() throws IOException {
    RandomTensorFlowSpecs tensorFlow = new RandomTensorFlowSpecs(52);
    int equal = 0;
    for (int i = 0; i < 280; i++) {
      TensorFlowSpec known =
          tensorFlow.next(TensorFlowOp.values()[i % TensorFlowOp.values().length]);
      if (known.op().isTransposed()) {
        continue;
      }
      Shape names =
          TestData.layer(
                  "{'framework': 'tensorflow', 'op': '"
                      + known.opName()
                      + "', 'kernel_size': 1, 'strides': 1, 'padding': 'SAME'"
                      + (known.channelsFirst() ? ", 'data_format': 'channels_first'" : "")
                      + (known.op().isPooling() ? "" : ", 'in_channels': " + known.inChannels())
                      + "}")
              .spec()
              .inputShape();
      TensorFlowSpec open = known.withInputShape(names);
      assertThat(open.inputShape().sizes()).anyMatch(size -> !size.isKnown());
      assertThat(readAgain(open)).as("%s", open).isEqualTo(open);
      equal++;
    }
    assertThat(equal).isEqualTo(220);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'padding': 'SAME', 'output_padding': null",
        "'padding': 'SAME', 'output_padding': 1",
        "'padding': 'VALID', 'output_padding': null",
        "'padding': 'VALID', 'output_padding': [0, 1]",
      })
  void aTransposedLayerOfKerasIsReadAgain(String how) throws IOException {
    Layer layer =
        TestData.layer(
                "{'op': 'conv2d_transpose', 'in_channels': 2, 'filters': 3, 'kernel_size': [3, 5], 'strides': 2, "
                    + how
                    + "}")
            .spec();
    assertThat(readAgain(layer)).isEqualTo(layer);
  }
}
