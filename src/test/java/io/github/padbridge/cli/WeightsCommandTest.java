package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code padbridge weights} on files that PyTorch and Keras wrote. */
class WeightsCommandTest {
  private static final Path FOLDER = Path.of("src/test/resources/weights");

  @TempDir private Path folder;

  private static String given(String name) {
    return FOLDER.resolve(name).toString();
  }

  private String made(String name) {
    return folder.resolve(name).toString();
  }

  private static CommandRun weights(String... args) {
    return CommandRun.of(
        Stream.concat(Stream.of("weights"), Stream.of(args)).toArray(String[]::new));
  }

  private static void assertWritten(CommandRun run) {
    assertThat(run.err()).doesNotContain("error:");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @CsvSource({"net,tensorflow", "net,keras", "audio,tensorflow", "strided,keras"})
  void theSameFileComesBack(String name, String framework) throws IOException {
    String there = made("there.safetensors");
    String back = made("back.safetensors");
    for (String model : new String[] {name + ".txt", name + ".pt2"}) {
      String file = given(name + ".safetensors");
      assertWritten(weights(file, "--model", given(model), "--to", framework, "-o", there));
      assertThat(Files.readAllBytes(Path.of(there)))
          .isNotEqualTo(Files.readAllBytes(Path.of(file)));
      assertWritten(weights(there, "--model", given(model), "--to", "pytorch", "-o", back));
      assertThat(Files.readAllBytes(Path.of(back))).isEqualTo(Files.readAllBytes(Path.of(file)));
    }
  }

  @Test
  void aProgramTellsItsOwnLayers() throws IOException {
    String there = made("there.npz");
    String back = made("back.safetensors");
    CommandRun run = weights(given("net.pt2"), "--to", "keras", "-o", there, "--check");
    assertWritten(run);
    assertThat(run.out()).contains("depthwise.weight", "(8, 1, 3, 3)", "(3, 3, 4, 2)");
    assertThat(run.err())
        .contains("4 weights are permuted, 10 other tensors are copied")
        .contains("weights with two axes are not transposed");
    String model = given("net.txt");
    assertThat(weights(there, "--model", model, "--to", "pytorch", "-o", back).err())
        .contains("--from tells the order of a file that does not record it");
    assertWritten(
        weights(there, "--model", model, "--from", "keras", "--to", "pytorch", "-o", back));
    // The archive records no metadata, so only the header has another length.
    byte[] expected = Files.readAllBytes(Path.of(given("net.safetensors")));
    byte[] found = Files.readAllBytes(Path.of(back));
    assertThat(tensors(found)).isEqualTo(tensors(expected));
  }

  private static byte[] tensors(byte[] file) {
    int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return Arrays.copyOfRange(file, 8 + header, file.length);
  }

  @Test
  void jsonNamesWhatChanged() {
    CommandRun run =
        weights(given("audio.pt2"), "--to", "tensorflow", "--format", "jsonl", "-o", made("x.npz"));
    assertThat(run.out().lines())
        .containsExactly(
            "{\"name\":\"first.weight\",\"op\":\"conv1d\",\"from\":[6,2,3],\"to\":[3,2,6],"
                + "\"permutation\":[2,1,0],\"renamed\":null,\"agree\":null}",
            "{\"name\":\"up.weight\",\"op\":\"conv_transpose1d\",\"from\":[6,2,4],\"to\":[4,2,6],"
                + "\"permutation\":[2,1,0],\"renamed\":null,\"agree\":null}",
            "{\"name\":\"volume.weight\",\"op\":\"conv3d\",\"from\":[2,1,1,2,3],"
                + "\"to\":[1,2,3,1,2],\"permutation\":[2,3,4,1,0],\"renamed\":null,\"agree\":null}",
            "{\"name\":\"volume_up.weight\",\"op\":\"conv_transpose3d\",\"from\":[2,1,1,2,3],"
                + "\"to\":[1,2,3,1,2],\"permutation\":[2,3,4,1,0],\"renamed\":null,\"agree\":null}");
  }

  /** Both names of a tied weight are permuted. */
  @Test
  void everyWeightIsProven() {
    CommandRun run =
        weights(
            given("strided.pt2"),
            "--to",
            "tensorflow",
            "--check",
            "--format",
            "jsonl",
            "-o",
            made("x.safetensors"));
    assertWritten(run);
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(CommandRun.of("schema", "weights").out(), InputFormat.JSON);
    assertThat(run.out().lines())
        .allMatch(line -> schema.validate(line, InputFormat.JSON).isEmpty())
        .hasSize(3)
        .allMatch(line -> line.endsWith("\"agree\":true}"))
        .anyMatch(line -> line.contains("one.weight"))
        .anyMatch(line -> line.contains("two.weight"));
  }

  /** 67 million zeros, which the file system does not store. */
  @Test
  void aLargeWeightIsNotRun() throws IOException {
    int size = 8192 * 8193;
    String header =
        "{'weight':{'dtype':'I8','shape':[8192,8193,1,1],'data_offsets':[0,%d]}}"
            .formatted(size)
            .replace('\'', '"');
    Path file = folder.resolve("large.safetensors");
    ByteBuffer start = ByteBuffer.allocate(8 + header.length()).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
    Files.write(file, start.array());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(start.capacity() + size);
    }
    Path model =
        Files.writeString(
            folder.resolve("large.txt"),
            "Conv2d(8193, 8192, kernel_size=(1, 1), stride=(1, 1), bias=False)\n");
    CommandRun run =
        weights(
            file.toString(),
            "--model",
            model.toString(),
            "--to",
            "tensorflow",
            "--check",
            "-o",
            made("x.npz"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err())
        .contains("this weight is too large to run its layer", "leave out --check");
  }

  @Test
  void namesAreThoseOfThePort() throws IOException {
    String there = made("there.safetensors");
    String back = made("back.safetensors");
    String port = given("net.keras");
    String file = given("net.safetensors");
    String model = given("net.txt");
    CommandRun run = weights(file, "--model", model, "--names", port, "--to", "keras", "-o", there);
    assertWritten(run);
    assertThat(Files.readString(Path.of(there), StandardCharsets.ISO_8859_1))
        .contains("\"entry/kernel\"", "\"entry/bias\"", "\"spatial/kernel\"", "\"head.weight\"")
        .contains("\"upsample/bias\"")
        .doesNotContain("\"stem.", "\"spatial/bias\"");
    assertWritten(weights(there, "--model", model, "--names", port, "--to", "pytorch", "-o", back));
    assertThat(Files.readAllBytes(Path.of(back))).isEqualTo(Files.readAllBytes(Path.of(file)));
  }

  /** A separable convolution of the port is two convolutions with one bias; the last has none. */
  @Test
  void separableLayersHaveTwoKernels() throws IOException {
    String there = made("there.safetensors");
    String back = made("back.safetensors");
    String[] model = {
      "--model", given("separable.txt"), "--names", given("separable.keras"), "--to"
    };
    String file = given("separable.safetensors");
    CommandRun run = weights(joined(file, model, "keras", "-o", there));
    assertWritten(run);
    assertThat(Files.readString(Path.of(there), StandardCharsets.ISO_8859_1))
        .contains(
            "\"entry/depthwise_kernel\"",
            "\"entry/pointwise_kernel\"",
            "\"entry/bias\"",
            "\"last/kernel\"")
        .contains("\"last.bias\"")
        .doesNotContain("\"spatial", "\"mix", "\"last.weight\"");
    assertThat(run.err()).contains("6 tensors keep their names, such as ");
    assertWritten(weights(joined(there, model, "pytorch", "-o", back)));
    assertThat(tensors(Files.readAllBytes(Path.of(back))))
        .isEqualTo(tensors(Files.readAllBytes(Path.of(file))));
  }

  private static String[] joined(String file, String[] model, String... rest) {
    return Stream.of(new String[] {file}, model, rest).flatMap(Stream::of).toArray(String[]::new);
  }

  /** {@code safetensors.torch.save_model} keeps a shared weight under one of its names. */
  @Test
  void aSharedWeightIsKeptOnce() throws IOException {
    String there = made("there.safetensors");
    String back = made("back.safetensors");
    String[] model = {"--model", given("tied.txt"), "--to"};
    String file = given("tied.safetensors");
    CommandRun run = weights(joined(file, model, "keras", "-o", there));
    assertWritten(run);
    assertThat(run.err()).contains("1 weight is permuted, 2 other tensors are copied");
    assertWritten(weights(joined(there, model, "pytorch", "-o", back)));
    assertThat(Files.readAllBytes(Path.of(back))).isEqualTo(Files.readAllBytes(Path.of(file)));
    Path port =
        Files.writeString(
            folder.resolve("port.txt"),
            Files.readString(Path.of(given("tied.txt"))).replace("(two)", "(second)"));
    run = weights(joined(file, model, "keras", "-o", there, "--names", port.toString()));
    assertThat(run.err()).contains("one.weight is the weight of both one and second");
  }

  /** A call of a function takes parameters of any name. */
  @ParameterizedTest
  @CsvSource({"plain,functional", "functional,plain"})
  void aProgramTellsTheNamesOfItsParameters(String name, String port) throws IOException {
    String there = made("there.safetensors");
    String back = made("back.safetensors");
    String plain = made("own.safetensors");
    String model = given(name + ".pt2");
    String names = given(port + ".pt2");
    assertWritten(weights(model, "--to", "onnx", "-o", plain));
    assertWritten(weights(model, "--names", names, "--to", "onnx", "-o", there));
    List<String> functional =
        List.of("block.mix", "block.mix_offset", "block.offset", "block.taps", "grow");
    List<String> modules =
        List.of("first.bias", "first.weight", "second.bias", "second.weight", "up.weight");
    assertThat(names(there)).isEqualTo(port.equals("plain") ? modules : functional);
    assertThat(names(plain)).isEqualTo(port.equals("plain") ? functional : modules);
    assertWritten(
        weights(there, "--model", model, "--names", names, "--to", "pytorch", "-o", back));
    assertThat(tensors(Files.readAllBytes(Path.of(back))))
        .isEqualTo(tensors(Files.readAllBytes(Path.of(plain))));
  }

  private static List<String> names(String file) throws IOException {
    String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    return Pattern.compile("\"([^\"]+)\":\\{\"dtype\"")
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .sorted()
        .toList();
  }

  /** Nodes of an ONNX file do not have the names of their weights. */
  @Test
  void namesThatThePortDoesNotTellAreRefused() {
    String port = "src/test/resources/modelfiles/exported-ops.onnx";
    CommandRun run =
        weights(given("net.pt2"), "--to", "onnx", "--names", port, "-o", made("x.safetensors"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains(" in " + port + " is not known", "names are kept");
  }

  @Test
  void layersOfAFileHaveNames() throws IOException {
    Path layers = folder.resolve("layers.jsonl");
    Files.writeString(
        layers,
        "{\"name\":\"one\",\"op\":\"conv2d\",\"in_channels\":4,\"out_channels\":4,"
            + "\"kernel_size\":[1,3]}\n{\"name\":\"last\",\"op\":\"conv2d\",\"in_channels\":4,"
            + "\"out_channels\":2,\"kernel_size\":3}\n");
    String[] command = {
      given("strided.safetensors"),
      "--model",
      layers.toString(),
      "--to",
      "tensorflow",
      "-o",
      made("x.safetensors")
    };
    assertThat(weights(command).err())
        .contains("two.weight (4, 4, 1, 3) may be the weight of a convolution")
        .contains("--copy two.weight copies it as it is");
    String[] copying =
        Stream.concat(Stream.of(command), Stream.of("--copy", "two.weight")).toArray(String[]::new);
    assertThat(weights(copying).out()).contains("one.weight").doesNotContain("two.weight");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          net.safetensors --to keras | does not tell which layer a weight belongs to
          net.safetensors --model audio.txt --to tensorflow | there is no tensor first.weight
          net.pt2 --to pytorch | have the order of PyTorch already
          audio.pt2 --to keras | Keras has no transposed convolution with groups
          net.pt2 --to keras --copy nothing | there is no tensor nothing to copy
          net.txt --to keras | holds no weights that are read here
          missing.pt2 --to keras | there is no such file
          - --to keras | weights are read from a file, not from standard input
          net.safetensors --model net.keras --to keras | this is no PyTorch model
          audio.pt2 --to tensorflow --names net.keras | has no partner in
          """)
  void whatCannotBeKnownIsRefused(String command, String message) throws IOException {
    Path output = Files.writeString(folder.resolve("old.safetensors"), "old");
    String[] args =
        Stream.of((command + " -o").split(" "))
            .map(word -> word.matches(".*\\.(pt2|txt|keras|safetensors)") ? given(word) : word)
            .toArray(String[]::new);
    CommandRun run =
        weights(
            Stream.concat(Stream.of(args), Stream.of(output.toString())).toArray(String[]::new));
    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(output).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(output);
    }
  }

  /** A model with another kernel does not fit the file. */
  @Test
  void aWeightOfAnotherShapeIsRefused() throws IOException {
    Path model = folder.resolve("net.txt");
    String printed = Files.readString(Path.of(given("net.txt")));
    Files.writeString(model, printed.replace("(stem): Conv2d(3, 4", "(stem): Conv2d(3, 5"));
    CommandRun run =
        weights(
            given("net.safetensors"),
            "--model",
            model.toString(),
            "--to",
            "keras",
            "-o",
            made("x.npz"));
    assertThat(run.err())
        .contains("stem.weight has shape (4, 3, 3, 3), and the weight of stem has (5, 3, 3, 3)");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
  }

  /** The layer of another class takes a weight of the same shape. */
  @Test
  void aClassThatIsNotKnownIsNamed() throws IOException {
    Path model = folder.resolve("net.txt");
    String printed = Files.readString(Path.of(given("net.txt")));
    Files.writeString(model, printed.replace("(stem): Conv2d", "(stem): OddConv2d"));
    CommandRun run =
        weights(
            given("net.safetensors"),
            "--model",
            model.toString(),
            "--to",
            "keras",
            "-o",
            made("x.npz"));
    assertWritten(run);
    assertThat(run.out()).contains("stem.weight");
    assertThat(run.err()).contains("note: OddConv2d may do more than its arguments say (1 layer)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.pt", "x"})
  void theNameTellsTheFormat(String name) {
    CommandRun run = weights(given("net.pt2"), "--to", "keras", "-o", made(name));
    assertThat(run.err()).contains("-o must end in .safetensors or .npz");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
  }
}
