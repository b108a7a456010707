package io.github.padbridge.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lines in, lines out, no state: Spark deals a stream out to several processes of the packaged
 * launcher and sorts their answers by id, which gives what one process gives.
 */
@Tag("spark")
class PipeIT {
  private static final int SPECS = Integer.getInteger("spark.specs", 100_000);
  private static final int WORKERS = Integer.getInteger("spark.workers", 4);

  /** More parts than workers, so that a worker starts several processes one after the other. */
  private static final int PARTS = 2 * WORKERS;

  /** Few enough different layers for the cache of a process that proves them. */
  private static final int LENGTHS_PROVEN = 8;

  private static final int LENGTHS_TRANSLATED = 100_000;

  @TempDir Path folder;

  @Test
  void translatesAsOneProcess() throws Exception {
    assertSameAsOneProcess("translate", LENGTHS_TRANSLATED);
  }

  @Test
  void provesAsOneProcess() throws Exception {
    assertSameAsOneProcess("verify", LENGTHS_PROVEN);
  }

  private void assertSameAsOneProcess(String command, int lengths) throws Exception {
    Path specs = folder.resolve("specs.jsonl");
    Specs.write(specs, SPECS, lengths);
    Path launcher = Path.of("target/padbridge/bin/padbridge").toAbsolutePath();
    // Exit code 2 says that a spec is refused, which its answer says too.
    List<String> pipe =
        List.of(
            "sh",
            "-c",
            "'" + launcher + "' " + command + " - --format jsonl --jobs 1 || [ $? -eq 2 ]");
    Path alone = folder.resolve("alone.jsonl");
    long begin = System.nanoTime();
    runAlone(pipe, specs, alone);
    long middle = System.nanoTime();
    Path parts = folder.resolve("parts");
    runInSpark(pipe, specs, parts);
    System.out.printf(
        Locale.ROOT,
        "%s of %,d specs: %.1f s in one process, %.1f s in Spark with %d workers%n",
        command,
        SPECS,
        (middle - begin) / 1e9,
        (System.nanoTime() - middle) / 1e9,
        WORKERS);
    assertSame(alone, parts);
  }

  private static void runAlone(List<String> pipe, Path specs, Path answers) throws Exception {
    Process process =
        new ProcessBuilder(pipe)
            .redirectInput(specs.toFile())
            .redirectOutput(answers.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
  }

  /** The lines reach the processes in another order, and as many parts of the answers come back. */
  private static void runInSpark(List<String> pipe, Path specs, Path answers) {
    SparkConf settings =
        new SparkConf()
            .setMaster("local[" + WORKERS + "]")
            .setAppName("padbridge")
            .set("spark.ui.enabled", "false")
            .set("spark.local.dir", answers.resolveSibling("spark").toString())
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.host", "127.0.0.1");
    try (JavaSparkContext spark = new JavaSparkContext(settings)) {
      spark
          .textFile(specs.toString())
          .repartition(PARTS)
          .pipe(pipe)
          .sortBy(Answers::id, true, PARTS)
          .saveAsTextFile(answers.toString());
    }
  }

  private static void assertSame(Path alone, Path parts) throws IOException {
    int answers = 0;
    int refused = 0;
    try (BufferedReader expected = Files.newBufferedReader(alone)) {
      for (Path part : IntStream.range(0, PARTS).mapToObj(i -> part(parts, i)).toList()) {
        try (BufferedReader found = Files.newBufferedReader(part)) {
          for (String line = found.readLine(); line != null; line = found.readLine()) {
            String other = expected.readLine();
            assertThat(Answers.id(line)).isEqualTo(answers);
            assertThat(Answers.withoutLine(line)).isEqualTo(Answers.withoutLine(other));
            refused += Answers.isRefused(line) ? 1 : 0;
            answers++;
          }
        }
      }
      assertThat(expected.readLine()).isNull();
    }
    assertThat(answers).isEqualTo(SPECS);
    assertThat(refused).isEqualTo((SPECS + 992) / 1000);
  }

  private static Path part(Path parts, int number) {
    return parts.resolve(String.format(Locale.ROOT, "part-%05d", number));
  }
}
