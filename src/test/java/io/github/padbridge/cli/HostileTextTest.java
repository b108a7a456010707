package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.reader.CsvReader;
import io.github.padbridge.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Text from the input, wherever it stands and in whichever format it is answered, steers no
 * terminal, gives no command to a build server, and breaks no format.
 */
class HostileTextTest {
  /** Each holds some of what must never come out as it is. */
  private static final List<String> HOSTILE =
      List.of(
          "x\n::add-mask::agree\n  ::stop-commands::pwn\r::error::x",
          "\u001b[31mred\u001b]0;title\u0007\u007f\u009b31m\u0085",
          "\u202egpj.exe\u2066\u2069\u2028\u2029\uFEFF\uD800",
          "::add-mask::agree",
          "\u00a0 ##[add-mask]agree ##vso[task.setvariable]x",
          "=cmd|'/C calc'!A0",
          "\t<img src=x onerror=y> [a](http://b) `c` | d \\| & *e* \"f\" 'g' ]]> -->");

  private static final List<String> TRANSLATED =
      List.of(
          "text", "json", "jsonl", "csv", "tsv", "markdown", "python", "keras", "pytorch", "onnx");

  private static final List<String> SCANNED =
      List.of("text", "json", "jsonl", "csv", "tsv", "markdown", "html");

  private static final Pattern FORMULA = Pattern.compile("[=+@\\-\t\r](?![0-9.]*$).*");

  @TempDir static Path folder;

  private int runs;

  private CommandRun run(String input, List<String> command) throws Exception {
    runs++;
    CommandRun run = CommandRun.withInput(input, command.toArray(String[]::new));
    String what = command + " < " + input;
    assertThat(run.exitCode()).as(what + run.err()).isIn(0, 1, 2);
    String format =
        command.contains("--format") ? command.get(command.indexOf("--format") + 1) : "text";
    SafeText.assertAnswers(what, run.out(), format);
    SafeText.assertMessages(what, run.err(), command.contains("--github"));
    if (run.exitCode() != ExitCode.UNUSABLE || !run.out().isEmpty()) {
      assertWellFormed(what, run.out(), format);
    }
    return run;
  }

  private static void assertWellFormed(String what, String out, String format) throws Exception {
    switch (format) {
      case "json", "jsonl" -> assertThat(values(out, format)).as(what).isPositive();
      case "csv", "tsv" -> {
        try (CsvReader<?> rows =
            CsvReader.builder()
                .fieldSeparator(format.equals("csv") ? ',' : '\t')
                .ofCsvRecord(out)) {
          int width = out.lines().findFirst().orElse("").split("[,\t]", -1).length;
          for (Object row : rows) {
            List<String> cells = ((de.siegmar.fastcsv.reader.CsvRecord) row).getFields();
            assertThat(cells).as(what).hasSize(width);
            assertThat(cells).as(what).noneMatch(cell -> FORMULA.matcher(cell).matches());
          }
        }
      }
      case "markdown" -> {
        long bars = out.lines().findFirst().orElse("").chars().filter(c -> c == '|').count();
        assertThat(out.lines())
            .as(what)
            .allMatch(line -> line.chars().filter(c -> c == '|').count() == bars)
            .noneMatch(line -> line.replaceAll("(`+)[^`].*?\\1", "").matches(".*(<img|\\]\\().*"));
      }
      case "svg", "html" ->
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(out.getBytes(StandardCharsets.UTF_8)));
      default -> {}
    }
  }

  /** How many answers there are; of JSON, in an array. */
  private static int values(String json, String format) throws IOException {
    int count = 0;
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      if (format.equals("json")) {
        assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        parser.skipChildren();
        count++;
      }
    }
    return count;
  }

  private static List<String> command(String... words) {
    return new ArrayList<>(List.of(words));
  }

  /** Every command that reads records, in every format. */
  private static List<List<String>> readers() {
    List<List<String>> commands = new ArrayList<>();
    TRANSLATED.forEach(format -> commands.add(command("translate", "-", "--format", format)));
    for (String format : List.of("text", "json", "jsonl")) {
      commands.add(command("verify", "-", "--draws", "1", "--github", "--format", format));
      commands.add(command("matrix", "-", "--format", format));
    }
    for (String format : List.of("text", "svg", "html")) {
      commands.add(command("explain", "-", "--format", format));
    }
    commands.add(command("matrix", "-", "--format", "csv"));
    commands.add(command("matrix", "-", "--format", "mtx"));
    return commands;
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
    return json.append('"').toString();
  }

  /** Records with a hostile text in every place that a text may have. */
  private static List<String> records(String hostile) {
    String text = quoted(hostile);
    String valid = "'op':'conv1d','kernel_size':1,'input_shape':[1,1,2]".replace('\'', '"');
    return Stream.of(
            "{'id':%s,VALID}",
            "{'name':%s,VALID}",
            "{'id':%s,'name':%s,'spec':{VALID}}",
            "{'id':%s,'spec':{VALID},'expected_output_shape':[9]}",
            "{'id':%s,'op':'conv1d','kernel_size':0}",
            "{%s:1,VALID}",
            "{'spec':{%s:1,VALID}}",
            "{%s:1,%s:2}",
            "{'op':%s}",
            "{'op':'conv1d','kernel_size':%s}",
            "{'op':'conv1d','kernel_size':[%s]}",
            "{'op':'conv1d','kernel_size':1,'padding':%s}",
            "{'op':'conv1d','kernel_size':1,'padding_mode':%s}",
            "{'op':'conv1d','kernel_size':1,'runtime_padding':%s}",
            "{'op':'conv1d','kernel_size':1,'framework':%s}",
            "{'op':'tf.nn.conv2d','kernel_size':1,'padding':%s,'data_format':%s}",
            "{'op':'conv1d','kernel_size':1,'input_shape':[%s]}",
            "{'spec':{VALID},'x':{%s:1},'weight':%s}",
            "{'id':{%s:%s}}",
            "%s",
            "{'id':1,RAW}")
        .map(
            record ->
                record
                    .replace("%s", "HOSTILE")
                    .replace('\'', '"')
                    .replace("VALID", valid)
                    .replace("HOSTILE", text)
                    .replace("RAW", hostile))
        .toList();
  }

  @Test
  void inRecords() throws Exception {
    for (String hostile : HOSTILE) {
      for (String record : records(hostile)) {
        for (List<String> command : readers()) {
          run(record, command);
        }
      }
    }
    assertThat(runs).isEqualTo(7 * 21 * 21);
  }

  @Test
  void jsonIsReadAsWhatWasGiven() throws Exception {
    for (String hostile : HOSTILE) {
      String record = records(hostile).get(0);
      for (String format : List.of("json", "jsonl")) {
        CommandRun run = run(record, command("translate", "-", "--format", format));
        try (JsonParser parser = Json.FACTORY.createParser(run.out())) {
          while (!"id".equals(parser.currentName())) {
            parser.nextToken();
          }
          assertThat(parser.nextTextValue()).isEqualTo(hostile);
        }
      }
    }
  }

  @Test
  void inPairs() throws Exception {
    Path report = folder.resolve("pairs.xml");
    for (String hostile : HOSTILE) {
      for (String side :
          List.of(
              "nn.Conv1d(1, 1, 3) # " + hostile,
              "nn.Conv1d(1, 1, 3, padding_mode='" + hostile + "')",
              "keras.layers.Conv1D(1, 3, name='''" + hostile + "''', activation='x')",
              hostile + " = F.conv1d(x, w)",
              hostile)) {
        String right = "nn.Conv1d(1, 1, 3, bias=False)";
        String record =
            "{\"id\":%s,\"left\":%s,\"right\":%s}"
                .formatted(quoted(hostile), quoted(right), quoted(side));
        for (String format : List.of("text", "json", "jsonl")) {
          for (List<String> command :
              List.of(command("compare", right, side), command("compare", "-"))) {
            command.addAll(List.of("--format", format));
            command.addAll(List.of("--github", "--junit-xml", report.toString()));
            run(record, command);
            String xml = Files.readString(report);
            SafeText.assertAnswers(record, xml, "xml");
            assertWellFormed(record, xml, "html");
          }
        }
      }
    }
    assertThat(runs).isEqualTo(7 * 5 * 3 * 2);
  }

  @Test
  void inReports() throws Exception {
    Path report = folder.resolve("report.xml");
    for (String hostile : HOSTILE) {
      for (String record : records(hostile)) {
        run(record, command("verify", "-", "--draws", "1", "--junit-xml", report.toString()));
        String xml = Files.readString(report);
        SafeText.assertAnswers(record, xml, "xml");
        assertWellFormed(record, xml, "html");
      }
    }
  }

  @Test
  void inExpectedPlans() throws Exception {
    Path plans = folder.resolve("plans.json");
    String record = "{\"id\":1,\"op\":\"conv1d\",\"kernel_size\":1,\"input_shape\":[1,1,2]}";
    String plan = CommandRun.withInput(record, "translate", "-", "--format", "jsonl").out();
    for (String hostile : HOSTILE) {
      String text = quoted(hostile);
      for (String changed :
          List.of(
              plan.replace("\"conv1d\"", text),
              plan.replace("\"op\"", text),
              plan.replace("\"id\":1", "\"id\":" + text),
              text)) {
        Files.writeString(plans, changed);
        for (String format : List.of("text", "jsonl")) {
          List<String> command = command("verify", "-", "--github", "--format", format);
          command.addAll(List.of("--expect", plans.toString()));
          CommandRun run = run(record, command);
          assertThat(run.exitCode()).isIn(1, 2);
        }
      }
    }
  }

  /** What stands for a hostile name where file names are ASCII. */
  private static String ascii(String hostile) {
    return hostile.replaceAll("[^\\x01-\\x7f]", "?").replace('/', '?');
  }

  @Test
  void inFileNames() throws Exception {
    Path inner = Files.createDirectories(folder.resolve("in"));
    for (String hostile : HOSTILE) {
      for (String text :
          List.of(
              "{\"op\":\"conv1d\",\"kernel_size\":1}",
              "{bad",
              "Conv2d(3, 4, kernel_size=(1, 1), stride=(1, 1))")) {
        Path file = inner.resolve(ascii(hostile) + ".json");
        Files.writeString(file, text);
        for (String name : List.of(file.toString(), inner.toString(), inner + "/*.json")) {
          for (List<String> command : readers()) {
            command.set(1, name);
            run("", command);
          }
        }
        for (String format : SCANNED) {
          run("", command("scan", file.toString(), "--format", format));
        }
        run("", command("verify", "conv1d", "--kernel-size", "1", "--expect", file.toString()));
        run("", command("matrix", "conv1d", "--kernel-size=1", "--kernel", file.toString()));
        Files.delete(file);
      }
      for (String missing :
          List.of(hostile, hostile + ".json", hostile + "/x", hostile + "*", hostile + "(")) {
        for (List<String> command : readers()) {
          command.set(1, missing);
          run("", command);
        }
        run("", command("scan", missing));
        run("", command("verify", "conv1d", "--kernel-size", "1", "--expect", missing));
        run("", command("translate", "conv1d", "--kernel-size", "1", "-o", missing + "/no/x"));
        run(
            "",
            command("verify", "conv1d", "--kernel-size", "1", "--junit-xml", missing + "/no/x"));
      }
    }
  }

  @Test
  void inCallsAndNotations() throws Exception {
    for (String hostile : HOSTILE) {
      for (String call :
          List.of(
              "nn.Conv1d(1, 1, " + hostile + ")",
              "nn.Conv1d(1, 1, '" + hostile + "')",
              "nn.Conv1d(1, 1, 3, padding_mode=\"\"\"" + hostile + "\"\"\")",
              "nn.Conv1d(1, 1, 3, " + hostile + "=1)",
              hostile + "(1, 1, 3)",
              "nn.Conv1d(1, 1, 3) " + hostile,
              "nn.Conv1d(1, 1,\n" + hostile + "\n3)")) {
        for (List<String> command : readers()) {
          command.set(1, call);
          run("", command);
        }
      }
      for (String notation :
          List.of(
              "F.pad(x, (1, " + hostile + "))",
              "F.pad(" + hostile + ", (1, 2))",
              "F.pad(x, (1, 2), mode='" + hostile + "')",
              "F.pad(x, (1, 2), value=" + hostile + ")",
              "F.pad(x, (1, 2), " + hostile + "=3)",
              hostile + "(x, (1, 2))",
              hostile,
              "np.pad(x, ((1, 2),), '''" + hostile + "''')")) {
        for (String format : List.of("text", "json")) {
          run("", command("pad", "--format", format, notation));
        }
      }
    }
  }

  @Test
  void inOptions() throws Exception {
    for (String hostile : HOSTILE) {
      for (List<String> command :
          List.of(
              command(hostile),
              command("--" + hostile),
              command("help", hostile),
              command("schema", hostile),
              command("completion", hostile),
              command("translate", "conv1d", "--" + hostile),
              command("translate", "conv1d", "--" + hostile + "=1"),
              command("translate", "conv1d", "--kernel-size", hostile),
              command("translate", "conv1d", "--kernel-size", "1", "--padding", hostile),
              command("translate", "conv1d", "--kernel-size", "1", "--input-shape", hostile),
              command("translate", "conv1d", "--kernel-size", "1", "--strategy", hostile),
              command("translate", "conv1d", "--kernel-size", "1", "--runtime", hostile),
              command("translate", "conv1d", "--kernel-size", "1", "--jobs", hostile),
              command("translate", "conv1d", "--kernel-size", "1", "--bias=" + hostile),
              command("explain", "conv1d", "--kernel-size", "1", "--color", hostile),
              command("verify", "conv1d", "--kernel-size", "1", "--seed", hostile),
              command("verify", "conv1d", "--kernel-size", "1", "--max-memory", hostile),
              command("verify", "conv1d", "--kernel-size", "1", "--engine", hostile),
              command("matrix", "conv1d", "--kernel-size", "1", "--kernel", hostile),
              command("table", hostile, "--kernel-size", "1", "--input-size", "3"),
              command("table", "conv1d", "--kernel-size", hostile, "--input-size", "3"),
              command("table", "conv1d", "--kernel-size=1", "--input-size=3", "--columns", hostile),
              command("pad", "F.pad(x, (1, 2))", "--layout", hostile),
              command("pad", "F.pad(x, (1, 2))", "--rank", hostile),
              command("scan", "examples/vocoder.txt", "--input-shape", hostile))) {
        CommandRun run = run("", command);
        assertThat(run.exitCode()).as("%s", command).isEqualTo(ExitCode.UNUSABLE);
        run("", command("translate", "conv1d", "--format=" + hostile));
      }
    }
  }

  @Test
  void inPrintedModels() throws Exception {
    for (String hostile : HOSTILE) {
      for (String model :
          List.of(
              "Net(\n  (" + hostile + "): Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1))\n)\n",
              "Net(\n  (a): " + hostile + "(3, 4, kernel_size=(3, 3), stride=(1, 1))\n)\n",
              "Net(\n  (a): Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1), " + hostile + ")\n)\n",
              "Net(\n  (a): Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1), padding="
                  + hostile
                  + ")\n)\n",
              "Net(\n  ("
                  + hostile
                  + "): Sequential(\n    (0): ConvTranspose1d(3, 4, kernel_size=(3,), stride=(2,))\n  )\n)\n",
              hostile + "(\n  (a): Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1))\n)\n",
              "Net(\n  (a): "
                  + hostile
                  + "yConv2d(3, 4, kernel_size=(3, 3), stride=(1, 1))\n"
                  + "  (b): Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1))\n)\n",
              "Net(\n  (a): Conv2d" + hostile + "(3, 4, kernel_size=(3, 3), stride=(1, 1))\n)\n",
              hostile
                  + "\nNet(\n  (a): Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1))\n)\n"
                  + hostile,
              "Net(\n  (a): CausalConv1d(\n    ("
                  + hostile
                  + "): Conv1d(3, 4, kernel_size=(3,), stride=(1,))\n  )\n)\n",
              hostile)) {
        for (String format : SCANNED) {
          run(model, command("scan", "-", "--format", format));
          run(model, command("scan", "-", "--format", format, "--input-shape", "1,3,9,9"));
        }
      }
    }
  }
}
