package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.matrix.UnrolledConvolution;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MatrixCommandTest {
  private static final String CASE =
      "{'id': 'case', 'spec': {'op': 'conv1d', 'kernel_size': 2, 'bias': false}, 'x': {'shape': [%d, 1, 3], 'data': [%s]},"
          + " 'weight': {'shape': [1, 1, 2], 'data': [0.5, -3]}}";

  @TempDir Path folder;

  private static CommandRun matrix(String... arguments) {
    return CommandRun.of(
        Stream.concat(Stream.of("matrix"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** {@code conv1d} with a kernel of 3 on 5 elements. */
  private static CommandRun conv1d(String... more) {
    String[] layer = {"conv1d", "--kernel-size", "3", "--input-shape", "?,1,5"};
    return matrix(Stream.concat(Stream.of(layer), Stream.of(more)).toArray(String[]::new));
  }

  private static void assertRefused(CommandRun run, String error) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("error: " + error).doesNotContain("Exception", "\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void textSaysWhatTheMatrixMaps() {
    CommandRun run = conv1d("--stride", "2", "--padding", "1");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.err())
        .isEqualTo("note: out_channels is not given; the matrix is for out_channels 1\n");
    assertThat(conv1d("--out-channels", "1").err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            Conv1d(1, 1, kernel_size=(3,), stride=(2,), padding=(1,))
              y = M*x + bias; x (1, 5) and y (1, 3) are one sample, flattened row-major
              M is 3 x 5; w0 to w2 are the weight (1, 1, 3), row-major
              Mᵀ is the matrix of ConvTranspose1d(1, 1, kernel_size=(3,), stride=(2,), padding=(1,), bias=False) on (1, 3)

              w1 w2  0  0  0
               0 w0 w1 w2  0
               0  0  0 w0 w1
            """);
  }

  @Test
  void aTransposedLayersMatrixIsATransposeAndSaysSo() {
    CommandRun run =
        matrix(
            "conv_transpose1d",
            "--kernel-size",
            "3",
            "--stride",
            "2",
            "--padding",
            "1",
            "--output-padding",
            "1",
            "--no-bias",
            "--input-shape",
            "1,2");
    assertThat(run.out())
        .isEqualTo(
            """
            ConvTranspose1d(1, 1, kernel_size=(3,), stride=(2,), padding=(1,), output_padding=(1,), bias=False)
              y = M*x; x (1, 2) and y (1, 4) are one sample, flattened row-major
              M is 4 x 2; w0 to w2 are the weight (1, 1, 3), row-major
              M is the transpose of the matrix of Conv1d(1, 1, kernel_size=(3,), stride=(2,), padding=(1,), bias=False) on (1, 4)

              w1  0
              w2 w0
               0 w1
               0 w2
            """);
  }

  @Test
  void numbersComeFromAnOptionAFileOrTheRecord() throws IOException {
    String numbers = "  0.5  -3   0\n    0 0.5  -3\n";
    assertThat(conv1d("--kernel-size", "2", "--kernel", "0.5,-3").exitCode())
        .as("an option given twice")
        .isEqualTo(ExitCode.UNUSABLE);
    String[] layer = {"conv1d", "--kernel-size", "2", "--input-shape", "1,3", "--kernel", ""};
    Path file = folder.resolve("kernel.txt");
    Files.writeString(file, "[\n 5e-1,\n-3\n]\n");
    for (String kernel :
        List.of("0.5,-3", " [0.5, -3] ", "(.5 -3.)", "+0.5\t-3", file.toString())) {
      layer[6] = kernel;
      assertThat(matrix(layer).out()).as(kernel).endsWith("\n" + numbers);
    }
    CommandRun record =
        CommandRun.withInput(CASE.formatted(1, "1, 2, 3").replace('\'', '"'), "matrix", "-");
    assertThat(record.out()).startsWith("case\nConv1d(").endsWith("\n" + numbers);
    CommandRun instead =
        CommandRun.withInput(
            CASE.formatted(1, "1, 2, 3").replace('\'', '"'), "matrix", "-", "--kernel", "1,2");
    assertThat(instead.out()).endsWith("\n  1 2 0\n  0 1 2\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,2 | a kernel of shape (1, 1, 3) has 3 numbers (got 2)",
        "1,2,3,4 | a kernel of shape (1, 1, 3) has 3 numbers (got 4)",
        "1,,2,3 | item 2 of the list is not a number (got '')",
        "1,2,x | item 3 of the list is not a number (got 'x')",
        "[[1,2,3]] | item 1 of the list is not a number (got '[1')",
        "[1,[2],3] | item 2 of the list is not a number (got '[2]')",
        "1,2,3] | item 3 of the list is not a number (got '3]')",
        "1e400,2,3 | 1e400 is beyond the range of a 64-bit float",
        "0x10,2,3 | item 1 of the list is not a number (got '0x10')",
        "1f,2,3 | item 1 of the list is not a number (got '1f')",
        "nan | --kernel must be numbers or a file of numbers (got 'nan')",
        "none.txt | --kernel must be numbers or a file of numbers (got 'none.txt')",
        "`` | --kernel must be numbers or a file of numbers (got '')",
        "src | this is a directory, not a file",
        "README.md | item 1 of the list is not a number (got '#')",
      })
  void kernelsThatAreNone(String kernel, String error) {
    assertRefused(conv1d("--kernel", kernel), error);
  }

  @Test
  void csvAndMatrixMarket() {
    assertThat(conv1d("--format", "csv").out())
        .isEqualTo("w0,w1,w2,0,0\n0,w0,w1,w2,0\n0,0,w0,w1,w2\n");
    assertThat(conv1d("--format", "csv", "--kernel", "1,-2,0.5").out())
        .isEqualTo("1,-2,0.5,0,0\n0,1,-2,0.5,0\n0,0,1,-2,0.5\n");
    assertThat(conv1d("--format", "mtx", "--stride", "2").out())
        .isEqualTo(
            """
            %%MatrixMarket matrix coordinate integer general
            % Conv1d(1, 1, kernel_size=(3,), stride=(2,)) on (N, 1, 5)
            % an entry v is weight.flatten()[v - 1], shape (1, 1, 3)
            2 5 6
            1 1 1
            1 2 2
            1 3 3
            2 3 1
            2 4 2
            2 5 3
            """);
    assertThat(conv1d("--format", "mtx", "--stride", "2", "--kernel", "0,1,2.5").out())
        .startsWith("%%MatrixMarket matrix coordinate real general\n")
        .endsWith("\n2 5 6\n1 1 0\n1 2 1\n1 3 2.5\n2 3 0\n2 4 1\n2 5 2.5\n");
  }

  @Test
  void jsonNamesTheElementsOfEveryEntry() {
    String[] reflect = {"--padding", "1", "--padding-mode", "reflect", "--stride", "4"};
    String[] jsonl = {"--format", "jsonl"};
    String[] both = Stream.concat(Stream.of(reflect), Stream.of(jsonl)).toArray(String[]::new);
    assertThat(conv1d(both).out())
        .startsWith("{\"id\":null,\"spec\":{\"op\":\"conv1d\",")
        .endsWith(
            "\"input_shape\":[null,1,5]},\"rows\":2,\"columns\":5,\"nonzeros\":4,"
                + "\"entries\":[[0,0,[1]],[0,1,[0,2]],[1,3,[0,2]],[1,4,[1]]]}\n");
    String[] numbers =
        Stream.concat(Stream.of(both), Stream.of("--kernel", "1,0.5,2")).toArray(String[]::new);
    assertThat(conv1d(numbers).out())
        .endsWith("\"entries\":[[0,0,0.5],[0,1,3],[1,3,3],[1,4,0.5]]}\n");
  }

  @Test
  void severalLayersComeOneAfterTheOtherButNotInOneFile() {
    String good = "{'op': 'conv1d', 'kernel_size': 2, 'input_shape': [1, 3]}\n".replace('\'', '"');
    String open = "{'id': 'open', 'op': 'conv1d', 'kernel_size': 2}\n".replace('\'', '"');
    CommandRun text = CommandRun.withInput(good + open + good, "matrix", "-");
    assertThat(text.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(text.out().split("\n\n")).hasSize(4);
    assertThat(text.err())
        .contains(
            "error: a matrix needs a known input size (input_shape is (N, C_in, L_in))\n  --> <stdin>:2:1\n  help: ");
    CommandRun json = CommandRun.withInput(good + open + good, "matrix", "-", "--format", "jsonl");
    assertThat(json.out().lines()).hasSize(3);
    assertThat(json.out().lines().toList().get(1)).startsWith("{\"id\":\"open\",\"error\":");
    for (String format : List.of("csv", "mtx")) {
      CommandRun one = CommandRun.withInput(open + good, "matrix", "-", "--format", format);
      assertThat(one.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(one.out()).isNotEmpty();
      CommandRun two = CommandRun.withInput(good + good, "matrix", "-", "--format", format);
      assertRefused(two, "csv and mtx hold the matrix of one layer only");
      assertThat(two.err()).contains("  --> <stdin>:2:1\n");
    }
  }

  @Test
  void unfoldGivesSizesArithmeticAndColumns() {
    CommandRun run =
        matrix("conv2d", "--kernel-size", "2,3", "--input-shape", "2,5,3,4", "--unfold");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("nn.Unfold((2, 3))(x)\n  (2, 5, 3, 4) -> (2, 30, 4)\n\n")
        .contains("  C*∏kernel_size = 5*2*3 = 30\n")
        .contains("        = floor((4 + 2*0 - 1*(3 - 1) - 1) / 1) + 1\n")
        .contains("  L = H_out*W_out = 2*2 = 4\n\n")
        .contains("\n   x0  x1  x4  x5\n   x1  x2  x5  x6\n")
        .endsWith("\n  x54 x55 x58 x59\n");
    CommandRun json =
        matrix(
            "conv2d",
            "--kernel-size",
            "2,3",
            "--input-shape",
            "2,5,3,4",
            "--unfold",
            "--format",
            "jsonl");
    assertThat(json.out())
        .contains("\"unfold_shape\":[2,30,4],\"formulas\":[{\"axis\":\"H\",")
        .contains("\"rows\":30,\"columns\":4,\"nonzeros\":120,\"entries\":[[0,0,[0]],[0,1,[1]],");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--stride 2 --dilation 2 --padding 1 | nn.Unfold((1, 3), dilation=(1, 2), padding=(0, 1), stride=(1, 2))(x.unsqueeze(-2))",
        "--padding same | nn.Unfold((1, 3), padding=(0, 1))(x.unsqueeze(-2))",
        "--padding same --dilation 2 | nn.Unfold((1, 3), dilation=(1, 2), padding=(0, 2))(x.unsqueeze(-2))",
        "--padding 1 --padding-mode reflect | nn.Unfold((1, 3))(F.pad(x, (1, 1), mode='reflect').unsqueeze(-2))",
      })
  void unfoldIsSaidInPython(String arguments, String call) {
    String[] more = ("--unfold " + arguments).split(" ");
    assertThat(conv1d(more).out()).startsWith(call + "\n  (N, 1, 5) -> (N, 3, ");
  }

  @Test
  void whatUnfoldCannotPadIsPaddedBefore() {
    CommandRun run =
        matrix(
            "conv2d",
            "--kernel-size",
            "2,4",
            "--padding",
            "same",
            "--input-shape",
            "1,3,3",
            "--unfold");
    assertThat(run.out())
        .startsWith("nn.Unfold((2, 4))(F.pad(x, (1, 2, 0, 1)))\n  (1, 3, 3) -> (8, 9)\n")
        .contains("\n   0 x0 x1  0 x3 x4  0 x6 x7\n");
  }

  @Test
  void unfoldTakesTheNumbersOfOneSample() {
    String one = CASE.formatted(1, "7, 8, 9").replace('\'', '"');
    assertThat(CommandRun.withInput(one, "matrix", "-", "--unfold", "--format", "csv").out())
        .isEqualTo("7,8\n8,9\n");
    String two = CASE.formatted(2, "7, 8, 9, 1, 2, 3").replace('\'', '"');
    assertRefused(
        CommandRun.withInput(two, "matrix", "-", "--unfold"),
        "--unfold takes the numbers of one sample (x has 2)");
  }

  @Test
  void columnsThatAreTooManyForTextAreLeftToTheOtherFormats() {
    CommandRun run = matrix("conv1d", "--kernel-size", "3", "--input-shape", "1,1000", "--unfold");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("  (1, 1000) -> (3, 998)\n")
        .endsWith(
            "  The columns are not shown: use --format csv or mtx. Text output is limited to 256 rows and 64 columns (got 3 x 998)\n");
  }

  @Test
  void verifyHoldsBothProductsAgainstTheirLayers() {
    CommandRun run = conv1d("--stride", "2", "--verify");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .matches(
            """
            agree    M\\*x   conv1d \\(1, 5\\) -> \\(1, 2\\), 2 elements equal on each of 2 random draws, seed 20240229, chance of a missed difference < .*
            agree    Mᵀ\\*y  conv_transpose1d \\(1, 2\\) -> \\(1, 5\\), 5 elements equal on each of 2 random draws, seed 20240229, chance .*
            """);
    CommandRun json =
        conv1d("--padding", "2", "--padding-mode", "reflect", "--verify", "--format", "jsonl");
    assertThat(json.out())
        .startsWith(
            "{\"id\":null,\"agree\":true,\"rows\":7,\"columns\":5,\"products\":[{\"product\":\"M·x\",")
        .contains(
            "(no transposed layer has padding_mode reflect)\",\"agree\":true,\"elements\":1,");
  }

  /** The matrix of another stride, which has the right size here and one right row. */
  @Test
  void aMatrixThatIsWrongDiffersAndSaysWhere() throws IOException {
    ConvSpec wrong =
        TestData.spec(
            "{'op': 'conv1d', 'kernel_size': 1, 'padding': 1, 'stride': 2, 'input_shape': [1, 3]}");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console = new Console(System.in, out, System.err);
    MatrixCommand command = new MatrixCommand(console, asked -> UnrolledConvolution.of(wrong));
    int exitCode =
        new CommandLine(command.options.spec(), Factory.PLAIN)
            .execute(
                "conv1d",
                "--kernel-size=1",
                "--dilation=2",
                "--out-channels=1",
                "--input-shape=1,3",
                "--verify");
    assertThat(exitCode).isEqualTo(ExitCode.DIFFERS);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .matches(
            """
            DIFFERS  M\\*x   conv1d \\(1, 3\\) -> \\(1, 3\\)
                     2 of 3 elements differ, the largest by \\d+; first at \\[0, 0\\]: PyTorch's definition has -?\\d+, the matrix gives 0
            DIFFERS  Mᵀ\\*y  conv_transpose1d \\(1, 3\\) -> \\(1, 3\\)
                     2 of 3 elements differ, .*
            """);
  }

  @Test
  void everyExampleIsVerified() throws IOException {
    int agreeing = 0;
    try (Stream<Path> files = Files.list(Path.of("examples"))) {
      for (Path file : files.sorted().toList()) {
        CommandRun run = matrix(file.toString(), "--verify", "--format", "jsonl");
        for (JsonRecord record : TestData.parsed(run.out())) {
          JsonObject answer = (JsonObject) record.require();
          boolean refused = answer.fields().containsKey("error");
          assertThat(refused || answer.fields().get("agree").quoted().equals("true")).isTrue();
          agreeing += refused ? 0 : 1;
        }
      }
    }
    assertThat(agreeing).isEqualTo(13);
  }

  @ParameterizedTest
  @CsvSource({
    "--unfold --verify, --unfold cannot be used with --verify",
    "'--unfold --kernel 1,2,3', --unfold cannot be used with --kernel",
    "'--verify --kernel 1,2,3', --verify cannot be used with --kernel: it proves the matrix for every kernel",
    "--verify --format csv, 'error: --verify needs --format text, json or jsonl'",
    "--format xml, --format must be one of ",
    "--unfld, padbridge matrix has no option '--unfld'",
  })
  void optionsThatDoNotGoTogether(String options, String error) {
    CommandRun run = conv1d(options.split(" "));
    assertRefused(run, "");
    assertThat(run.err()).contains(error).contains("  help: ");
  }

  @Test
  void theLimitOfTextIsNamed() {
    CommandRun run = matrix("conv1d", "--kernel-size", "3", "--input-shape", "1,1,100000");
    assertRefused(
        run,
        "text output is limited to 256 rows and 64 columns (got 99998 x 100000)\n  --> command line\n  help: --format csv has a higher limit and mtx has none");
    assertRefused(
        matrix("conv_transpose1d", "--kernel-size", "3", "--input-shape", "1,5", "--unfold"),
        "nn.Unfold supports conv1d and conv2d (got conv_transpose1d)");
    assertRefused(
        conv1d("--padding", "1", "--padding-mode", "reflect", "--format", "mtx"),
        "an mtx entry is a single number, but padding_mode reflect sums weight elements");
  }
}
