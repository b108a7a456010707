package io.github.padbridge.cli.input;

import io.github.padbridge.chain.LayerCalls;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonRecords;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.read.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The layers in a Python file. */
final class PythonInput {
  /** More than ten times the size of real model files. */
  private static final int MOST_BYTES = 1_000_000;

  /** A statement that defines or imports, or a call. */
  private static final Pattern PYTHON =
      Pattern.compile(
          "(?m)^[ \\t]*+(?:import|from|def|class)[ \\t]|(?<![\\w.])[A-Za-z_][\\w.]*+[ ]?\\(");

  private final RecordReader reader;
  private final Map<String, JsonValue> arguments;
  private final PrintStream err;

  /**
   * @param arguments the arguments from the command line
   * @param err for notes
   */
  PythonInput(RecordReader reader, Map<String, JsonValue> arguments, PrintStream err) {
    this.reader = reader;
    this.arguments = arguments;
    this.err = err;
  }

  /** Whether the name is that of a Python file. */
  static boolean isNamed(String source) {
    return source.endsWith(".py");
  }

  /** Whether the start of a text is Python and not JSON. */
  static boolean isPython(String source, String start) {
    String first = start.strip();
    boolean isJson =
        first.startsWith("{")
            || first.startsWith("[")
            || (first.startsWith("\"") && !first.startsWith("\"\"\""))
            || source.endsWith(".json")
            || JsonRecords.isJsonLines(source);
    return !isJson && PYTHON.matcher(first).find();
  }

  /**
   * Passes on the layers of a file in order.
   *
   * @throws Refusal if the file is too long, or has no layer with literal arguments
   */
  void read(String source, InputStream in, Consumer<LayerInput> sink) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw InputFile.refusal(source, "this file is longer than " + MOST_BYTES + " bytes");
    }
    AtomicInteger count = new AtomicInteger();
    AtomicInteger notes = new AtomicInteger();
    new LayerCalls(new SourceText(source, TextFile.text(bytes)), arguments)
        .forEach(
            found -> {
              count.incrementAndGet();
              sink.accept(CallInput.of(found, reader, arguments, err));
            },
            note -> {
              notes.incrementAndGet();
              err.println("note: " + Printable.line(note));
            });
    if (count.get() == 0) {
      throw new Refusal(
          Fault.at(
              Place.of(source),
              "there is no layer call with literal arguments in this file",
              notes.get() > 0 ? null : "such as nn.Conv2d(3, 64, 7)"));
    }
  }
}
