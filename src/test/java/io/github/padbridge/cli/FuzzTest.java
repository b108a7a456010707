package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.padbridge.Mutations;
import io.github.padbridge.cli.output.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Whatever a command is given, it ends with the exit code that it should, in messages that people
 * can read, and standard output holds whole records or nothing. {@code -Dfuzz.inputs} tries more,
 * {@code -Dfuzz.seed} others.
 */
class FuzzTest {
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 110_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20240302L);

  /** What a command is given. */
  private enum Kind {
    LINES,
    DOCUMENT,
    CALL,
    PAIR,
    PADDING,
    MODEL,
    TABLE,
    TENSORS,
    WEIGHTS,
    OPTIONS
  }

  /**
   * One run.
   *
   * @param inputs how many inputs it reads
   * @param answers how many JSON lines answer them, negative where that is open
   * @param room how many bytes standard output takes before it fails
   * @param failure what it says then
   */
  private record Attempt(
      Kind kind,
      List<String> arguments,
      byte[] input,
      int inputs,
      int answers,
      long room,
      String failure) {

    Attempt(Kind kind, List<String> arguments, byte[] input) {
      this(kind, arguments, input, 1, -1, Long.MAX_VALUE, null);
    }

    Attempt withRoom(long bytes, String message) {
      return new Attempt(kind, arguments, input, inputs, answers, bytes, message);
    }

    private String format() {
      int option = arguments.indexOf("--format");
      return option < 0 || option + 1 == arguments.size() ? "" : arguments.get(option + 1);
    }

    @Override
    public String toString() {
      String text = new String(input, StandardCharsets.ISO_8859_1);
      return kind
          + " of seed "
          + SEED
          + ": "
          + arguments
          + " < "
          + text.substring(0, Math.min(text.length(), 2000));
    }
  }

  private static final List<String> RECORDS = new ArrayList<>();
  private static final List<String> DOCUMENTS = new ArrayList<>();
  private static final List<String> MODELS = new ArrayList<>();

  private static final List<String> CALLS =
      List.of(
          "nn.Conv2d(3, 64, kernel_size=(7, 7), stride=2, padding='same', bias=False)",
          "nn.ConvTranspose1d(8, 4, 5, stride=3, padding=2, output_padding=1, dilation=2,"
              + " groups=4)",
          "F.conv3d(x, w, stride=(1, 2, 3), padding='valid')",
          "nn.Conv1d(1, 2, 3, padding=4, padding_mode='circular')",
          "nn.MaxPool2d(3, 2, 1, ceil_mode=True)",
          "nn.AvgPool1d(2, count_include_pad=False)",
          "tf.nn.conv2d(x, w, strides=2, padding=\"SAME\")",
          "tf.nn.conv2d_transpose(x, w, [1, 8, 8, 4], strides=[2, 2], padding='VALID')",
          "keras.layers.Conv2DTranspose(64, 4, strides=2, padding='same')",
          "keras.layers.DepthwiseConv2D(3, depth_multiplier=2, dilation_rate=(2, 2))");

  private static final List<String> SIDES =
      List.of(
          "nn.Conv2d(3, 4, 3, stride=2, padding=1, bias=False)",
          "nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(3, 4, 3, bias=False))",
          "x = F.pad(x, (1, 1, 0, 2))\nx = F.conv2d(x, w, stride=2)[:, :, 1:]",
          "x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]])\nx = tf.nn.conv2d(x, w, 2, 'VALID')",
          "keras.layers.Lambda(lambda x: keras.ops.pad(x, 1))\nkeras.layers.Conv2D(4, 3)",
          "keras.layers.Conv2D(4, 3, strides=2, padding='same', use_bias=False)");

  private static final List<String> PADDINGS =
      List.of(
          "F.pad(x, (1, 2, 3, 4), mode='reflect')",
          "nn.ZeroPad2d((1, 2, -3, 4))",
          "tf.pad(x, [[0, 0], [1, 2], [3, 4], [0, 0]], mode='SYMMETRIC')",
          "jax.lax.pad(x, 0.0, [(0, 0, 0), (1, 2, 3)])",
          "np.pad(x, ((1, 2), (3, 4)), 'edge')",
          "helper.make_node('Pad', [], [], pads=[1, 2, 3, 4])");

  private static final List<String> OPTIONS =
      List.of(
          "--kernel-size",
          "--stride",
          "--strides",
          "--padding",
          "--output-padding",
          "--output-size",
          "--output-shape",
          "--dilation",
          "--dilations",
          "--groups",
          "--in-channels",
          "--out-channels",
          "--filters",
          "--depth-multiplier",
          "--divisor-override",
          "--weight-shape",
          "--input-shape",
          "--input-size",
          "--padding-mode",
          "--runtime-padding",
          "--framework",
          "--runtime",
          "--strategy",
          "--format",
          "--data-format",
          "--columns",
          "--draws",
          "--dtype",
          "--rtol",
          "--atol",
          "--seed",
          "--jobs",
          "--kernel",
          "--layout",
          "--rank",
          "--max-memory",
          "--engine",
          "--expect",
          "--x",
          "--weight",
          "--bias",
          "--y",
          "--tensors",
          "--to",
          "--from",
          "--model",
          "--names",
          "--copy");

  private static final List<String> FLAGS =
      List.of(
          "--full",
          "--fail-fast",
          "--github",
          "--unfold",
          "--verify",
          "--show",
          "--table",
          "--invalid",
          "--sequential",
          "--flip-kernel",
          "--ceil-mode",
          "--no-bias",
          "--check",
          "--help",
          "-h",
          "-V",
          "--",
          "-");

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "?",
          "1,2",
          "3,",
          ",",
          "1..3",
          "3..1",
          "..",
          "1,?,8,8",
          "2,4,9",
          "same",
          "SAME",
          "valid",
          "zeros",
          "reflect",
          "circular",
          "text",
          "json",
          "jsonl",
          "csv",
          "tsv",
          "markdown",
          "svg",
          "html",
          "python",
          "keras",
          "pytorch",
          "tensorflow",
          "auto",
          "all",
          "explicit",
          "zero-insert",
          "onednn",
          "float32",
          "float64",
          "NaN",
          "-",
          "/dev/null",
          "/",
          "é",
          "\0",
          "nn.Conv1d(1, 1, 3)",
          "conv2d",
          "conv_transpose1d",
          "K",
          "1K",
          "20M",
          "n,c,l");

  private static final List<String> OPS =
      List.of(
          "conv1d",
          "conv2d",
          "conv3d",
          "conv_transpose1d",
          "conv_transpose2d",
          "conv_transpose3d",
          "max_pool2d",
          "avg_pool1d",
          "convolution",
          "");

  /** What a run without a command prints. */
  private static final String HELP = CommandRun.of("--help").out();

  private static final List<String> COMMANDS =
      List.of(
          "translate",
          "verify",
          "scan",
          "table",
          "explain",
          "matrix",
          "pad",
          "compare",
          "diagnose",
          "weights",
          "schema",
          "help");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build())
          .build();

  @TempDir static Path folder;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Mutations mutations = new Mutations(random);
  private final Map<Kind, int[]> outcomes = new EnumMap<>(Kind.class);
  private final TensorFileRuns tensorFiles = new TensorFileRuns(folder, random);
  private volatile Attempt current;
  private int inputs;

  @BeforeAll
  static void read() throws IOException {
    Path resources = Path.of("src/test/resources");
    for (String name :
        List.of("pytorch-corners", "pytorch-verdicts", "pytorch", "tensorflow", "sequential")) {
      RECORDS.addAll(Files.readAllLines(resources.resolve("golden/" + name + ".jsonl")));
    }
    // The shorter half: what is done to a record depends on its arguments, not on its numbers.
    RECORDS.sort((one, other) -> Integer.compare(one.length(), other.length()));
    RECORDS.subList(RECORDS.size() / 2, RECORDS.size()).clear();
    addTexts(DOCUMENTS, Path.of("examples"), ".json");
    addTexts(MODELS, resources.resolve("models"), ".txt");
    MODELS.sort((one, other) -> Integer.compare(one.length(), other.length()));
    MODELS.subList(8, MODELS.size()).clear();
  }

  private static void addTexts(List<String> texts, Path from, String ending) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(path -> path.toString().endsWith(ending)).sorted().toList()) {
        texts.add(Files.readString(file));
      }
    }
  }

  @Test
  void nothingBringsItDown() {
    try {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(300 + INPUTS / 200),
          () -> {
            while (inputs < INPUTS) {
              current = next();
              check(current);
              inputs += current.inputs;
            }
          });
    } catch (AssertionError e) {
      throw new AssertionError("after " + inputs + " inputs, " + current, e);
    }
    assertThat(inputs).isGreaterThanOrEqualTo(INPUTS);
    // Every kind has had answers, and refusals.
    for (Kind kind : Kind.values()) {
      // Tensors of a right port are few, and broken.
      int answer = kind == Kind.TENSORS ? ExitCode.DIFFERS : ExitCode.OK;
      assertThat(outcomes.get(kind)[answer]).as("%s answered", kind).isGreaterThan(10);
      assertThat(outcomes.get(kind)[ExitCode.UNUSABLE]).as("%s refused", kind).isGreaterThan(10);
    }
    assertThat(outcomes.values().stream().mapToInt(codes -> codes[ExitCode.CLOSED_PIPE]).sum())
        .isGreaterThan(100);
  }

  private Attempt next() {
    Attempt attempt =
        switch (random.nextInt(10)) {
          case 0, 1, 2 -> lines();
          case 3, 4 -> document();
          case 5, 6 -> call();
          case 7 -> padding();
          case 8 -> random.nextBoolean() ? table() : options();
          default ->
              switch (random.nextInt(8)) {
                case 0, 1 -> model();
                case 2 -> pair();
                case 3 -> new Attempt(Kind.TENSORS, tensorFiles.diagnose(), new byte[0]);
                case 4 -> new Attempt(Kind.WEIGHTS, tensorFiles.weights(), new byte[0]);
                default -> options();
              };
        };
    return switch (random.nextInt(12)) {
      case 0 -> attempt.withRoom(random.nextInt(2000), "Broken pipe");
      case 1 -> attempt.withRoom(random.nextInt(2000), "No space left on device");
      default -> attempt;
    };
  }

  /** Many records, one a line, of which each is answered by itself. */
  private Attempt lines() {
    int count = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(60);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String record = mutations.any(RECORDS);
      text.append(random.nextInt(4) == 0 ? record : mutations.text(record)).append('\n');
    }
    byte[] bytes =
        random.nextInt(3) == 0
            ? mutations.bytes(text.toString())
            : text.toString().getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("lines.jsonl");
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String format = mutations.any(List.of("jsonl", "jsonl", "csv", "tsv", "text", "json"));
    // Numbers that are executed take a hundred times as long.
    boolean verify = random.nextInt(12) == 0;
    List<String> arguments = new ArrayList<>(List.of(file.toString(), "--format"));
    if (verify) {
      arguments.addAll(0, List.of("verify", "--draws", "1", "--max-memory", "5M"));
      arguments.add(mutations.any(List.of("jsonl", "json", "text")));
    } else {
      arguments.add(0, "translate");
      arguments.add(format);
    }
    int answers = arguments.contains("jsonl") ? records(bytes) : -1;
    return new Attempt(Kind.LINES, arguments, new byte[0], count, answers, Long.MAX_VALUE, null);
  }

  /** Lines with anything on them; an input without any is answered once. */
  private static int records(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u00EF\u00BB\u00BF")) {
      text = text.substring(3);
    }
    long lines = Arrays.stream(text.split("\n")).filter(line -> !line.isBlank()).count();
    return (int) Math.max(lines, 1);
  }

  private Attempt document() {
    String text = mutations.any(DOCUMENTS);
    byte[] bytes =
        switch (random.nextInt(6)) {
          case 0 -> mutations.junk();
          case 1 -> nested(random.nextInt(3000));
          case 2 -> mutations.bytes(text);
          default -> mutations.text(text).getBytes(StandardCharsets.UTF_8);
        };
    List<String> arguments =
        new ArrayList<>(List.of(mutations.any(List.of("translate", "explain", "matrix")), "-"));
    if (arguments.contains("translate")) {
      arguments.addAll(
          List.of("--format", mutations.any(List.of("json", "jsonl", "text", "python", "tsv"))));
    } else if (arguments.contains("explain") && random.nextBoolean()) {
      arguments.addAll(List.of("--format", "html", "--no-verify"));
    }
    return new Attempt(Kind.DOCUMENT, arguments, bytes);
  }

  private byte[] nested(int depth) {
    String open = mutations.any(List.of("[", "{\"spec\":", "{\"a\":[", "[[{\"x\":"));
    String close = new StringBuilder(open.replaceAll("[^\\[{]", "")).reverse().toString();
    String text =
        open.repeat(depth)
            + mutations.number()
            + close.replace('[', ']').replace('{', '}').repeat(random.nextInt(2) * depth);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Attempt call() {
    String call = mutations.any(CALLS);
    List<String> arguments = new ArrayList<>();
    arguments.add(mutations.any(List.of("translate", "translate", "explain", "matrix")));
    if (random.nextInt(20) == 0) {
      arguments.addAll(
          0, List.of("verify", "--draws", "1", "--max-memory", "5M", "--format", "jsonl"));
      arguments.remove(arguments.size() - 1);
    }
    arguments.add(random.nextInt(5) == 0 ? call : mutations.text(call));
    if (random.nextInt(3) == 0) {
      arguments.addAll(List.of("--input-shape", mutations.text("1,3,8,8")));
    }
    if (arguments.get(0).equals("translate") && random.nextBoolean()) {
      arguments.addAll(List.of("--format", mutations.any(List.of("json", "python", "keras"))));
    } else if (arguments.get(0).equals("explain") && random.nextBoolean()) {
      arguments.addAll(List.of("--format", mutations.any(List.of("svg", "html"))));
      arguments.add(arguments.contains("svg") ? "--animate" : "--no-verify");
      arguments.subList(arguments.size() - random.nextInt(2), arguments.size()).clear();
    }
    return new Attempt(Kind.CALL, arguments, new byte[0]);
  }

  /** Two sides, of which one is not always as it should be. */
  private Attempt pair() {
    String left = mutations.any(SIDES);
    String right = random.nextInt(3) == 0 ? left : mutations.any(SIDES);
    List<String> arguments = new ArrayList<>(List.of("compare", left));
    arguments.add(random.nextBoolean() ? right : mutations.text(right));
    if (random.nextInt(3) == 0) {
      arguments.addAll(List.of("--input-shape", mutations.text("1,3,8,8")));
    }
    arguments.addAll(List.of("--format", mutations.any(List.of("text", "json", "jsonl"))));
    return new Attempt(Kind.PAIR, arguments, new byte[0]);
  }

  private Attempt padding() {
    List<String> arguments = new ArrayList<>(List.of("pad"));
    String notation = mutations.any(PADDINGS);
    arguments.add(random.nextInt(5) == 0 ? notation : mutations.text(notation));
    if (random.nextInt(3) == 0) {
      arguments.addAll(List.of("--format", "json"));
    } else if (random.nextInt(3) == 0) {
      arguments.addAll(List.of("--show", "--input-shape", mutations.text("1,2,4,4")));
    }
    return new Attempt(Kind.PADDING, arguments, new byte[0]);
  }

  private Attempt model() {
    String text = mutations.any(MODELS);
    int from = random.nextInt(text.length());
    String part = text.substring(from, Math.min(text.length(), from + 2000));
    byte[] bytes =
        switch (random.nextInt(6)) {
          case 0 -> mutations.junk();
          case 1 -> mutations.bytes(part);
          case 2 -> part.getBytes(StandardCharsets.UTF_8);
          default -> mutations.text(part).getBytes(StandardCharsets.UTF_8);
        };
    List<String> arguments = new ArrayList<>(List.of("scan", "-", "--format"));
    arguments.add(
        mutations.any(List.of("text", "json", "jsonl", "csv", "tsv", "markdown", "html")));
    if (arguments.contains("html")) {
      arguments.add("--no-verify");
    }
    if (random.nextInt(4) == 0) {
      arguments.addAll(List.of("--sequential", "--input-shape", mutations.text("1,3,64,64")));
    }
    return new Attempt(Kind.MODEL, arguments, bytes);
  }

  private Attempt table() {
    List<String> arguments = new ArrayList<>(List.of("table", mutations.any(OPS)));
    for (String option :
        List.of("--kernel-size", "--stride", "--padding", "--output-padding", "--input-size")) {
      if (random.nextInt(5) > 0) {
        String value = mutations.any(List.of("1", "2", "1..3", "0,1", "3", "5..9"));
        arguments.add(option);
        arguments.add(random.nextInt(8) == 0 ? mutations.number() : value);
      }
    }
    arguments.addAll(
        List.of("--format", mutations.any(List.of("text", "jsonl", "json", "csv", "markdown"))));
    if (random.nextBoolean()) {
      arguments.add("--invalid");
    }
    return new Attempt(Kind.TABLE, arguments, new byte[0]);
  }

  private Attempt options() {
    List<String> arguments = new ArrayList<>();
    if (random.nextInt(30) > 0) {
      arguments.add(mutations.any(COMMANDS));
    }
    if (random.nextBoolean()) {
      arguments.add(random.nextBoolean() ? mutations.any(OPS) : mutations.any(CALLS));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      if (random.nextInt(5) == 0) {
        arguments.add(mutations.any(FLAGS));
        continue;
      }
      String option = mutations.any(OPTIONS);
      arguments.add(random.nextInt(15) == 0 ? mutations.text(option) : option);
      if (random.nextInt(15) > 0) {
        arguments.add(random.nextBoolean() ? mutations.any(VALUES) : mutations.number());
      }
    }
    if (arguments.contains("verify") || arguments.contains("--verify")) {
      arguments.addAll(List.of("--max-memory", "5M", "--draws", "1"));
    }
    // A slip may name the option that writes a file, and this is no place for one.
    arguments.removeIf(argument -> argument.matches("-o(?s:.*)|--(output|junit-xml)(=(?s:.*))?"));
    return new Attempt(Kind.OPTIONS, arguments, mutations.junk());
  }

  private void check(Attempt attempt) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(attempt.input),
            limited(out, attempt.room, attempt.failure),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int exitCode = Main.run(console, attempt.arguments.toArray(new String[0]));
    String told = err.toString(StandardCharsets.UTF_8);
    outcomes.computeIfAbsent(attempt.kind, kind -> new int[256])[exitCode]++;

    assertThat(exitCode)
        .as(told)
        .isIn(ExitCode.OK, ExitCode.DIFFERS, ExitCode.UNUSABLE, ExitCode.CLOSED_PIPE);
    assertThat(told).doesNotContain("\tat ", "Exception", "internal error");
    // Machine formats answer what is unusable with a record, in its place.
    String answered = out.toString(StandardCharsets.UTF_8);
    if (!told.equals(HELP)) {
      SafeText.assertMessages(attempt.toString(), told, attempt.arguments.contains("--github"));
    }
    if (attempt.failure == null) {
      SafeText.assertAnswers(attempt.toString(), answered, attempt.format());
    }
    boolean refused =
        told.contains("error: ")
            || told.equals(HELP)
            || answered.contains("\"error\":{")
            || answered.contains("\"error\" : {")
            || (List.of("csv", "tsv", "markdown").contains(attempt.format())
                && !answered.isEmpty());
    if (exitCode == ExitCode.UNUSABLE) {
      assertThat(refused).as(told).isTrue();
    } else if (exitCode == ExitCode.CLOSED_PIPE) {
      assertThat(attempt.failure).isEqualTo("Broken pipe");
      assertThat(told).doesNotContain("cannot be written");
    } else {
      assertThat(told).doesNotContain("error: ");
    }
    if (attempt.failure == null) {
      checkWhole(attempt, answered);
    }
    if (attempt.kind == Kind.WEIGHTS) {
      int written = tensorFiles.takeWritten();
      if (attempt.failure == null) {
        assertThat(written).as(told).isEqualTo(exitCode == ExitCode.OK ? 1 : 0);
      }
    }
  }

  private static void checkWhole(Attempt attempt, String out) {
    assertThat(out.isEmpty() || out.endsWith("\n")).isTrue();
    if (out.contains("\nUsage: padbridge ") || out.startsWith("padbridge ")) {
      // Help and version are the same whatever the format.
      return;
    }
    switch (attempt.format()) {
      case "jsonl" -> {
        List<String> lines = out.lines().toList();
        lines.forEach(line -> assertThat(documents(line)).as(line).isEqualTo(1));
        if (attempt.answers >= 0) {
          assertThat(lines).hasSize(attempt.answers);
        }
      }
      case "json" -> assertThat(documents(out)).isLessThanOrEqualTo(1);
      case "svg", "html" -> assertThat(out.isEmpty() || isWellFormed(out)).as(out).isTrue();
      default -> {}
    }
  }

  private static boolean isWellFormed(String markup) {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(markup))).hasChildNodes();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      return false;
    }
  }

  /** How many whole JSON values a text holds. */
  private static int documents(String text) {
    int count = 0;
    try (JsonParser parser = JSON.createParser(text)) {
      while (parser.nextToken() != null) {
        parser.skipChildren();
        count++;
      }
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
    return count;
  }

  private static OutputStream limited(OutputStream out, long room, String failure) {
    return new OutputStream() {
      private long left = room;

      @Override
      public void write(int b) throws IOException {
        if (left-- <= 0) {
          throw new IOException(failure);
        }
        out.write(b);
      }

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        if (left < count) {
          throw new IOException(failure);
        }
        left -= count;
        out.write(bytes, from, count);
      }
    };
  }
}
