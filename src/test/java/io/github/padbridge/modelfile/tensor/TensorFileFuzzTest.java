package io.github.padbridge.modelfile.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.Mutations;
import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broken tensor files are refused in messages, or read, and nothing else. {@code -Dfuzz.files}
 * tries more, {@code -Dfuzz.seed} others.
 */
class TensorFileFuzzTest {
  private static final int FILES = Integer.getInteger("fuzz.files", 3000);
  private static final long SEED = Long.getLong("fuzz.seed", 20240304L);
  private static final Path FOLDER = Path.of("src/test/resources/tensors");

  @TempDir private Path folder;

  @Test
  void brokenFilesAreRefusedOrRead() throws IOException {
    List<byte[]> files;
    try (Stream<Path> paths = Files.list(FOLDER)) {
      files = paths.filter(Files::isRegularFile).sorted().map(TensorFileFuzzTest::bytes).toList();
    }
    assertThat(files).hasSize(7);
    Mutations mutations = new Mutations(new SplittableRandom(SEED));
    Path path = folder.resolve("tensor");
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      Files.write(path, mutations.file(files.get(i % files.size()), 256));
      TensorFile file = new TensorFile("tensor", path);
      try {
        file.read("x");
      } catch (Refusal refusal) {
        refusal.faults().forEach(fault -> assertThat(fault.message()).isNotBlank());
        refused++;
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        throw new AssertionError("file " + i + " of seed " + SEED, e);
      }
    }
    assertThat(refused).isBetween(FILES / 2, FILES - 1);
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
