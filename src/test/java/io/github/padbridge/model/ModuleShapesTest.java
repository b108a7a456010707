package io.github.padbridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes that are carried from module to module, against those that PyTorch saw. */
class ModuleShapesTest {
  private record Scan(List<ModelLayer> layers, List<String> notes) {}

  private static Scan scan(String text, Shape input, boolean sequential) {
    List<ModelLayer> layers = new ArrayList<>();
    Model model = Model.read(new SourceText("model.txt", text));
    return new Scan(layers, model.forEachLayer(input, sequential, layers::add).openSizes());
  }

  @Test
  void asPyTorchSawThem() {
    int models = 0;
    int layers = 0;
    int known = 0;
    for (JsonRecord record : TestData.golden("sequential.jsonl")) {
      Map<String, io.github.padbridge.json.JsonValue> fields =
          ((JsonObject) record.value()).fields();
      String text = ((JsonString) fields.get("text")).value();
      List<ModelLayer> read =
          scan(text, shape(fields.get("input_shape")), false).layers().stream()
              .filter(layer -> layer.spec() instanceof ConvSpec)
              .toList();
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
      assertThat(read).as(text).hasSameSizeAs(expected);
      for (int i = 0; i < read.size(); i++) {
        ModelLayer layer = read.get(i);
        if (layer.spec().inputShape().isKnown()) {
          assertThat(layer.name() + layer.spec().inputShape() + layer.spec().outputShape())
              .as(text)
              .isEqualTo(expected.get(i));
          known++;
        } else {
          // PyTorch does not print whether such a pooling takes one window more.
          assertThat(text).contains("AvgPool");
        }
      }
      models++;
      layers += read.size();
    }
    assertThat(models).isEqualTo(120);
    assertThat(layers).isEqualTo(237);
    assertThat(known).isGreaterThan(215);
  }

  /** Paddings and poolings among the convolutions; a layer behind paddings has its own input. */
  @Test
  void withPaddingsAndPoolings() throws IOException {
    int layers = 0;
    int known = 0;
    int joined = 0;
    String lines = Files.readString(Path.of("src/test/resources/scan/sequential.jsonl"));
    for (JsonRecord record : TestData.parsed(lines)) {
      Map<String, io.github.padbridge.json.JsonValue> fields =
          ((JsonObject) record.value()).fields();
      String text = ((JsonString) fields.get("text")).value();
      List<ModelLayer> read =
          scan(text, shape(fields.get("input_shape")), false).layers().stream()
              .filter(ModelLayer::isWindow)
              .toList();
      List<Map<String, io.github.padbridge.json.JsonValue>> expected =
          ((JsonArray) fields.get("layers"))
              .items().stream().map(layer -> ((JsonObject) layer).fields()).toList();
      assertThat(read).as(text).hasSameSizeAs(expected);
      for (int i = 0; i < read.size(); i++) {
        ModelLayer layer = read.get(i);
        assertThat(layer.name()).isEqualTo(((JsonString) expected.get(i).get("name")).value());
        assertThat(layer.refusal()).as(text).isNull();
        if (layer.spec().inputShape().isKnown()) {
          assertThat(layer.spec().inputShape())
              .as(text)
              .isEqualTo(shape(expected.get(i).get("input_shape")));
          boolean isAverage = layer.className().startsWith("Avg");
          if (!isAverage) {
            assertThat(List.of(layer.spec().outputShape(), layer.layer().outputShape()))
                .as(text)
                .containsOnly(shape(expected.get(i).get("output_shape")));
          }
          known++;
        }
        joined += layer.before().isEmpty() ? 0 : 1;
        layers++;
      }
    }
    assertThat(layers).isEqualTo(210);
    assertThat(known).isGreaterThan(170);
    assertThat(joined).isGreaterThan(10);
  }

  private static Shape shape(io.github.padbridge.json.JsonValue array) {
    return Shape.of(TestData.ints((JsonArray) array));
  }

  private static final String CONV = "Conv2d(3, 3, kernel_size=(3, 3), stride=(1, 1))";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Net | false | the model is a Net, not a Sequential, so later sizes are unknown",
        "Sequential | false | 1 is an Attention, whose output shape is unknown, so later sizes are unknown",
        "Net | true | 1 is an Attention, whose output shape is unknown, so later sizes are unknown",
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

  /** PyTorch prints no ceil_mode of an average pooling; where it does not matter it is carried. */
  @Test
  void anAveragePoolingMayTakeOneMore() {
    String text =
        "Sequential(\n  (0): AvgPool2d(kernel_size=2, stride=2, padding=0)\n  (1): "
            + CONV
            + "\n)\n";
    assertThat(scan(text, Shape.of(1, 3, 12, 8), false).layers().get(1).spec().inputShape())
        .isEqualTo(Shape.of(1, 3, 6, 4));
    Scan open = scan(text, Shape.of(1, 3, 12, 9), false);
    assertThat(open.layers().get(1).spec().inputShape().isKnown()).isFalse();
    assertThat(open.notes()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Unflatten(dim=1, unflattened_size=(3, -1)) | 2,12,5 | (2, 3, 4, 5)",
        "Unflatten(dim=-1, unflattened_size=(3, 2, 4)) | 2,24 | (2, 3, 2, 4)",
        "PixelUnshuffle(downscale_factor=2) | 1,3,8,10 | (1, 12, 4, 5)",
        "GLU(dim=1) | 1,6,8,10 | (1, 3, 8, 10)",
        "LazyBatchNorm2d(0, eps=1e-05, momentum=0.1, affine=True) | 1,3,4,5 | (1, 3, 4, 5)",
      })
  void modulesThatPyTorchPrintsFew(String module, String input, String output) {
    int[] sizes =
        java.util.Arrays.stream(input.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    String channels = output.split("[(, ]+", 0)[2];
    String conv = CONV.replace("(3, 3, ", "(" + channels + ", 3, ").replace("(3, 3)", "(1, 1)");
    String text = "Sequential(\n  (0): " + module + "\n  (1): " + conv + "\n)\n";
    assertThat(scan(text, Shape.of(sizes), false).layers().get(0).spec().inputShape())
        .hasToString(output);
  }

  @Test
  void anInputThatALayerCannotHaveIsItsFault() {
    String text = "Sequential(\n  (0): " + CONV + "\n  (1): " + CONV + "\n)\n";
    List<ModelLayer> layers = scan(text, Shape.of(1, 3, 4, 4), false).layers();
    assertThat(layers.get(0).refusal()).isNull();
    assertThat(layers.get(1).refusal().faults().get(0).message())
        .startsWith("the kernel must not be larger than the padded input (got kernel_size 3,");
    assertThat(layers.get(1).refusal().faults().get(0).place().line()).isEqualTo(3);
  }
}
