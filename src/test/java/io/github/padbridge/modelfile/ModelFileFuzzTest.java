package io.github.padbridge.modelfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broken model files are refused in messages, or read, and nothing else. {@code -Dfuzz.files} tries
 * more, {@code -Dfuzz.seed} others.
 */
class ModelFileFuzzTest {
  private static final int FILES = Integer.getInteger("fuzz.files", 600);
  private static final long SEED = Long.getLong("fuzz.seed", 20240304L);
  private static final Path FOLDER = Path.of("src/test/resources/modelfiles");

  /** Pieces of other files, and numbers that no file should hold. */
  private static final List<String> PIECES =
      List.of(
          "null",
          "-1",
          "0",
          "9223372036854775807",
          "1e400",
          "[]",
          "{}",
          "[[[[",
          "\"\"",
          "true",
          "{\"as_int\": 99999999999}",
          "{\"as_none\": true}",
          "[2, 2, 2]",
          "\"same\"",
          "\"Sequential\"",
          "\"Conv3DTranspose\"",
          "\"torch.ops.aten.convolution.default\"");

  @TempDir private Path folder;

  private int refused;
  private int read;

  private interface Reader {
    void read() throws IOException;
  }

  private void attempt(Reader reader, String what) {
    try {
      reader.read();
      read++;
    } catch (Refusal refusal) {
      refusal.faults().forEach(fault -> assertThat(fault.message()).as(what).isNotBlank());
      refused++;
    } catch (IOException | RuntimeException e) {
      throw new AssertionError(what + " of seed " + SEED, e);
    }
  }

  /** A file in which a few bytes are others, or that ends early, or repeats a part. */
  private static byte[] broken(byte[] file, SplittableRandom random) {
    byte[] broken = file.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(5) == 0
        ? java.util.Arrays.copyOf(broken, random.nextInt(broken.length))
        : broken;
  }

  /** A JSON text in which some values are others. */
  private static String broken(String json, SplittableRandom random) {
    StringBuilder broken = new StringBuilder(json);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = broken.indexOf(": ", random.nextInt(broken.length()));
      if (at > 0) {
        int end = at + 2;
        while (end < broken.length() && ",]}".indexOf(broken.charAt(end)) < 0) {
          end++;
        }
        broken.replace(at + 2, end, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return broken.toString();
  }

  private static byte[] entry(Path archive, String name) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private Path archive(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return Files.write(folder.resolve("model.zip"), bytes.toByteArray());
  }

  @Test
  void archives() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<byte[]> files = new ArrayList<>();
    for (String name : List.of("tv-squeezenet1_0.pt2", "MobileNet.keras")) {
      files.add(Files.readAllBytes(FOLDER.resolve(name)));
    }
    for (int i = 0; i < FILES; i++) {
      Path file =
          Files.write(folder.resolve("model.zip"), broken(files.get(i % files.size()), random));
      attempt(() -> ModelFiles.readArchive("model", file, null), "archive " + i);
    }
    assertThat(refused + read).isEqualTo(FILES);
    assertThat(refused).isGreaterThan(FILES / 2);
  }

  @Test
  void programs() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    String program = "archive/models/model.json";
    String json =
        new String(entry(FOLDER.resolve("timm-test_nfnet.pt2"), program), StandardCharsets.UTF_8);
    for (int i = 0; i < FILES / 3; i++) {
      byte[] content = broken(json, random).getBytes(StandardCharsets.UTF_8);
      Path file = archive(program, content);
      attempt(() -> ModelFiles.readArchive("model", file, null), "program " + i);
    }
    assertThat(refused + read).isEqualTo(FILES / 3);
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void kerasConfigs() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    String json =
        new String(entry(FOLDER.resolve("MobileNet.keras"), "config.json"), StandardCharsets.UTF_8);
    for (int i = 0; i < FILES; i++) {
      byte[] content = broken(json, random).getBytes(StandardCharsets.UTF_8);
      attempt(
          () ->
              ModelFiles.readStream(
                  "model", FileKind.KERAS_JSON, new ByteArrayInputStream(content), null),
          "config " + i);
    }
    assertThat(refused + read).isEqualTo(FILES);
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void onnxModels() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] whole;
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(FOLDER.resolve("test_byobnet.onnx.gz")))) {
      whole = in.readAllBytes();
    }
    for (int i = 0; i < FILES; i++) {
      // The nodes stand at the beginning.
      byte[] content = whole.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        content[random.nextInt(20_000)] = (byte) random.nextInt(256);
      }
      byte[] file = i % 7 == 0 ? broken(whole, random) : content;
      attempt(
          () -> ModelFiles.readStream("model", FileKind.ONNX, new ByteArrayInputStream(file), null),
          "model " + i);
    }
    assertThat(refused + read).isEqualTo(FILES);
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }
}
