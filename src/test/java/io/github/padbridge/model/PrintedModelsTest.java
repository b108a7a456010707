package io.github.padbridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.PrintedForm;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonBoolean;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The text of real models against their modules, and of random ones against what was printed. */
class PrintedModelsTest {
  private static final Path MODELS = Path.of("src/test/resources/models");
  private static final String TRUTH = ".layers.jsonl";

  /** The rows of a text, but for what is left out. */
  static List<ModelLayer> layers(String text) {
    return rows(text).stream().filter(row -> !row.isLeftOut()).toList();
  }

  static List<ModelLayer> rows(String text) {
    List<ModelLayer> rows = new ArrayList<>();
    Model.read(new SourceText("model.txt", text)).forEachLayer(null, false, rows::add);
    return rows;
  }

  /** The truth of the real models lists their convolutions only. */
  private static List<ModelLayer> convolutions(String text) {
    return layers(text).stream().filter(layer -> layer.spec() instanceof ConvSpec).toList();
  }

  @Test
  void realModels() throws IOException {
    int models = 0;
    int layers = 0;
    try (Stream<Path> files = Files.list(MODELS)) {
      for (Path truth : files.filter(file -> file.toString().endsWith(TRUTH)).sorted().toList()) {
        String name = truth.getFileName().toString().replace(TRUTH, "");
        List<ModelLayer> read = convolutions(Files.readString(MODELS.resolve(name + ".txt")));
        List<JsonRecord> expected = TestData.parsed(Files.readString(truth));
        assertThat(read).as(name).hasSameSizeAs(expected);
        for (int i = 0; i < read.size(); i++) {
          assertThat(read.get(i).refusal()).as("%s %s", name, read.get(i)).isNull();
          same(read.get(i), (JsonObject) expected.get(i).value());
        }
        models++;
        layers += read.size();
      }
    }
    assertThat(models).isEqualTo(17);
    assertThat(layers).isEqualTo(960);
  }

  /** Field by field, so that what is compared does not come from the reader of specs. */
  private static void same(ModelLayer layer, JsonObject truth) {
    ConvSpec spec = (ConvSpec) layer.spec();
    Map<String, JsonValue> fields = truth.fields();
    assertThat(layer.name()).isEqualTo(text(fields.get("name")));
    assertThat(layer.className()).as(layer.name()).isEqualTo(text(fields.get("class")));
    assertThat(spec.op().className()).as(layer.name()).isEqualTo(text(fields.get("base")));
    assertThat(List.of(spec.inChannels().intValue(), spec.outChannels().intValue(), spec.groups()))
        .as(layer.name())
        .containsExactly(
            integer(fields.get("in_channels")),
            integer(fields.get("out_channels")),
            integer(fields.get("groups")));
    assertThat(spec.kernelSize()).as(layer.name()).isEqualTo(list(fields.get("kernel_size")));
    assertThat(spec.stride()).as(layer.name()).isEqualTo(list(fields.get("stride")));
    assertThat(spec.dilation()).as(layer.name()).isEqualTo(list(fields.get("dilation")));
    assertThat(spec.outputPadding()).as(layer.name()).isEqualTo(list(fields.get("output_padding")));
    assertThat(spec.bias()).isEqualTo(((JsonBoolean) fields.get("bias")).value());
    assertThat(spec.paddingMode().torchName()).isEqualTo(text(fields.get("padding_mode")));
    boolean same = layer.className().endsWith("Conv2dSame");
    assertThat(spec.padsAtRuntime()).as(layer.name()).isEqualTo(same);
    if (!same) {
      for (int axis = 0; axis < spec.spatialRank(); axis++) {
        int padding = list(fields.get("padding")).get(axis);
        assertThat(spec.padAmount(axis).before()).as(layer.name()).isEqualTo(padding);
        assertThat(spec.padAmount(axis).after()).as(layer.name()).isEqualTo(padding);
      }
    }
  }

  private static String text(JsonValue value) {
    return ((JsonString) value).value();
  }

  private static int integer(JsonValue value) {
    return ((JsonNumber) value).value().intValue();
  }

  private static List<Integer> list(JsonValue value) {
    return ((JsonArray) value).items().stream().map(PrintedModelsTest::integer).toList();
  }

  /** A random layer as PyTorch would hold it: without an input, its kernel not flipped. */
  private static ConvSpec module(RandomSpecs specs) {
    ConvSpec drawn = specs.next();
    ConvOp op = drawn.op();
    return new ConvSpec(
        op,
        drawn.channels(),
        drawn.windows(),
        drawn.padding(),
        drawn.outputPadding(),
        drawn.bias(),
        drawn.paddingMode(),
        false,
        TorchSpec.unknownInput(op.spatialRank(), drawn.inChannels()));
  }

  @Test
  void everyLayerIsReadBackFromItsPrintedForm() {
    RandomSpecs specs = new RandomSpecs(5);
    for (int i = 0; i < 4000; i++) {
      ConvSpec spec = module(specs);
      SourceText text = new SourceText("", PrintedForm.of(spec));
      Layer read = new RecordReader(Map.of()).read(CallReader.read(text, Map.of()).record()).spec();
      assertThat(read).as(text.text()).isEqualTo(spec);
    }
  }

  /**
   * Random trees with what real texts have: repeats, own argument lines, noise of other classes.
   */
  @Test
  void everyModelIsReadBackFromItsPrintedForm() {
    int layers = 0;
    int repeated = 0;
    for (int seed = 0; seed < 600; seed++) {
      RandomModel model = new RandomModel(seed);
      String text = model.printed();
      for (String shown : List.of(text, text.replace("\n", "\r\n"), unindented(text))) {
        List<ModelLayer> read = layers(shown);
        assertThat(read)
            .as("seed %s\n%s", seed, shown)
            .extracting(layer -> layer.name() + " " + layer.className() + " " + layer.spec())
            .isEqualTo(model.expected());
      }
      layers += model.expected().size();
      repeated += model.repeats;
    }
    assertThat(layers).isGreaterThan(4000);
    assertThat(repeated).isGreaterThan(300);
  }

  private static String unindented(String text) {
    return text.lines().map(line -> line.strip() + "\n").reduce("", String::concat);
  }

  /** A tree of modules, printed as {@code Module.__repr__} and {@code ModuleList.__repr__} do. */
  private static final class RandomModel {
    private final SplittableRandom random;
    private final RandomSpecs specs;
    private final List<String> expected;
    private final String text;
    private int repeats;

    RandomModel(int seed) {
      this.random = new SplittableRandom(seed);
      this.specs = new RandomSpecs(seed);
      Node root = container(0);
      this.text = root.text;
      this.expected = root.layers.stream().map(layer -> layer.substring(1)).toList();
    }

    String printed() {
      return text;
    }

    List<String> expected() {
      return expected;
    }

    /** A module's text, and its layers, each with the path from it and a dot before. */
    private record Node(String text, List<String> layers) {}

    private Node container(int depth) {
      StringBuilder lines = new StringBuilder();
      List<String> layers = new ArrayList<>();
      int children = 1 + random.nextInt(4);
      int next = 0;
      for (int i = 0; i < children; i++) {
        Node child = child(depth + 1);
        int times = random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
        repeats += times > 1 ? 1 : 0;
        String name = times == 1 ? "" + next : next + "-" + (next + times - 1);
        lines.append("(").append(name).append("): ").append(times == 1 ? "" : times + " x ");
        lines.append(child.text.strip()).append('\n');
        for (int copy = 0; copy < times; copy++) {
          String path = "." + next++;
          child.layers.forEach(layer -> layers.add(path + layer));
        }
      }
      return new Node("Block(\n" + lines.toString().indent(2) + ")\n", layers);
    }

    private Node child(int depth) {
      if (depth < 4 && random.nextInt(3) == 0) {
        return container(depth);
      }
      return switch (random.nextInt(5)) {
        case 0 -> new Node("BatchNorm2d(64, eps=1e-05, momentum=0.1, affine=True)", List.of());
        case 1 -> new Node("Norm(\n  64, eps=1e-05\n  (act): ReLU(inplace=True)\n)\n", List.of());
        case 2 -> {
          ConvSpec spec = module(specs);
          String name = "Parametrized" + spec.op().className();
          String inside = "(parametrizations): ModuleDict(\n  (weight): _WeightNorm()\n)\n";
          yield new Node(
              name + "(\n  " + PrintedForm.arguments(spec) + "\n" + inside.indent(2) + ")\n",
              List.of(" " + name + " " + spec));
        }
        default -> {
          ConvSpec spec = module(specs);
          yield new Node(PrintedForm.of(spec), List.of(" " + spec.op().className() + " " + spec));
        }
      };
    }
  }
}
