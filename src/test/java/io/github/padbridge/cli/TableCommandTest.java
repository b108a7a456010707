package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.EqualPadding;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableCommandTest {
  private static CommandRun table(String line) {
    return CommandRun.of(
        Stream.concat(Stream.of("table"), Stream.of(line.split(" "))).toArray(String[]::new));
  }

  private static List<NamedCsvRecord> csv(String line) {
    CommandRun run = table(line + " --format csv");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return CsvReader.builder().ofNamedCsvRecord(run.out()).stream().toList();
  }

  @Test
  void alignedForPeople() {
    CommandRun run =
        table(
            "conv_transpose1d --kernel-size 2..4 --stride 2 --padding 0..1 --output-padding 0,1"
                + " --input-size 64 --output-size 128"
                + " --columns kernel_size,padding,output_padding,tensorflow_padding,tf.pad");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            kernel_size  padding  output_padding  tensorflow_padding  tf.pad
                      2        0               0  VALID               [[0, 0], [0, 0], [0, 0]]
                      3        1               1  none                [[0, 0], [0, 0], [0, 0]]
                      4        1               0  SAME                [[0, 0], [0, 0], [0, 0]]
            """);
  }

  /** Every row against the plan that translate makes of its layer, and every refusal kept out. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv1d",
        "conv2d",
        "conv3d",
        "conv_transpose1d",
        "conv_transpose2d",
        "conv_transpose3d"
      })
  void everyRowIsItsPlan(String op) {
    boolean transposed = op.contains("transpose");
    List<NamedCsvRecord> rows =
        csv(
            op
                + " --kernel-size 1..4 --stride 1..3 --padding 0..2"
                + (transposed ? " --output-padding 0..2" : "")
                + " --dilation 1,2 --input-size 1..6");
    int row = 0;
    int combinations = 0;
    for (int kernel = 1; kernel <= 4; kernel++) {
      for (int stride = 1; stride <= 3; stride++) {
        for (int padding = 0; padding <= 2; padding++) {
          for (int more = 0; more <= (transposed ? 2 : 0); more++) {
            for (int dilation = 1; dilation <= 2; dilation++) {
              for (int size = 1; size <= 6; size++) {
                combinations++;
                Optional<ConvSpec> spec = spec(op, kernel, stride, padding, more, dilation, size);
                if (spec.isPresent()) {
                  same(rows.get(row++), spec.get());
                }
              }
            }
          }
        }
      }
    }
    assertThat(rows).hasSize(row);
    assertThat(combinations).isEqualTo(4 * 3 * 3 * (transposed ? 3 : 1) * 2 * 6);
    assertThat(row).isBetween(combinations / 3, combinations - 1);
  }

  private static Optional<ConvSpec> spec(
      String op, int kernel, int stride, int padding, int more, int dilation, int size) {
    String sizes = (", " + size).repeat(op.charAt(op.length() - 2) - '0');
    try {
      return Optional.of(
          TestData.spec(
              String.format(
                  "{'op': '%s', 'kernel_size': %d, 'stride': %d, 'padding': %d, 'dilation': %d, %s"
                      + " 'bias': false, 'input_shape': [1, 1%s]}",
                  op,
                  kernel,
                  stride,
                  padding,
                  dilation,
                  op.contains("transpose") ? "'output_padding': " + more + "," : "",
                  sizes)));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }

  private static void same(NamedCsvRecord row, ConvSpec spec) {
    Plan plan = Alternative.plan(Strategy.PAD_SLICE, spec, Runtime.PORTABLE);
    int rank = spec.spatialRank();
    String pad = "[" + "[0, 0], ".repeat(rank + 1) + "[0, 0]]";
    String begin = perAxis(0, rank);
    for (Plan.Traced traced : plan.steps()) {
      if (traced.step() instanceof Pad step) {
        pad =
            step.paddings().stream()
                .map(amount -> List.of(amount.before(), amount.after()))
                .toList()
                .toString();
      } else if (traced.step() instanceof Slice step) {
        begin = perAxis(step.begin().get(1), rank);
      }
    }
    assertThat(row.getField("tf.pad")).as("%s", spec).isEqualTo(pad);
    assertThat(row.getField("output_size")).isEqualTo(perAxis(spec.outputSize(0).intValue(), rank));
    if (spec.op().isTransposed()) {
      assertThat(row.getField("slice_begin")).isEqualTo(begin);
      assertThat(row.getField("slice_size")).isEqualTo(row.getField("output_size"));
      int end = first(row, "full_size") + first(row, "pad_end") - first(row, "slice_begin");
      assertThat(first(row, "slice_end")).isEqualTo(end - first(row, "slice_size"));
    }
    assertThat(row.getField("tensorflow_padding")).isEqualTo(equal(spec).toString());
  }

  private static int first(NamedCsvRecord row, String field) {
    return Integer.parseInt(row.getField(field).split("x", -1)[0]);
  }

  private static String perAxis(int number, int rank) {
    return String.join("x", java.util.Collections.nCopies(rank, Integer.toString(number)));
  }

  /** By the strategies, which give their reasons. */
  private static EqualPadding equal(ConvSpec spec) {
    boolean unpadded = spec.padAmount(0).isNone() && spec.outputPadding().get(0) == 0;
    if (unpadded) {
      return EqualPadding.VALID;
    }
    return Stream.of(Strategy.SAME, Strategy.EXPLICIT)
        .filter(
            strategy ->
                Alternative.of(strategy, spec, Targets.usual(spec), Runtime.PORTABLE).holds())
        .findFirst()
        .map(strategy -> strategy == Strategy.SAME ? EqualPadding.SAME : EqualPadding.EXPLICIT)
        .orElse(EqualPadding.NONE);
  }

  @Test
  void oneNumberAnAxisAndWords() {
    List<NamedCsvRecord> rows =
        csv("conv2d --kernel-size 3x5,4 --padding same,1x0,valid --input-size 8x9");
    assertThat(rows)
        .extracting(row -> row.getField("kernel_size") + " " + row.getField("padding"))
        .containsExactly("3x5 same", "3x5 1x0", "3x5 valid", "4x4 same", "4x4 1x0", "4x4 valid");
    assertThat(rows)
        .extracting(row -> row.getField("F.pad"))
        .containsExactly(
            "[2, 2, 1, 1]",
            "[0, 0, 1, 1]",
            "[0, 0, 0, 0]",
            "[1, 2, 1, 2]",
            "[0, 0, 1, 1]",
            "[0, 0, 0, 0]");
    assertThat(rows)
        .extracting(row -> row.getField("tensorflow_padding"))
        .containsExactly("SAME", "explicit", "VALID", "SAME", "explicit", "VALID");
  }

  @Test
  void whatPyTorchWouldNotHave() {
    String line = "conv1d --kernel-size 1,9 --stride 0,1 --input-size 4";
    CommandRun without = table(line);
    assertThat(without.out().lines()).hasSize(2);
    assertThat(without.err())
        .isEqualTo("note: 3 combinations are invalid in PyTorch; --invalid shows the reasons\n");
    List<NamedCsvRecord> rows = csv(line + " --invalid");
    assertThat(rows)
        .extracting(row -> row.getField("reason"))
        .containsExactly(
            "stride must be at least 1 (got 0)",
            "",
            "stride must be at least 1 (got 0)",
            "the kernel must not be larger than the padded input (got kernel_size 9, padded input 4)");
    assertThat(rows.get(0).getField("output_size")).isEmpty();
  }

  @Test
  void wordsThatAnOpDoesNotKnow() {
    assertThat(csv("conv_transpose1d --kernel-size 1 --padding 0,same --input-size 4 --invalid"))
        .extracting(row -> row.getField("reason"))
        .containsExactly("", "conv_transpose1d takes padding in numbers (got \"same\")");
  }

  @Test
  void rowsAreProven() {
    CommandRun run =
        table(
            "conv_transpose1d --kernel-size 1..3 --stride 1,2 --padding 0,1 --input-size 4"
                + " --verify --format jsonl");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines()).hasSize(12).allMatch(line -> line.contains("\"agree\":true,"));
  }

  @Test
  void aRowThatCannotBeProvenKeepsItsPlaceAndItsReason() {
    String line = "conv2d --kernel-size 3 --input-size 8,30000,9 --verify";
    CommandRun run = table(line + " --format csv");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).isEqualTo("error: 1 row cannot be proven; see the column 'reason'\n");
    List<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(run.out()).stream().toList();
    assertThat(rows).extracting(row -> row.getField("agree")).containsExactly("true", "", "true");
    assertThat(rows.get(1).getField("input_size")).isEqualTo("30000x30000");
    assertThat(rows.get(1).getField("reason")).startsWith("too large to run: ");
    assertThat(table(line).out()).contains("too large to run: ");
    assertThat(table(line + " --columns input_size").err()).contains("1 row cannot be proven");
  }

  @ParameterizedTest
  @CsvSource({"json, 3", "jsonl, 3"})
  void jsonHasNumbersAndLists(String format, int rows) {
    CommandRun run =
        table("conv1d --kernel-size 3 --padding 0,same,1 --input-size 9 --format " + format);
    List<JsonRecord> records = TestData.parsed(run.out());
    assertThat(records).hasSize(rows);
    assertThat(((JsonObject) records.get(1).value()).fields().keySet())
        .containsExactly(
            "op",
            "kernel_size",
            "stride",
            "padding",
            "dilation",
            "input_size",
            "output_size",
            "F.pad",
            "tf.pad",
            "tensorflow_padding");
    assertThat(run.out())
        .contains(
            "{\"op\":\"conv1d\",\"kernel_size\":[3],\"stride\":[1],\"padding\":\"same\",\"dilation\":[1],"
                + "\"input_size\":[9],\"output_size\":[9],\"F.pad\":[1,1],\"tf.pad\":[[0,0],[1,1],[0,0]],"
                + "\"tensorflow_padding\":\"SAME\"}");
    String none = table("conv1d --kernel-size 3 --input-size 1 --format " + format).out();
    assertThat(none).isEqualTo(format.equals("json") ? "[]\n" : "");
  }

  @Test
  void markdownAndTsv() {
    String line = "conv1d --kernel-size 3 --input-size 9,10 --columns input_size,output_size,F.pad";
    assertThat(table(line + " --format markdown").out())
        .isEqualTo(
            """
            | input_size | output_size | F.pad |
            | --- | --- | --- |
            | 9 | 7 | [0, 0] |
            | 10 | 8 | [0, 0] |
            """);
    assertThat(table(line + " --format tsv").out())
        .isEqualTo("input_size\toutput_size\tF.pad\n9\t7\t[0, 0]\n10\t8\t[0, 0]\n");
  }

  /** The first rows tell the widths; a later row that is wider is still whole. */
  @Test
  void aLongTable() {
    CommandRun run =
        table("conv1d --kernel-size 1 --input-size 1..20000 --columns input_size,output_size");
    List<String> lines = new ArrayList<>(run.out().lines().toList());
    assertThat(lines).hasSize(20_001);
    assertThat(lines.get(1)).isEqualTo("         1            1");
    assertThat(lines.get(20_000)).isEqualTo("     20000        20000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conv9d --kernel-size 3 --input-size 3 | there is no convolution or pooling 'conv9d'",
        "conv1d --kernel-size 3 | --input-size is missing",
        "conv1d --kernel-size x --input-size 3 | a value must be a number",
        "conv1d --kernel-size 1 --input-size 3 --output-padding 1 | conv1d has no output_padding",
        "conv1d --kernel-size 1 --input-size 3 --columns kernel_sise | there is no column 'kernel_sise'",
        "conv1d --kernel-size 1 --input-size 3 --columns padding,padding | a column is given twice",
      })
  void wrongOptions(String line, String message) {
    CommandRun run = table(line);
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: " + message);
  }

  /** Every row is proven on ND4J; padding of more than half the kernel is invalid in PyTorch. */
  @Test
  void poolings() {
    for (String op : List.of("max_pool1d", "avg_pool1d")) {
      for (String ceil : List.of("", " --ceil-mode")) {
        CommandRun run =
            table(
                op
                    + " --kernel-size 1..3 --stride 1..3 --padding 0,1 --input-size 4..6 --verify"
                    + " --format jsonl"
                    + ceil);
        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines())
            .hasSize(3 * 3 * 3 + 2 * 3 * 3)
            .allMatch(line -> line.contains("\"agree\":true"));
      }
    }
    assertThat(
            table("avg_pool2d --kernel-size 2x3 --input-size 7 --columns stride,output_size").out())
        .endsWith("2x3     3x2\n");
    assertThat(table("conv2d --kernel-size 2 --input-size 7 --ceil-mode").err())
        .startsWith("error: conv2d has no ceil_mode\n");
    assertThat(table("avg_pool2d --kernel-size 2 --input-size 7 --dilation 1").err())
        .startsWith("error: avg_pool2d has no dilation\n");
    assertThat(table("max_pool2d --kernel-size 2 --input-size 7 --padding same --invalid").out())
        .contains("max_pool2d takes padding in numbers (got \"same\")");
  }

  @Test
  void valuesAreCombinedOnEveryAxis() {
    String line = "conv_transpose3d --kernel-size 2 --stride 2 --input-size 4 --output-padding 0,1";
    assertThat(table(line + " --columns output_padding").out().lines()).hasSize(1 + 2);
    assertThat(table(line + " --per-axis --columns output_padding").out().lines())
        .containsExactly(
            "output_padding",
            "0x0x0",
            "0x0x1",
            "0x1x0",
            "0x1x1",
            "1x0x0",
            "1x0x1",
            "1x1x0",
            "1x1x1");
    String ranges = "conv2d --kernel-size 1..3 --input-size 4..8:2,9x9 --per-axis --format csv";
    assertThat(table(ranges).out().lines()).hasSize(1 + 9 * (9 + 1));
    assertThat(table("conv2d --kernel-size 1 --input-size 1..2000 --per-axis").err())
        .contains("at most 1000 values can be combined on every axis");
  }
}
