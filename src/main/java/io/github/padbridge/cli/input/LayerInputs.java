package io.github.padbridge.cli.input;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonRecords;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.RecordBatch;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.OpNames;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.model.Model;
import io.github.padbridge.modelfile.FileKind;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The layers that a command reads: calls and ops on the command line, files, standard input. */
public final class LayerInputs {
  private static final int LOOKED_AT = 1 << 14;

  /** A line of a printed model with the arguments of a convolution. */
  private static final Pattern PRINTED_MODEL =
      Pattern.compile("(?m)^[ \\t]*+(\\([^\\s\"]*\\): )?\\w+\\([0-9]+, [0-9]+, kernel_size=\\(");

  private final String command;
  private final List<String> inputs;
  private final Map<String, JsonValue> arguments;
  private final Map<String, Tensor> tensors;
  private final @Nullable String output;
  private final InputStream stdin;
  private final PrintStream err;

  /**
   * @param command the name of the command, for messages
   * @param inputs calls, ops, and names of files, directories and patterns; - for standard input
   * @param arguments the arguments from the command line, which hold for every layer
   * @param tensors of files, for the only layer; none where the layers bring their own
   * @param output the output file, which must not be read; null if none
   * @param err for notes on skipped input
   */
  public LayerInputs(
      String command,
      List<String> inputs,
      Map<String, JsonValue> arguments,
      Map<String, Tensor> tensors,
      @Nullable String output,
      InputStream stdin,
      PrintStream err) {
    this.command = command;
    this.inputs = inputs;
    this.arguments = arguments;
    this.tensors = tensors;
    this.output = output;
    this.stdin = stdin;
    this.err = err;
  }

  /** Some layers of the input, in order, which any thread may read. */
  public interface Batch {
    void forEach(Consumer<LayerInput> sink);
  }

  /**
   * Passes every record to {@code sink}, in order. A file that cannot be opened is one refused
   * record.
   */
  public void forEach(Consumer<LayerInput> sink) {
    batches(batch -> batch.forEach(sink));
  }

  /** The same in batches; JSON lines have many records in a batch. */
  public void batches(Consumer<Batch> sink) {
    RecordReader reader = new RecordReader(arguments, tensors);
    SharedInputShape shape = new SharedInputShape(arguments.containsKey(Argument.INPUT_SHAPE));
    for (String input : inputs) {
      if (isCall(input)) {
        SourceText text = new SourceText(Place.COMMAND_LINE, CallReader.callIn(input));
        one(shape.checked(CallInput.of(text, reader, arguments, err)), sink);
      } else if (OpNames.isKnown(input)) {
        JsonValue op = new JsonValue.JsonString(0, 0, input);
        JsonValue spec = new JsonValue.JsonObject(0, 0, Map.of(Argument.OP, op));
        JsonRecord record = new JsonRecord(Place.COMMAND_LINE, "", spec, List.of());
        one(shape.checked(layer(reader, record)), sink);
      } else {
        for (String file : files(input, sink)) {
          InputFile.requireOther(file, output);
          SkippedRecords skipped = new SkippedRecords(InputFile.shown(file), err);
          read(
              file,
              batch -> sink.accept(shape.checked(layers(reader, file, batch, skipped))),
              new PythonInput(reader, arguments, err),
              layer -> one(shape.checked(layer), sink));
        }
      }
    }
  }

  private static void one(LayerInput layer, Consumer<Batch> sink) {
    sink.accept(layers -> layers.accept(layer));
  }

  private static Batch layers(
      RecordReader reader, String file, RecordBatch batch, SkippedRecords skipped) {
    return sink -> {
      try {
        batch.forEach(
            record -> {
              if (!skipped.skips(record)) {
                sink.accept(layer(reader, record));
              }
            });
      } catch (OutOfMemoryError e) {
        sink.accept(tooLarge(InputFile.shown(file)));
      }
    };
  }

  private static LayerInput tooLarge(String source) {
    String message = "not enough memory for a record of this input";
    return refused(source, InputFile.refusal(source, message));
  }

  private static LayerInput refused(String source, Refusal refusal) {
    return new LayerInput(LayerRecord.Label.NONE, Place.of(source), null, refusal);
  }

  /** A call has a bracket; the name of a missing file may have one too. */
  private static boolean isCall(String input) {
    return input.contains("(")
        && !InputFile.exists(input)
        && !input.matches("(?s).*\\.(json|jsonl|ndjson|py)");
  }

  /** The files in a directory or for a pattern; otherwise the input itself. */
  private List<String> files(String input, Consumer<Batch> sink) {
    try {
      if (input.matches("(?s)\\s*[{\\[].*\".*") && !InputFile.exists(input)) {
        throw new Refusal(
            Fault.at(
                Place.of(Place.COMMAND_LINE),
                "JSON must be in a file or on standard input",
                "echo '{...}' | padbridge " + command + " -"));
      }
      if (SpecFiles.isDirectory(input)) {
        return SpecFiles.below(input, err);
      }
      return SpecFiles.isPattern(input) && !InputFile.exists(input)
          ? SpecFiles.matching(input, err)
          : List.of(input);
    } catch (Refusal refusal) {
      one(refused(input, refusal), sink);
      return List.of();
    }
  }

  private void read(
      String input, Consumer<RecordBatch> records, PythonInput python, Consumer<LayerInput> sink) {
    String source = InputFile.shown(input);
    boolean isStdin = input.equals(InputFile.STDIN);
    try (InputStream in = new BufferedInputStream(isStdin ? stdin : open(input), LOOKED_AT)) {
      byte[] first = start(in);
      String start = TextFile.text(first);
      boolean isNamed = PythonInput.isNamed(source);
      if (!isNamed) {
        refuseModelFile(first, source);
        refusePrintedModel(start, source);
      }
      if (isNamed || PythonInput.isPython(source, start)) {
        python.read(source, in, sink);
      } else {
        JsonRecords.batches(source, in, records);
      }
    } catch (Refusal refusal) {
      sink.accept(refused(source, refusal));
    } catch (OutOfMemoryError e) {
      sink.accept(tooLarge(source));
    } catch (IOException e) {
      sink.accept(refused(source, InputFile.unreadable(source, e)));
    }
  }

  /** The start of the input, without consuming it. */
  private static byte[] start(InputStream in) throws IOException {
    byte[] first = new byte[LOOKED_AT];
    in.mark(LOOKED_AT);
    int count = in.read(first);
    in.reset();
    return Arrays.copyOf(first, Math.max(count, 0));
  }

  private static void refuseModelFile(byte[] start, String source) {
    if (FileKind.of(source, start) != FileKind.TEXT) {
      throw new Refusal(
          Fault.at(Place.of(source), "this is a model file, not JSON or Python", scan(source)));
    }
  }

  private static void refusePrintedModel(String start, String source) {
    // A JSON string may hold a printed model.
    boolean isJson = start.stripLeading().startsWith("{") || JsonRecords.isJsonLines(source);
    if (!isJson) {
      Model.refuseSummary(source, start);
    }
    if (!isJson && PRINTED_MODEL.matcher(start).find()) {
      throw new Refusal(
          Fault.at(Place.of(source), "this is a printed model, not JSON", scan(source)));
    }
  }

  private static String scan(String source) {
    return "run padbridge scan " + source.replace("<stdin>", InputFile.STDIN);
  }

  private static InputStream open(String name) throws IOException {
    try {
      return InputFile.open(name);
    } catch (FileNotFoundException e) {
      Place place = Place.of(Abridged.of(name));
      if (name.isBlank()) {
        throw new Refusal(
            Fault.at(
                Place.of(Place.COMMAND_LINE),
                "LAYER|FILE is empty",
                "give a layer such as 'nn.Conv2d(3, 64, 7)', or the name of a file"));
      }
      if (name.matches("\\w+")) {
        String help =
            Suggestion.nearest(name, OpNames.all())
                .map(op -> "did you mean '" + op + "'?")
                .orElse(OpNames.HELP);
        throw new Refusal(Fault.at(place, "there is no file or op of this name", help));
      }
      String help =
          name.contains("=") ? "give the layer alone, such as 'nn.Conv2d(3, 64, 7)'" : null;
      throw new Refusal(Fault.at(place, "there is no such file", help));
    }
  }

  public static LayerInput layer(RecordReader reader, JsonRecord record) {
    LayerRecord.Label label = RecordReader.labelOf(record);
    JsonValue value = record.value();
    Place place =
        value == null || value.line() == 0
            ? Place.of(record.source())
            : new Place(record.source(), value.line(), value.column(), record.pointer());
    try {
      return new LayerInput(label, place, reader.read(record), null);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new LayerInput(label, place, null, e);
    }
  }
}
