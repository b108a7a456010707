package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.OnnxModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files that are damaged, hostile or of other kinds: a short answer, and nothing is read. */
class BrokenModelFilesTest {
  private static final Path PROGRAM =
      Path.of("src/test/resources/modelfiles/timm-test_efficientnet.pt2");
  private static final String ENTRY = "archive/models/model.json";

  @TempDir private Path folder;

  private interface Content {
    void write(ZipOutputStream zip) throws IOException;
  }

  private Path archive(String name, Content content) throws IOException {
    Path file = folder.resolve("model");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(name));
      content.write(zip);
    }
    return file;
  }

  private Path archive(String name, String text) throws IOException {
    return archive(name, zip -> zip.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertRefused(Path file, String message) {
    CommandRun run = CommandRun.of("scan", file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: ").contains(message);
    // A help text has more lines only where it is code.
    assertThat(run.err().lines().filter(line -> !line.startsWith("        "))).hasSizeBetween(2, 3);
    assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(5);
  }

  private static String program() throws IOException {
    try (ZipFile zip = new ZipFile(PROGRAM.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry(ENTRY)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void damagedArchives() throws IOException {
    byte[] whole = Files.readAllBytes(PROGRAM);
    Path half = folder.resolve("half");
    Files.write(half, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertRefused(half, "this zip archive is damaged");

    byte[] wrong = whole.clone();
    for (int i = 0; i + 20 < wrong.length; i++) {
      boolean isEntry = wrong[i] == 'P' && wrong[i + 1] == 'K' && wrong[i + 2] == 1;
      if (isEntry && wrong[i + 3] == 2) {
        wrong[i + 16] ^= 1;
      }
    }
    assertRefused(Files.write(half, wrong), ENTRY + " cannot be read: its checksum is wrong");
  }

  @Test
  void bombs() throws IOException {
    byte[] zeros = new byte[1 << 20];
    Path bomb =
        archive(
            ENTRY,
            zip -> {
              for (int i = 0; i < 100; i++) {
                zip.write(zeros);
              }
            });
    assertRefused(bomb, "it has more than 64000000 bytes, more than any model");
    String program = "{\"graph_module\":{\"graph\":{";
    assertRefused(
        archive(ENTRY, program + "\"inputs\":[" + "1,".repeat(1_100_000)),
        "it has more than 1000000 values, more than any model");
    assertRefused(
        archive(ENTRY, program + "\"nodes\":[" + "{\"target\":\"a.b.c.pad\"},".repeat(50_100)),
        "it has more than 50000 layers, more than any model");
  }

  @Test
  void deepNesting() throws IOException {
    String reason = ENTRY + " cannot be read: its JSON is nested deeper";
    assertRefused(archive(ENTRY, "{\"graph_module\":".repeat(10_000)), reason);
    String nested = "{\"class_name\":\"Sequential\",\"config\":{\"layers\":[";
    assertRefused(
        archive("config.json", nested.repeat(10_000)),
        "config.json cannot be read: its JSON is nested deeper");
    assertRefused(
        archive("config.json", nested.repeat(18) + "]}}".repeat(18)),
        "nested deeper than in any model");
  }

  @Test
  void otherSchemas() throws IOException {
    String newer = program().replace("\"major\": 8", "\"major\": 9");
    assertRefused(archive(ENTRY, newer), "this program has schema version 9, and 8 is read here");
    String none = program().replace("\"schema_version\"", "\"other\"");
    assertRefused(archive(ENTRY, none), "this archive holds no program of torch.export");
  }

  @Test
  void namesAreNoPaths() throws IOException {
    assertRefused(archive("../../models/model.json", program()), "this zip archive holds no model");
    assertThat(folder.toFile().list()).containsExactly("model");
  }

  @Test
  void pickles() throws IOException {
    String line =
        """
          help: write a .pt2 with these two lines of Python:
                program = torch.export.export(model.eval(), (x,))
                torch.export.save(program, "model.pt2")
        """;
    assertRefused(archive("archive/data.pkl", "x"), "this is a pickle, which can run any code");
    assertRefused(folder.resolve("model"), line);
    Path old = folder.resolve("old.pth");
    assertRefused(Files.write(old, new byte[] {(byte) 0x80, 2, 'c'}), line);
    Path script =
        archive(
            "net/code/__torch__.py",
            zip -> {
              zip.write('x');
              zip.putNextEntry(new ZipEntry("net/data.pkl"));
            });
    assertRefused(script, "this is a TorchScript archive, which is not read here");
  }

  @Test
  void otherKinds() throws IOException {
    Path file = folder.resolve("file");
    byte[] hdf = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n'};
    assertRefused(Files.write(file, hdf), "this is an HDF5 file");
    assertRefused(Files.write(file, new byte[] {0x1F, (byte) 0x8B, 8}), "compressed by gzip");
    byte[] tflite = {28, 0, 0, 0, 'T', 'F', 'L', '3'};
    assertRefused(Files.write(file, tflite), "this is a TFLite model");
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13};
    assertRefused(Files.write(file, png), "this is neither text nor a model file");
    assertRefused(Files.write(file, new byte[0]), "this input is empty");
    Path graph = folder.resolve("saved_model.pb");
    assertRefused(Files.write(graph, new byte[] {8, 8}), "a TensorFlow graph is not read");
    assertRefused(folder, "a SavedModel is not read");
  }

  @Test
  void brokenProtobuf() throws IOException {
    Path file = folder.resolve("model.onnx");
    byte[] pastTheEnd = {8, 8, 58, -1, -1, -1, -1, 7, 10, 5};
    assertRefused(Files.write(file, pastTheEnd), "this is no ONNX model, or it is damaged");
    byte[] negative = {8, 8, 58, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
    assertRefused(Files.write(file, negative), "this is no ONNX model, or it is damaged");
    assertRefused(Files.write(file, new byte[] {8, 8}), "it holds no graph");
    byte[] whole =
        new OnnxModel()
            .input("x", List.of(1, 2, 8, 8))
            .weight("w", List.of(2, 2, 3, 3))
            .node("Conv", "c", List.of("x", "w"), "y", List.of())
            .bytes();
    for (int length = 3; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThat(CommandRun.of("scan", file.toString()).exitCode()).isEqualTo(ExitCode.UNUSABLE);
    }
    CommandRun run = CommandRun.of("scan", Files.write(file, whole).toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
  }

  /** Weights may stand in other files, and be missing: only their shapes are asked for. */
  @Test
  void weightsAreNotRead() throws IOException {
    byte[] gigabyte =
        OnnxModel.message(
            out -> {
              out.writeInt64(1, 8);
              out.writeTag(7, com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED);
              out.writeUInt32NoTag(1 << 30);
              out.writeTag(5, com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED);
              out.writeUInt32NoTag((1 << 30) - 100);
              out.writeTag(9, com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED);
              out.writeUInt32NoTag((1 << 30) - 200);
            });
    Path file = Files.write(folder.resolve("model.onnx"), gigabyte);
    assertRefused(file, "this is no ONNX model, or it is damaged");
  }
}
