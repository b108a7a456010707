package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged distribution as its users meet it: a process, a shell, pipes. */
class LauncherIT {
  private static final Path HOME = PackagedLauncher.HOME;

  @TempDir Path folder;

  private CommandRun shell(String line) throws IOException, InterruptedException {
    return PackagedLauncher.shell(line, folder);
  }

  @Test
  void everyGoldenCaseAgreesThroughTheCommandLine() throws Exception {
    CommandRun run =
        shell(
            "padbridge verify --format jsonl \"$GOLDEN/pytorch.jsonl\" - < \"$GOLDEN/pytorch-corners.jsonl\"");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEqualTo("800 agree, 0 differ, 0 refused\n");
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(800);
    assertThat(lines).allMatch(line -> line.contains(",\"agree\":true,"));
  }

  /**
   * Ten thousand layers, each proven on arrays outside the heap. The heap is in memory from the
   * start, so that its filling is no growth.
   */
  @Test
  void tenThousandDifferentProofsRunInFlatMemory() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
    String lines =
        "awk 'BEGIN { for (i = 0; i < 10000; i++) printf(\"{\\\"op\\\":\\\"%s\\\",\\\"out_channels\\\":1,\\\"kernel_size\\\":%d,"
            + "\\\"stride\\\":%d,\\\"input_shape\\\":[1,1,%d]}\\n\", i % 2 ? \"conv1d\" : \"conv_transpose1d\","
            + " 1 + i % 5, 1 + int(i / 5) % 5, 8 + int(i / 25)) }'";
    CommandRun run =
        shell(
            lines
                + (" > '"
                    + folder
                    + "/lines'; cd '"
                    + folder
                    + "'; : > answers; PADBRIDGE_JAVA_OPTS='-Xms64m -Xmx64m -XX:+AlwaysPreTouch' '")
                + (HOME + "/bin/padbridge' verify lines --format jsonl > answers & ")
                + PackagedLauncher.JAVA
                + " while kill -0 $java 2>/dev/null; do"
                + " echo $(wc -l < answers) $(sed -n 's/^VmRSS:[^0-9]*\\([0-9]*\\).*/\\1/p' /proc/$java/status 2>/dev/null);"
                + " sleep 0.3; done; wait $launcher");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).endsWith("10000 agree, 0 differ, 0 refused\n");
    List<Integer> resident =
        run.out()
            .lines()
            .map(line -> line.split(" "))
            .filter(sample -> sample.length == 2 && Integer.parseInt(sample[0]) >= 5_000)
            .map(sample -> Integer.parseInt(sample[1]))
            .toList();
    assertThat(resident).hasSizeGreaterThan(2);
    assertThat(resident.get(resident.size() - 1)).isLessThan(resident.get(0) * 110 / 100);
  }

  /** Each takes a sixth of the heap, and five times as much off it. */
  @Test
  void proofsSideBySideShareASmallHeap() throws Exception {
    CommandRun run =
        shell(
            "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do echo '{\"op\":\"conv2d\",\"in_channels\":8,"
                + "\"out_channels\":8,\"kernel_size\":3,\"input_shape\":[4,8,128,'$((110 + i))']}'; done"
                + " | PADBRIDGE_JAVA_OPTS=-Xmx128m padbridge verify - --format jsonl -j 16 | wc -l");
    assertThat(run.err()).isEqualTo("16 agree, 0 differ, 0 refused\n");
    assertThat(run.out().strip()).isEqualTo("16");
  }

  /** The answers are ten times the heap, the questions as large as it. */
  @Test
  void aLongStreamRunsInFlatMemory() throws Exception {
    String lines =
        "awk 'BEGIN { for (i = 0; i < 300000; i++) printf(\"{\\\"id\\\":%d,\\\"op\\\":"
            + "\\\"conv_transpose1d\\\",\\\"kernel_size\\\":%d,\\\"padding\\\":%d,\\\"input_shape\\\":"
            + "[1,1,%d]}\\n\", i, 1 + i % 7, i % 5, 5 + i % 300) }'";
    CommandRun run =
        shell(
            lines
                + " | PADBRIDGE_JAVA_OPTS=-Xmx32m padbridge translate - --format jsonl | tee '"
                + folder
                + "/last' | wc -l; tail -n 1 '"
                + folder
                + "/last' | cut -c 1-20; rm '"
                + folder
                + "/last'");
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().map(String::strip))
        .containsExactly("300000", "{\"id\":299999,\"spec\":");
  }

  @Test
  void matricesAreMultipliedOutAndStreamed() throws Exception {
    CommandRun verified =
        shell(
            "padbridge matrix conv1d --out-channels 1 --kernel-size 3 --input-shape 1,9 --verify");
    assertThat(verified.exitCode()).as(verified.err()).isZero();
    assertThat(verified.out().lines()).hasSize(2).allMatch(line -> line.startsWith("agree "));
    CommandRun streamed =
        shell(
            "PADBRIDGE_JAVA_OPTS=-Xmx40m padbridge matrix conv1d --out-channels 1 --kernel-size 3 --padding 1 --input-shape 1,1000000 --format mtx | wc -l");
    assertThat(streamed.out().strip()).isEqualTo("3000002");
    CommandRun closed =
        shell(
            "padbridge matrix conv2d --out-channels 1 --kernel-size 3 --input-shape 1,40000,40000 --format mtx | sed -n '4p;4q'");
    assertThat(closed.out()).isEqualTo("1599840004 1600000000 14398560036\n");
    assertThat(streamed.err() + closed.err()).isEmpty();
    String pipe = folder.resolve("numbers").toString();
    CommandRun piped =
        shell(
            "mkfifo '"
                + pipe
                + "'; echo 1,2,3 > '"
                + pipe
                + "' & padbridge matrix conv1d --out-channels 1 --kernel-size 3 --input-shape 1,3 --format csv --kernel '"
                + pipe
                + "'");
    assertThat(piped.out()).as(piped.err()).isEqualTo("1,2,3\n");
  }

  @Test
  void modelsComeThroughPipes() throws Exception {
    CommandRun run =
        shell(
            "cat examples/vocoder.txt | padbridge scan - --verify --format jsonl | tee '"
                + folder
                + "/all' | sed -n 1p; grep -c '\"verified\":{\"agree\":true' '"
                + folder
                + "/all'");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("{\"name\":\"conv_pre\",\"class\":\"Conv1d\",")
        .endsWith("}\n6\n");
    CommandRun csv = shell("padbridge scan --format csv examples/vocoder.txt | cut -d, -f1,3,6");
    assertThat(csv.out())
        .startsWith("name,op,kernel_size\nconv_pre,conv1d,7\nups.0,conv_transpose1d,16\n");
  }

  /** Two thousand million rows begin at once, in little memory, and end with their reader. */
  @Test
  void aTableWithoutEnd() throws Exception {
    CommandRun run =
        shell(
            "PADBRIDGE_JAVA_OPTS=-Xmx24m; export PADBRIDGE_JAVA_OPTS\n"
                + "for format in text csv tsv markdown json jsonl; do\n"
                + "  padbridge table conv1d --kernel-size 1..7 --input-size 8..2000000000 --format $format"
                + " | head -20000 | wc -l\ndone");
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().map(String::strip)).hasSize(6).allMatch(n -> n.equals("20000"));
  }

  /** The lines that users are to copy do what they say. */
  @Test
  void theExamplesOfPipelines() throws Exception {
    List<String> lines =
        Files.readAllLines(Path.of("examples/pipelines/one-liners.sh")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    List<String> expected =
        List.of(
            "(conv_transpose1d,[468],2,.*,SAME,[123]\n){3}",
            "conv_pre\nups.1\n", "5\n", "", "(?s)id\top\ttf.pad\n.*", "6\\n", "(?s)agree .*");
    assertThat(lines).hasSameSizeAs(expected);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replace(" plans.json", " '" + folder + "'/plans.json");
      CommandRun run = shell(line);
      assertThat(run.exitCode()).as("%s\n%s", line, run.err()).isZero();
      assertThat(run.out()).as(line).matches(expected.get(i));
    }
    assertThat(folder.resolve("plans.jsonl")).isNotEmptyFile();
  }

  @Test
  void outputAppendsToWhatIsThere() throws Exception {
    CommandRun run =
        shell(
            "{ echo before; padbridge verify conv1d --out-channels 1 --kernel-size 3 --input-shape 1,1,9; echo after; }");
    assertThat(run.out().lines()).hasSize(3).first().isEqualTo("before");
    assertThat(run.out().lines()).last().isEqualTo("after");
  }

  @Test
  void utf8IsWrittenInTheCLocale() throws Exception {
    CommandRun run =
        shell(
            "LC_ALL=C padbridge translate conv1d --out-channels 1 --kernel-size 3 --input-shape 1,1,9");
    assertThat(run.out()).contains("(9 + 2*0 - 1*(3 - 1) - 1)");
  }

  @Test
  void whatNativeCodePrintsStaysOffStandardOutput() throws Exception {
    String java = System.getProperty("java.home") + "/bin/java";
    CommandRun run =
        shell(
            "'"
                + java
                + "' -Dpadbridge.out.descriptor=3 -cp '"
                + System.getProperty("java.class.path")
                + "' "
                + NativeNoise.class.getName()
                + " 3>&1 1>&2");
    assertThat(run.out()).isEqualTo("result\n");
    assertThat(run.err())
        .contains("Error at [")
        .contains("refused")
        .contains("a library that prints");
  }

  @Test
  void pipesWithNamesAndClosedDescriptors() throws Exception {
    String spec = "{\"op\": \"conv1d\", \"kernel_size\": 3}";
    String pipe = folder.resolve("pipe").toString();
    CommandRun named =
        shell(
            "mkfifo '"
                + pipe
                + "'; echo '"
                + spec
                + "' > '"
                + pipe
                + "' & padbridge translate --format jsonl '"
                + pipe
                + "'");
    assertThat(named.exitCode()).as(named.err()).isZero();
    assertThat(named.out()).contains("\"output_shape\"");
    for (String command : List.of("translate", "verify")) {
      CommandRun noInput = shell("padbridge " + command + " - <&-");
      assertThat(noInput.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(noInput.err()).startsWith("error: this input is empty");
      CommandRun noOutput = shell("padbridge " + command + " conv1d --kernel-size 3 >&-");
      assertThat(noOutput.exitCode()).isEqualTo(ExitCode.UNUSABLE);
      assertThat(noOutput.err()).isEqualTo("error: standard output is closed\n");
    }
  }

  @Test
  void pythonReadsWhatIsWrittenForIt() throws Exception {
    assumeTrue(shell("command -v python3").exitCode() == 0, "there is no python3 here");
    CommandRun run =
        shell(
            "for options in '--format python' '--format python --data-format channels_last' '--format python --strategy auto'; do"
                + " padbridge translate $options \"$GOLDEN/pytorch.jsonl\" \"$GOLDEN/pytorch-corners.jsonl\""
                + " | python3 -c 'import ast, sys; print(len(ast.parse(sys.stdin.read()).body))' || exit 1; done;"
                + " padbridge translate --format keras \"$GOLDEN/pytorch.jsonl\" 2>/dev/null"
                + " | python3 -c 'import ast, sys; ast.parse(sys.stdin.read())'");
    assertThat(run.exitCode()).as(run.err()).isZero();
    // A docstring, an import, a function a layer, and the table; channels last has convert_weight
    // besides.
    assertThat(run.out()).isEqualTo("803\n804\n803\n");
  }

  @Test
  void drawingsTakeTheWidthOfTheTerminalAndItsColours() throws Exception {
    assumeTrue(shell("command -v script").exitCode() == 0, "there is no terminal to be had here");
    String explain =
        HOME + "/bin/padbridge explain 'nn.Conv1d(1, 1, 3)' --input-shape 1,1,500 --ascii";
    for (int columns : List.of(60, 120)) {
      CommandRun run =
          shell(
              "TERM=xterm script -qc \"stty cols "
                  + columns
                  + " < /dev/tty; "
                  + explain
                  + "\" /dev/null < /dev/null");
      List<String> drawn = run.out().lines().filter(line -> line.contains(" ... ")).toList();
      assertThat(drawn).isNotEmpty().first().asString().contains("\u001B[34m");
      assertThat(drawn.get(0).replaceAll("\u001B\\[\\d+m", "").strip().length())
          .isBetween(columns / 2, columns);
    }
    assertThat(shell(explain).out()).doesNotContain("\u001B");
  }

  /** What a page says is executed, so the launcher must have brought what executes it. */
  @Test
  void pagesAreProven() throws Exception {
    CommandRun layer = shell("padbridge explain 'nn.Conv1d(1, 1, 3)' --format html");
    assertThat(layer.exitCode()).as(layer.err()).isEqualTo(ExitCode.OK);
    assertThat(layer.out()).contains("✓ agree");
    CommandRun model = shell("padbridge scan examples/vocoder.txt --format=html");
    assertThat(model.exitCode()).as(model.err()).isEqualTo(ExitCode.OK);
    assertThat(model.out()).contains("✓ agree").doesNotContain("not run");
    CommandRun unproven = shell("padbridge explain 'nn.Conv1d(1, 1, 3)' --format html --no-verify");
    assertThat(unproven.exitCode()).as(unproven.err()).isEqualTo(ExitCode.OK);
    assertThat(unproven.out()).contains("not run");
  }
}
