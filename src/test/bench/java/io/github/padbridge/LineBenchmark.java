package io.github.padbridge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.SeparatedTable;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.spec.PlainReader;
import io.github.padbridge.translate.Translation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What each stage of a stream takes a line, on one thread: {@code mvn -Pbench test-compile
 * exec:exec}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class LineBenchmark {
  private static final int LINES = 1_000;

  private final PlainReader reader = new PlainReader();
  private final List<byte[]> lines = new ArrayList<>();
  private final List<JsonRecord> records = new ArrayList<>();
  private final List<LayerRecord> layers = new ArrayList<>();
  private final List<Translation> translations = new ArrayList<>();

  @Setup
  public void draw() {
    RandomLines random = new RandomLines(1);
    while (lines.size() < LINES) {
      String line = random.plain();
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      if (reader.read(bytes, 0, bytes.length, 1)) {
        lines.add(bytes);
        records.add(TestData.parsed(line).get(0));
        layers.add(reader.record());
        translations.add(Translation.of(reader.record().spec()));
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public void readPlainLine(Blackhole seen) {
    for (byte[] line : lines) {
      seen.consume(reader.read(line, 0, line.length, 1));
    }
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public void readPlainLineAndWriteRow(Blackhole seen) throws IOException {
    SeparatedTable table = new SeparatedTable(OutputStream.nullOutputStream(), '\t');
    for (byte[] line : lines) {
      seen.consume(reader.read(line, 0, line.length, 1));
      table.row(reader);
    }
    table.finish();
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public void readTree(Blackhole seen) {
    for (JsonRecord record : records) {
      seen.consume(TestData.layer(record));
    }
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public void plan(Blackhole seen) {
    for (LayerRecord layer : layers) {
      Plan plan = TestData.padSlice(layer.spec());
      seen.consume(plan);
    }
  }

  @Benchmark
  @OperationsPerInvocation(LINES)
  public void writeJson(Blackhole seen) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4 << 20);
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      JsonAnswer answer = new JsonAnswer(json);
      for (Translation translation : translations) {
        answer.translation(LayerRecord.Label.NONE, translation);
      }
    }
    seen.consume(out.size());
  }
}
