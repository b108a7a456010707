package io.github.padbridge.cli;

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
import io.github.padbridge.spec.Argument;
import io.github.padbridge.spec.CallReader;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.spec.OpNames;
import io.github.padbridge.spec.RecordReader;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The layers a command works on: ops spelled out with options, files, standard input. */
final class LayerInputs {
  private static final int LOOKED_AT = 1 << 14;

  /** A line that holds the arguments of a convolution as they are printed. */
  private static final Pattern PRINTED_MODEL =
      Pattern.compile("(?m)^\\s*(\\([^\\s\"]*\\): )?\\w+\\([0-9]+, [0-9]+, kernel_size=\\(");

  private List<String> inputs = List.of();
  private final SpecOptions spec;
  private @Nullable String output;

  LayerInputs(Options options) {
    options.parameters(
        value -> inputs = value,
        "LAYER|FILE|-",
        "A layer as it stands in the source, such as 'nn.Conv2d(3, 64, 7)' or 'keras.layers.Conv2D(64, 3)';",
        "an op (conv1d, conv_transpose2d, max_pool2d, tf.nn.conv2d, ...) described by the options below;",
        "a file holding a JSON spec, an array of them, or JSON lines; a directory of such files, or a pattern",
        "such as 'conv/**/*.jsonl'; or - for standard input.");
    this.spec = new SpecOptions(options);
  }

  /** Tells which file is going to be written, which then must not be read. */
  void mustNotRead(@Nullable String file) {
    output = file;
  }

  /** Some layers of the input, in order. They are read when they are asked for, on any thread. */
  interface Batch {
    void forEach(Consumer<LayerInput> sink);
  }

  /**
   * Hands every record to {@code sink}, in order, as it is read; what cannot be opened comes as one
   * refused record. Notes on what was left aside go to standard error.
   */
  void forEach(Console console, Consumer<LayerInput> sink) {
    batches(console, batch -> batch.forEach(sink));
  }

  /** The same, many records at a time where the input is JSON lines. */
  void batches(Console console, Consumer<Batch> sink) {
    Map<String, JsonValue> arguments = spec.arguments();
    RecordReader reader = new RecordReader(arguments);
    SharedInputShape shape = new SharedInputShape(arguments.containsKey(Argument.INPUT_SHAPE));
    for (String input : inputs) {
      if (isCall(input)) {
        SourceText text = new SourceText(Place.COMMAND_LINE, CallReader.callIn(input));
        LayerInput layer = shape.checked(CallInput.of(text, reader, arguments, console.err()));
        sink.accept(layers -> layers.accept(layer));
      } else if (OpNames.isKnown(input)) {
        JsonValue op = new JsonValue.JsonString(0, 0, input);
        JsonValue spec = new JsonValue.JsonObject(0, 0, Map.of(Argument.OP, op));
        JsonRecord record = new JsonRecord(Place.COMMAND_LINE, "", spec, List.of());
        LayerInput layer = shape.checked(layer(reader, record));
        sink.accept(layers -> layers.accept(layer));
      } else {
        for (String file : files(input, console, sink)) {
          PassedOver passedOver = new PassedOver(InputFile.shown(file), console.err());
          OutputFile.requireOther(file, output);
          read(
              file,
              console.in(),
              batch -> sink.accept(shape.checked(layers(reader, file, batch, passedOver))),
              sink);
        }
      }
    }
  }

  private static Batch layers(
      RecordReader reader, String file, RecordBatch batch, PassedOver passedOver) {
    String source = InputFile.shown(file);
    return sink -> {
      try {
        batch.forEach(
            record -> {
              if (!passedOver.takes(record)) {
                sink.accept(layer(reader, record));
              }
            });
      } catch (OutOfMemoryError e) {
        sink.accept(unread(source, "a record is too large for the memory there is"));
      }
    };
  }

  private static LayerInput unread(String source, String message) {
    return refused(source, new Refusal(Fault.at(Place.of(source), message, null)));
  }

  private static LayerInput refused(String source, Refusal refusal) {
    return new LayerInput(LayerRecord.Label.NONE, Place.of(source), null, refusal);
  }

  /** A call has a bracket; so may the name of a file that is not there. */
  private static boolean isCall(String input) {
    return input.contains("(") && !exists(input) && !input.matches("(?s).*\\.(json|jsonl|ndjson)");
  }

  /** What a directory or a pattern stands for; the input itself where it is neither. */
  private static List<String> files(String input, Console console, Consumer<Batch> sink) {
    try {
      if (SpecFiles.isDirectory(input)) {
        return SpecFiles.below(input, console.err());
      }
      return SpecFiles.isPattern(input) && !exists(input)
          ? SpecFiles.matching(input, console.err())
          : List.of(input);
    } catch (Refusal refusal) {
      sink.accept(layers -> layers.accept(refused(input, refusal)));
      return List.of();
    }
  }

  private static void read(
      String input, InputStream stdin, Consumer<RecordBatch> records, Consumer<Batch> sink) {
    String source = InputFile.shown(input);
    boolean isStdin = input.equals(InputFile.STDIN);
    try (InputStream in = new BufferedInputStream(isStdin ? stdin : open(input), LOOKED_AT)) {
      refusePrintedModel(in, source);
      JsonRecords.batches(source, in, records);
    } catch (Refusal refusal) {
      sink.accept(layers -> layers.accept(refused(source, refusal)));
    } catch (OutOfMemoryError e) {
      sink.accept(
          layers -> layers.accept(unread(source, "a record is too large for the memory there is")));
    } catch (IOException e) {
      sink.accept(layers -> layers.accept(unread(source, "cannot be read: " + IoReason.of(e))));
    }
  }

  /** Looks at what is there to read first. */
  private static void refusePrintedModel(InputStream in, String source) throws IOException {
    byte[] first = new byte[LOOKED_AT];
    in.mark(LOOKED_AT);
    int count = in.read(first);
    in.reset();
    String text = count < 0 ? "" : new String(first, 0, count, StandardCharsets.UTF_8);
    // A record may hold a printed model as one of its texts.
    boolean isJson = text.stripLeading().startsWith("{") || JsonRecords.isJsonLines(source);
    if (!isJson && PRINTED_MODEL.matcher(text).find()) {
      throw new Refusal(
          Fault.at(
              Place.of(source),
              "this is no JSON but what print(model) prints",
              "padbridge scan " + source.replace("<stdin>", InputFile.STDIN)));
    }
  }

  private static InputStream open(String name) throws IOException {
    try {
      return InputFile.open(name);
    } catch (FileNotFoundException e) {
      String help =
          Suggestion.nearest(name, OpNames.all())
              .map(op -> "did you mean the op '" + op + "'?")
              .orElse("ops: " + String.join(", ", OpNames.all()));
      Place place = Place.of(Abridged.of(name));
      throw new Refusal(Fault.at(place, "there is no such file, and no such op", help));
    }
  }

  private static boolean exists(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static LayerInput layer(RecordReader reader, JsonRecord record) {
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
