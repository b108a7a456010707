package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.RandomTensorFlowSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.AxisPool;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.ConvTranspose;
import io.github.padbridge.plan.step.Gather;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.OutputShapeConvTranspose;
import io.github.padbridge.plan.step.Pad;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Slice;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of translations against the plans, and against a library that reads them. */
class LayerTableTest {
  private static List<Object> cells(Layer layer) {
    return LayerTable.row(LayerRecord.Label.NONE, layer);
  }

  private static String cell(List<Object> cells, String column) {
    return TableWriter.text(cells.get(LayerTable.COLUMNS.indexOf(column)));
  }

  /** What is padded before and behind the op, and where the slice begins, as the plan has it. */
  private record Around(List<PadAmount> before, List<PadAmount> behind, List<Integer> begin) {
    static Around of(Plan plan, int rank, boolean channelsLast) {
      int first = channelsLast ? 1 : 2;
      List<PadAmount> none = java.util.Collections.nCopies(rank, PadAmount.NONE);
      List<PadAmount> before = new ArrayList<>(none);
      List<PadAmount> behind = new ArrayList<>(none);
      List<Integer> begin = new ArrayList<>(java.util.Collections.nCopies(rank, 0));
      boolean passed = false;
      for (Plan.Traced traced : plan.steps()) {
        if (traced.step().on() != Operand.DATA) {
          continue;
        }
        passed |=
            traced.step() instanceof Conv
                || traced.step() instanceof OutputShapeConvTranspose
                || traced.step() instanceof Pool
                || traced.step() instanceof AxisPool;
        if (traced.step() instanceof Pad pad) {
          for (int axis = 0; axis < rank; axis++) {
            (passed ? behind : before).set(axis, pad.paddings().get(axis + first));
          }
        } else if (traced.step() instanceof Gather gather) {
          before.set(gather.axis() - first, gather.amount());
        } else if (traced.step() instanceof Slice slice && passed) {
          for (int axis = 0; axis < rank; axis++) {
            begin.set(axis, slice.begin().get(axis + first));
          }
        }
      }
      return new Around(before, behind, begin);
    }
  }

  @Test
  void theRowOfAConvolutionIsItsPlan() {
    RandomSpecs specs = new RandomSpecs(21);
    int cropped = 0;
    for (int i = 0; i < 3_000; i++) {
      ConvSpec spec = specs.next();
      Around plan = Around.of(TestData.padSlice(spec), spec.spatialRank(), true);
      List<Object> row = cells(spec);
      if (spec.op().isTransposed()) {
        assertThat(cell(row, "slice_begin")).as("%s", spec).isEqualTo(joined(plan.begin));
        assertThat(cell(row, "pad_end"))
            .isEqualTo(joined(plan.behind.stream().map(PadAmount::after).toList()));
        assertThat(cell(row, "tf.pad")).isEqualTo(matrix(plan.behind));
      } else if (Stream.of(spec.padding()).noneMatch(LayerTableTest::crops)) {
        assertThat(cell(row, "tf.pad")).as("%s", spec).isEqualTo(matrix(plan.before));
      } else {
        cropped++;
        assertThat(cell(row, "tf.pad")).as("tf.pad cannot crop").isEmpty();
      }
      assertThat(cell(row, "output_size")).isEqualTo(joined(outputs(spec)));
    }
    assertThat(cropped).isBetween(1, 500);
  }

  /** A negative padding is a slice in the plan. */
  private static boolean crops(io.github.padbridge.layer.Padding padding) {
    return padding instanceof io.github.padbridge.layer.Padding.Explicit explicit
        && explicit.amounts().stream().anyMatch(amount -> amount < 0);
  }

  private static List<Size> outputs(Layer layer) {
    List<Size> sizes = new ArrayList<>();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      sizes.add(layer.outputSize(axis));
    }
    return sizes;
  }

  private static String joined(List<?> numbers) {
    return String.join("x", numbers.stream().map(String::valueOf).toList());
  }

  private static String matrix(List<PadAmount> amounts) {
    List<List<Integer>> rows = new ArrayList<>();
    rows.add(List.of(0, 0));
    amounts.forEach(amount -> rows.add(List.of(amount.before(), amount.after())));
    rows.add(List.of(0, 0));
    return rows.toString();
  }

  @Test
  void theWordForTensorFlowsPaddingIsTheStrategys() {
    RandomSpecs specs = new RandomSpecs(22);
    int[] found = new int[4];
    for (int i = 0; i < 3_000; i++) {
      ConvSpec spec = specs.next();
      boolean open = i % 3 == 0;
      if (open && !spec.padsAtRuntime()) {
        spec = spec.withInputShape(TorchSpec.unknownInput(spec.spatialRank(), spec.inChannels()));
      }
      String word = cell(cells(spec), "tensorflow_padding");
      boolean zeros = spec.paddingMode() == PaddingMode.ZEROS;
      if (word.equals("SAME") || word.equals("explicit")) {
        assertThat(holds(word.equals("SAME") ? Strategy.SAME : Strategy.EXPLICIT, spec))
            .as("%s", spec)
            .isTrue();
        assertThat(word.equals("SAME") || !holds(Strategy.SAME, spec)).isTrue();
        assertThat(zeros).isTrue();
      } else if (word.equals("none")) {
        assertThat(holds(Strategy.SAME, spec) || holds(Strategy.EXPLICIT, spec))
            .as("%s", spec)
            .isFalse();
      }
      found[List.of("VALID", "SAME", "explicit", "none").indexOf(word)]++;
    }
    assertThat(Arrays.stream(found).min().orElse(0)).isGreaterThan(100);
  }

  private static boolean holds(Strategy strategy, ConvSpec spec) {
    return Alternative.of(strategy, spec, Targets.usual(spec), Runtime.PORTABLE).holds();
  }

  @Test
  void poolingsAndLayersOfTensorFlow() {
    Layer pool =
        TestData.layer(
                "{'op': 'max_pool2d', 'kernel_size': 3, 'stride': 2, 'padding': 1,"
                    + " 'ceil_mode': true, 'input_shape': [1, 3, 9, 10]}")
            .spec();
    assertThat(String.join("|", cells(pool).stream().map(TableWriter::text).toList()))
        .isEqualTo(
            "||max_pool2d|3x3|2x2|1x1||1x1|||9x10|5x6|||||[1, 2, 1, 1]|"
                + "[[0, 0], [1, 1], [1, 2], [0, 0]]|explicit||");
    Layer same =
        TestData.layer(
                "{'framework': 'tensorflow', 'op': 'conv2d', 'kernel_size': 3, 'strides': 2,"
                    + " 'padding': 'SAME', 'input_shape': [1, 9, 10, 3]}")
            .spec();
    assertThat(String.join("|", cells(same).stream().map(TableWriter::text).toList()))
        .isEqualTo("||tf.nn.conv2d|3x3|2x2|SAME||1x1|1||9x10|5x5|||||[0, 1, 1, 1]||SAME||");
  }

  /** What PyTorch's padding argument says, what F.pad does before, and what is cut behind. */
  @ParameterizedTest
  @EnumSource(TensorFlowOp.class)
  void theRowOfALayerOfTensorFlowsIsItsPlan(TensorFlowOp op) {
    RandomTensorFlowSpecs specs = new RandomTensorFlowSpecs(23);
    int padded = 0;
    int reaching = 0;
    for (int i = 0; i < 300; i++) {
      TensorFlowSpec spec = specs.next(op);
      List<Object> row = cells(spec);
      assertThat(cell(row, "output_size")).isEqualTo(joined(outputs(spec)));
      if (op.isPooling()) {
        // Their plans may say the end by ceil_mode.
        continue;
      }
      int[] before = new int[spec.spatialRank()];
      int[] after = new int[spec.spatialRank()];
      for (Plan.Traced traced : TestData.padSlice(spec).steps()) {
        for (int axis = 0; axis < before.length; axis++) {
          if (traced.step() instanceof Pad pad) {
            before[axis] += pad.paddings().get(axis + 2).before();
            after[axis] += pad.paddings().get(axis + 2).after();
          } else if (traced.step() instanceof Conv conv) {
            before[axis] += TorchOpSet.padding(conv).get(axis);
            after[axis] += TorchOpSet.padding(conv).get(axis);
          } else if (traced.step() instanceof ConvTranspose conv) {
            before[axis] += conv.crops().get(axis).before();
          } else if (traced.step() instanceof Slice slice) {
            before[axis] += slice.begin().get(axis + 2);
          }
        }
      }
      if (op.isTransposed()) {
        assertThat(cell(row, "slice_begin"))
            .as("%s", spec)
            .isEqualTo(joined(Arrays.stream(before).boxed().toList()));
        List<Long> past = new ArrayList<>();
        for (int axis = 0; axis < before.length; axis++) {
          long last =
              (spec.inputSize(axis).value() - 1) * spec.strides().get(axis)
                  + spec.dilations().get(axis) * (spec.kernelSize().get(axis) - 1L);
          past.add(Math.max(before[axis] + spec.outputSize(axis).value() - 1 - last, 0));
        }
        reaching += past.stream().anyMatch(zeros -> zeros > 0) ? 1 : 0;
        assertThat(cell(row, "pad_end")).isEqualTo(joined(past));
      } else {
        List<Integer> amounts = new ArrayList<>();
        for (int axis = before.length - 1; axis >= 0; axis--) {
          amounts.addAll(List.of(before[axis], after[axis]));
        }
        padded += amounts.stream().anyMatch(amount -> amount != 0) ? 1 : 0;
        assertThat(cell(row, "F.pad")).as("%s", spec).isEqualTo(amounts.toString());
      }
    }
    assertThat(op.isPooling() || op.isTransposed() || padded > 50).isTrue();
    assertThat(!op.isTransposed() || reaching > 20).isTrue();
  }

  @Test
  void openSizesAreFormulas() {
    Layer open =
        TestData.layer("{'op': 'conv_transpose2d', 'kernel_size': 4, 'stride': [2, 3]}").spec();
    assertThat(cell(cells(open), "output_size")).isEqualTo("[2*H_in + 2, 3*W_in + 1]");
    assertThat(cell(cells(open), "input_size")).isEqualTo("[H_in, W_in]");
    Layer line = TestData.layer("{'op': 'conv1d', 'kernel_size': 3, 'stride': 2}").spec();
    assertThat(cell(cells(line), "output_size")).isEqualTo("floor((L_in - 1)/2)");
  }

  @Test
  void aLibraryReadsWhatWasWritten() throws IOException {
    List<List<Object>> rows =
        List.of(
            List.of("plain", "a,b", "tab\there"),
            List.of("\"quoted\"", "two\nlines", "c\rd"),
            List.of("", "é — 日本", Long.MIN_VALUE),
            List.of(0, Integer.MIN_VALUE, Long.MAX_VALUE),
            List.of(-7, 1_000_000_000, List.of(1, List.of(2, 3))),
            List.of(new PerAxis(List.of(3, 5)), new PerAxis(List.of(Size.unknown("L"), 2)), true));
    for (char separator : new char[] {',', '\t', ';'}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      SeparatedTable table = new SeparatedTable(out, separator);
      for (List<Object> row : rows) {
        table.row(row);
      }
      table.finish();
      List<CsvRecord> read =
          CsvReader.builder()
              .fieldSeparator(separator)
              .ofCsvRecord(out.toString(StandardCharsets.UTF_8))
              .stream()
              .toList();
      assertThat(read).hasSameSizeAs(rows);
      for (int i = 0; i < rows.size(); i++) {
        assertThat(read.get(i).getFields())
            .isEqualTo(rows.get(i).stream().map(TableWriter::text).toList());
      }
    }
  }
}
