package io.github.padbridge.json;

import static io.github.padbridge.TestData.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {
  private static List<JsonRecord> read(String source, String text) throws IOException {
    List<JsonRecord> records = new ArrayList<>();
    JsonRecords.read(
        source, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), records::add);
    return records;
  }

  /** The same three records in every form an input can have. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{'a': 1}\n{'a': 2}\n{'a': 3}` | 1:1 2:1 3:1",
        "`{'a': 1}\r\n\r\n  {'a': 2}\r\n{'a': 3}` | 1:1 3:3 4:1",
        "`[{'a': 1}, {'a': 2}, {'a': 3}]` | 1:2 1:12 1:22",
        "`[\n{'a':\n1}, {'a': 2},\n{'a': 3}]` | 2:1 3:5 4:1",
        "`{'a':\n1} {'a': 2}\n{'a': 3}` | 1:1 2:4 3:1",
        "`[{'a': 1}]\n[{'a': 2}, {'a': 3}]` | 1:2 2:2 2:12",
        "`{'a': 1}\n[{'a': 2}, {'a': 3}]` | 1:1 2:2 2:12",
        "`\uFEFF{'a': 1}\n{'a': 2}\n{'a': 3}` | 1:1 2:1 3:1",
      })
  void readsDocumentsArraysAndLines(String text, String places) {
    List<JsonRecord> records = records(text);
    assertThat(records).allSatisfy(record -> assertThat(record.faults()).isEmpty());
    assertThat(records)
        .extracting(r -> ((JsonValue.JsonObject) r.value()).fields().get("a").quoted())
        .containsExactly("1", "2", "3");
    assertThat(
            String.join(
                " ",
                records.stream().map(r -> r.value().line() + ":" + r.value().column()).toList()))
        .isEqualTo(places);
  }

  @Test
  void aBadLineCostsOnlyItself() {
    List<JsonRecord> records =
        records("{'a': 1}\n{'a': \n{'a': 1, 'a': 2}\n{'a': 1e400}\nnonsense\n{'a': 5}\n");
    assertThat(records).hasSize(6);
    assertThat(records).extracting(r -> r.faults().size()).containsExactly(0, 1, 1, 1, 1, 0);
    assertThat(records.get(1).faults().get(0).message()).isEqualTo("the JSON ends too early");
    assertThat(records.get(2).faults().get(0).message()).isEqualTo("key \"a\" is given twice");
    assertThat(records.get(3).faults().get(0).message())
        .isEqualTo("1e400 is beyond the range of a 64-bit float");
    assertThat(records.get(4).faults().get(0).message())
        .startsWith("not valid JSON: unrecognized token 'nonsense'");
    assertThat(records)
        .extracting(r -> r.faults().isEmpty() ? 0 : r.faults().get(0).place().line())
        .containsExactly(0, 2, 3, 4, 5, 0);
  }

  @Test
  void aLineIsNeverMoreThanOneFaultyRecord() {
    List<JsonRecord> records =
        records("{'a': 1}\n{'a': 1} {'a': 2}\n{'a': 1} x\n[{'a': 1}, {'a': }]\n");
    assertThat(records).hasSize(4);
    assertThat(records).extracting(r -> r.faults().size()).containsExactly(0, 1, 1, 1);
    assertThat(records.get(1).faults().get(0).message())
        .isEqualTo("more than one value on this line");
    assertThat(records.get(1).faults().get(0).place()).hasToString("spec.json:2:10");
  }

  @Test
  void aBadFirstLineIsStillALine() throws IOException {
    assertThat(read("<stdin>", "{'a' 1}\n{\"a\": 2}\n")).hasSize(2);
    assertThat(read("<stdin>", "bad\nbad\n{\"a\": 3}\n")).hasSize(3);
    assertThat(read("<stdin>", "nonsense\n{\"a\": 2}\n{\"a\": 3}\n")).hasSize(3);
    String quoted = "{\"a\": \"\\\"{[\"}\n";
    assertThat(read("<stdin>", quoted + "bad\nbad\n" + quoted)).hasSize(4);
    String longer = "{\"a\": \"" + "x".repeat(100_000) + "\"}\n";
    assertThat(read("<stdin>", longer + "nonsense\n" + longer)).hasSize(3);
    assertThat(read("specs.jsonl", "{\"a\": 1, \n{\"a\": 2}\n")).hasSize(2);
  }

  /** However long a record is, it is read, and so is what stands around it. */
  @ParameterizedTest
  @ValueSource(ints = {(1 << 15) - 20, (1 << 16) - 9, 1 << 20, (1 << 20) + 32_768, 10 << 20})
  void aLongRecord(int length) throws IOException {
    String large = "{\"a\": \"" + "x".repeat(length) + "\"}";
    String small = "{\"a\": 1}";
    for (String end : List.of("\n", "\r\n")) {
      assertThat(sizes(large)).containsExactly(length);
      assertThat(sizes(large + end + small + end + large)).containsExactly(length, 1, length);
      assertThat(sizes(small + end + large + end + small + end)).containsExactly(1, length, 1);
      assertThat(sizes("[" + small + "," + end + large + ", " + small + "]" + end))
          .containsExactly(1, length, 1);
      assertThat(sizes(large + end + "{bad" + end + small)).containsExactly(length, -1, 1);
      assertThat(sizes("{bad" + end + large + end + small)).containsExactly(-1, length, 1);
      assertThat(sizes("{" + end + large.substring(1) + small)).containsExactly(length, 1);
    }
  }

  /** How long the text or the digits of each record are; -1 where it is faulty. */
  private static List<Integer> sizes(String text) throws IOException {
    return read("<stdin>", text).stream()
        .map(
            record ->
                record.value() instanceof JsonValue.JsonObject object && record.faults().isEmpty()
                    ? object.fields().get("a")
                    : null)
        .map(
            value ->
                value instanceof JsonValue.JsonString string
                    ? string.value().length()
                    : value == null ? -1 : 1)
        .toList();
  }

  @Test
  void aDocumentOfFewLinesIsNotTakenForLines() throws IOException {
    assertThat(read("<stdin>", "{\"id\": \"a\", \"spec\":\n{\"op\": \"}\"}}\n")).hasSize(1);
    String tensor = "{\"shape\": [1], \"data\": [" + "1, ".repeat(20_000) + "1]}";
    List<JsonRecord> wide =
        read("<stdin>", "{\"x\": " + tensor + ",\n\"weight\": " + tensor + "}\n");
    assertThat(wide).hasSize(1);
    assertThat(wide.get(0).faults()).isEmpty();
  }

  @Test
  void aBrokenDocumentKeepsTheRecordsBeforeTheBreak() {
    List<JsonRecord> records = records("[{'a': 1}, {'a': 2}, {'a': }]");
    assertThat(records).extracting(r -> r.faults().size()).containsExactly(0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | this input is empty",
        "` \n \n` | this input is empty",
        "`[]` | this input is empty",
        "`{'a': NaN}` | not valid JSON: non-standard token 'NaN'",
        "`{'a': +1}` | not valid JSON",
        "`{'a': 1,}` | not valid JSON",
        "`{'a': 'x` | the JSON ends too early",
        "`{'a': [1, 2` | the JSON ends too early",
        "`\u0000\u0001` | not valid JSON: illegal character",
      })
  void whatIsNotJsonIsOneFault(String text, String message) {
    List<JsonRecord> records = records(text);
    assertThat(records).hasSize(1);
    Fault fault = records.get(0).faults().get(0);
    assertThat(fault.message()).startsWith(message).doesNotContain("Source", "\n");
  }

  @Test
  void deepNestingIsRefusedNotFollowed() {
    String text = "[".repeat(100_000);
    assertThat(records(text).get(0).faults().get(0).message())
        .isEqualTo("this JSON exceeds a limit");
  }
}
