package io.github.padbridge.modelfile.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.common.ModelArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of tensors, read and written; damaged ones. */
class TensorArchivesTest {
  private static final Path FOLDER = Path.of("src/test/resources/weights");

  @TempDir private Path folder;

  private Path safetensors(String header, int numbers) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all = ByteBuffer.allocate(8 + json.length + numbers).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(folder.resolve("x.safetensors"), all.putLong(json.length).put(json).array());
  }

  private static byte[] bytes(FileTensor tensor) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    tensor.write(out);
    return out.toByteArray();
  }

  private static List<OutputTensor> unchanged(TensorArchive archive) {
    return archive.tensors().stream()
        .map(tensor -> new OutputTensor(tensor.name(), tensor.shape(), tensor))
        .toList();
  }

  /** The library wrote these files. */
  @ParameterizedTest
  @ValueSource(strings = {"net", "audio", "strided"})
  void aFileIsWrittenAsTheLibraryWritesIt(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".safetensors");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TensorArchive archive = SafetensorsArchive.open(name, file)) {
      SafetensorsWriter.write(out, unchanged(archive), archive.metadata());
    }
    assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 7 | and its header says
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 9 | and its header says
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}} | 8 | disagree
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}} | 16 | overlap or leave a gap
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}} | 8 | disagree
          {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}} | 8 | not a number
          {"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}} | 0 | too large
          {"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}} | 8 | F99, which is not supported
          {"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}} | 8 | no shape
          {"a":{"dtype":"F32","shape":[2]}} | 8 | no data_offsets
          {"__metadata__":{"a":1}} | 0 | its metadata is not text
          {"a":{"dtype":"F32" | 8 | not JSON
          """)
  void aDamagedHeaderIsRefused(String header, int numbers, String message) throws IOException {
    Path file = safetensors(header, numbers);
    assertThatThrownBy(() -> SafetensorsArchive.open("x", file))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(message);
    // The file is not left open.
    Files.delete(file);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1, 100_000_001, Long.MAX_VALUE, 50})
  void aHeaderOfAnotherLengthIsRefused(long length) throws IOException {
    byte[] file =
        ByteBuffer.allocate(40)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(length)
            .put((byte) '{')
            .array();
    Path path = Files.write(folder.resolve("x"), file);
    assertThatThrownBy(() -> SafetensorsArchive.open("x", path)).isInstanceOf(Refusal.class);
  }

  @Test
  void brokenBytesAreRefusedOrRead() throws IOException {
    byte[] good = Files.readAllBytes(FOLDER.resolve("strided.safetensors"));
    SplittableRandom random = new SplittableRandom(7);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] broken = good.clone();
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        broken[random.nextInt(700)] = (byte) random.nextInt(32, 127);
      }
      Path path = Files.write(folder.resolve("broken"), broken);
      try (TensorArchive archive = SafetensorsArchive.open("x", path)) {
        SafetensorsWriter.write(
            OutputStream.nullOutputStream(), unchanged(archive), archive.metadata());
      } catch (Refusal refusal) {
        refused++;
      }
    }
    assertThat(refused).isBetween(250, 499);
  }

  @Test
  void npzFilesComeBack() throws IOException {
    Path file = folder.resolve("x.npz");
    try (TensorArchive archive = SafetensorsArchive.open("x", FOLDER.resolve("net.safetensors"));
        OutputStream out = Files.newOutputStream(file)) {
      NpzWriter.write("x.npz", out, unchanged(archive));
    }
    try (TensorArchive archive = SafetensorsArchive.open("x", FOLDER.resolve("net.safetensors"));
        TensorArchive npz = new NpzArchive(ModelArchive.open("x", file))) {
      assertThat(npz.tensors()).hasSameSizeAs(archive.tensors()).hasSizeGreaterThan(10);
      for (int i = 0; i < npz.tensors().size(); i++) {
        FileTensor expected = archive.tensors().get(i);
        FileTensor found = npz.tensors().get(i);
        assertThat(found.name()).isEqualTo(expected.name());
        assertThat(found.type()).isEqualTo(expected.type());
        assertThat(found.shape()).isEqualTo(expected.shape());
        assertThat(bytes(found)).isEqualTo(bytes(expected));
      }
    }
  }

  @Test
  void numpyHasNoBfloat16() throws IOException {
    try (TensorArchive archive =
        SafetensorsArchive.open("x", FOLDER.resolve("strided.safetensors"))) {
      assertThatThrownBy(
              () -> NpzWriter.write("x", OutputStream.nullOutputStream(), unchanged(archive)))
          .hasMessageContaining("brain is bfloat16, which NumPy does not have");
    }
  }

  /** A file with a hole: 64 MB that are copied, and 16 MB that are permuted. */
  @Test
  void memoryDoesNotGrowWithTheFile() throws IOException {
    int copied = 1 << 26;
    int permuted = 1 << 24;
    String header =
        ("{'a':{'dtype':'F32','shape':[" + copied / 4 + "],'data_offsets':[0," + copied + "]},")
                .replace('\'', '"')
            + ("{'b':{'dtype':'F32','shape':[256,256,8,8],'data_offsets':["
                    + copied
                    + ","
                    + (copied + permuted)
                    + "]}}")
                .replace('\'', '"')
                .substring(1);
    Path file = safetensors(header, 0);
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(8 + header.length() + (long) copied + permuted);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    CountedOutput out = new CountedOutput();
    try (TensorArchive archive = SafetensorsArchive.open("x", file)) {
      FileTensor kernel = archive.tensors().get(1).permuted(new int[] {2, 3, 1, 0});
      List<OutputTensor> tensors =
          List.of(
              unchanged(archive).get(0), new OutputTensor(kernel.name(), kernel.shape(), kernel));
      SafetensorsWriter.write(out, tensors, archive.metadata());
    }
    assertThat(out.bytes).isBetween((long) copied + permuted, copied + permuted + 300L);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8_000_000);
  }

  private static final class CountedOutput extends OutputStream {
    private long bytes;

    @Override
    public void write(int single) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int offset, int length) {
      bytes += length;
    }
  }
}
