package io.github.padbridge.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomLines;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonRecords;
import io.github.padbridge.json.RecordBatch;
import io.github.padbridge.shape.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is read without a tree is what is read with one; what is refused with one is not read. */
class PlainReaderTest {
  private static final int LINES = 20_000;

  private final PlainReader plain = new PlainReader();
  private int taken;
  private int accepted;

  @Test
  void plainLinesAreReadAsTheTreeIs() throws IOException {
    RandomLines lines = new RandomLines(11);
    compare(lines::plain, LINES);
    // Most keep the rules, many break one, and of those that are plain none takes the long way,
    // but for numbers too long for it and lists that PyTorch stretches.
    assertThat(accepted).isBetween(LINES / 4, LINES * 3 / 4);
    assertThat(accepted - taken).isLessThan(accepted / 25);
  }

  @Test
  void garbledLinesAreReadAsTheTreeIs() throws IOException {
    RandomLines lines = new RandomLines(12);
    compare(lines::garbled, 2 * LINES);
    assertThat(taken).isGreaterThan(LINES / 50);
  }

  private void compare(Supplier<String> lines, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String line = lines.get();
      if (line.contains("\n") || line.isBlank()) {
        continue;
      }
      byte[] bytes = ("#" + line + "#").getBytes(StandardCharsets.UTF_8);
      LayerRecord expected = byTree(line);
      accepted += expected == null ? 0 : 1;
      if (plain.read(bytes, 1, bytes.length - 1, 1)) {
        taken++;
        assertThat(plain.record()).as(line).isEqualTo(expected);
        assertThat(plain.column()).as(line).isEqualTo(line.indexOf('{') + 1);
      }
    }
  }

  /** Null where the line is refused. */
  private static LayerRecord byTree(String line) throws IOException {
    List<JsonRecord> records = new ArrayList<>();
    JsonRecords.batches(
        "lines.jsonl",
        new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)),
        batch -> batch.forEach(RecordBatch.LineTaker.NONE, records::add));
    try {
      return records.size() == 1 ? new RecordReader(Map.of()).read(records.get(0)) : null;
    } catch (Refusal refusal) {
      return null;
    }
  }

  @Test
  void manyLinesByOneReader() {
    // What a line leaves out is not what the line before it said.
    String[] lines = {
      "{\"id\":7,\"name\":\"a\",\"op\":\"conv2d\",\"kernel_size\":[3,5],\"padding\":[1,2],"
          + "\"stride\":2,\"bias\":false,\"input_shape\":[1,1,9,9]}",
      "{\"op\":\"conv2d\",\"kernel_size\":3,\"input_shape\":[1,9,9]}",
    };
    read(lines[0]);
    assertThat(plain.record().label().name()).isEqualTo("a");
    read(lines[1]);
    LayerRecord second = plain.record();
    assertThat(second.label()).isEqualTo(LayerRecord.Label.NONE);
    assertThat(second.spec())
        .isEqualTo(
            new ConvSpec(
                ConvOp.CONV2D,
                Size.of(1),
                ConvSpec.OPEN_OUT_CHANNELS,
                List.of(3, 3),
                List.of(1, 1),
                new Padding.Explicit(List.of(0, 0)),
                List.of(0, 0),
                List.of(1, 1),
                1,
                true,
                PaddingMode.ZEROS,
                false,
                io.github.padbridge.shape.Shape.of(1, 9, 9)));
  }

  private void read(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
    assertThat(plain.read(bytes, 0, bytes.length, 1)).isTrue();
  }
}
