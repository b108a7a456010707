package io.github.padbridge.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.Mutations;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever a Python file is changed into, its layers are read or refused at a place in it. */
class PythonInputFuzzTest {
  private static final int CASES = 5_000;

  @Test
  void aChangedFileIsReadOrRefused() throws IOException {
    String unet = Files.readString(Path.of("src/test/resources/python/unet.py"));
    Mutations mutations = new Mutations(new SplittableRandom(21));
    int layers = 0;
    for (int i = 0; i < CASES; i++) {
      String changed = mutations.text(unet);
      List<LayerInput> found =
          Assertions.assertTimeoutPreemptively(
              Duration.ofSeconds(10), () -> read(changed), changed);
      for (LayerInput input : found) {
        check(input, changed);
        layers += input.failure() == null ? 1 : 0;
      }
    }
    // The file has ten; few changes cost more than one of them.
    assertThat(layers).isGreaterThan(8 * CASES);
  }

  private static List<LayerInput> read(String python) {
    List<LayerInput> found = new ArrayList<>();
    new LayerInputs(
            "translate",
            List.of("-"),
            Map.of(),
            Map.of(),
            null,
            new ByteArrayInputStream(python.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
        .forEach(found::add);
    return found;
  }

  private static void check(LayerInput input, String changed) {
    long lines = changed.lines().count();
    assertThat(input.place().line()).as(changed).isBetween(0, (int) lines);
    if (input.failure() != null) {
      assertThat(input.failure()).as(changed).isInstanceOf(Refusal.class);
      for (Fault fault : ((Refusal) input.failure()).faults()) {
        int line = fault.place() == null ? 0 : fault.place().line();
        assertThat(line).as(changed).isBetween(0, (int) lines);
      }
    }
  }
}
