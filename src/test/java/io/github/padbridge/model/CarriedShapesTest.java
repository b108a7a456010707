package io.github.padbridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes that are carried from module to module, against those that PyTorch saw. */
class CarriedShapesTest {
  private record Scan(List<ModelLayer> layers, List<String> notes) {}

  private static Scan scan(String text, Shape input, boolean sequential) {
    List<ModelLayer> layers = new ArrayList<>();
    Model model = Model.read(new SourceText("model.txt", text));
    return new Scan(layers, model.forEachConvolution(input, sequential, layers::add));
  }

  @Test
  void asPyTorchSawThem() {
    int models = 0;
    int layers = 0;
    for (JsonRecord record : TestData.golden("sequential.jsonl")) {
      Map<String, io.github.padbridge.json.JsonValue> fields =
          ((JsonObject) record.value()).fields();
      String text = ((JsonString) fields.get("text")).value();
      List<ModelLayer> read = scan(text, shape(fields.get("input_shape")), false).layers();
      List<String> expected =
          ((JsonArray) fields.get("layers"))
              .items().stream()
                  .map(layer -> ((JsonObject) layer).fields())
                  .map(
                      layer ->
                          ((JsonString) layer.get("name")).value()
                              + shape(layer.get("input_shape"))
                              + shape(layer.get("output_shape")))
                  .toList();
      assertThat(read)
          .as(text)
          .extracting(l -> l.name() + l.spec().inputShape() + l.spec().outputShape())
          .isEqualTo(expected);
      models++;
      layers += read.size();
    }
    assertThat(models).isEqualTo(120);
    assertThat(layers).isEqualTo(237);
  }

  private static Shape shape(io.github.padbridge.json.JsonValue array) {
    return Shape.of(TestData.ints((JsonArray) array));
  }

  private static final String CONV = "Conv2d(3, 3, kernel_size=(3, 3), stride=(1, 1))";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Net | false | the sizes are open: what Net does with its modules is not in the text",
        "Sequential | false | after 1 the sizes are open: what Attention does to a shape is not known",
        "Net | true | after 1 the sizes are open: what Attention does to a shape is not known",
      })
  void whatIsNotKnownIsSaid(String root, boolean sequential, String note) {
    String text =
        root + "(\n  (0): " + CONV + "\n  (1): Attention(dim=3)\n  (2): " + CONV + "\n)\n";
    Scan scan = scan(text, Shape.of(1, 3, 9, 9), sequential);
    boolean carried = sequential || root.equals("Sequential");
    assertThat(scan.layers().get(0).spec().outputShape().isKnown()).isEqualTo(carried);
    assertThat(scan.layers().get(1).spec().outputShape().isKnown()).isFalse();
    assertThat(scan.notes()).containsExactly(note);
  }

  @Test
  void anInputThatALayerCannotHaveIsItsFault() {
    String text = "Sequential(\n  (0): " + CONV + "\n  (1): " + CONV + "\n)\n";
    List<ModelLayer> layers = scan(text, Shape.of(1, 3, 4, 4), false).layers();
    assertThat(layers.get(0).refusal()).isNull();
    assertThat(layers.get(1).refusal().faults().get(0).message())
        .startsWith("the kernel must not be larger than the padded input (got 3,");
    assertThat(layers.get(1).refusal().faults().get(0).place().line()).isEqualTo(3);
  }
}
