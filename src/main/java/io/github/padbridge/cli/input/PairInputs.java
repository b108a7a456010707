package io.github.padbridge.cli.input;

import io.github.padbridge.compare.Given;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonRecords;
import io.github.padbridge.json.JsonText;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.json.JsonValue.JsonObject;
import io.github.padbridge.json.JsonValue.JsonString;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.modelfile.FileKind;
import io.github.padbridge.shape.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pairs to compare: two sides on the command line, or a file of records. */
public final class PairInputs {
  private static final Set<String> KEYS = Set.of("id", "name", "left", "right", "input_shape");

  private final InputStream stdin;

  public PairInputs(InputStream stdin) {
    this.stdin = stdin;
  }

  /**
   * A side on the command line that is no file.
   *
   * @param name {@code left} or {@code right}
   * @throws Refusal if it is no text of a side either
   */
  static Given side(String name, String given) {
    if (!isText(given)) {
      throw new Refusal(
          Fault.at(
              Place.of(name),
              "there is no file or layer '" + given + "'",
              "give a layer such as 'nn.Conv2d(3, 64, 7)', or the name of a file"));
    }
    return new Given(name, given);
  }

  /** Whether the text is a side itself, not the name of a file. */
  public static boolean isText(String given) {
    return !InputFile.exists(given)
        && (given.contains("(") || given.stripLeading().startsWith("{"));
  }

  /**
   * Reads the records of a file. A file that cannot be opened gives one refused record.
   *
   * @param file its name, - for standard input
   */
  public void forEach(String file, Consumer<PairInput> sink) {
    String source = InputFile.shown(file);
    try (InputStream in =
        new BufferedInputStream(InputFile.open(file, stdin), FileKind.LOOKED_AT)) {
      requireText(source, in);
      JsonRecords.read(source, in, record -> sink.accept(pair(record)));
    } catch (IOException e) {
      sink.accept(refused(source, InputFile.unreadable(source, e)));
    } catch (Refusal refusal) {
      sink.accept(refused(source, refusal));
    }
  }

  private static void requireText(String source, InputStream in) throws IOException {
    in.mark(FileKind.LOOKED_AT);
    byte[] start = in.readNBytes(FileKind.LOOKED_AT);
    in.reset();
    if (FileKind.of(source, start) != FileKind.TEXT) {
      throw new Refusal(
          Fault.at(
              Place.of(source),
              "this is a model file, not a file of pairs",
              "give two models: padbridge compare model.pt2 port.keras"));
    }
  }

  private static PairInput refused(String source, Refusal refusal) {
    return new PairInput(LayerRecord.Label.NONE, Place.of(source), null, refusal);
  }

  private static PairInput pair(JsonRecord record) {
    LayerRecord.Label label = RecordReader.labelOf(record);
    JsonValue value = record.value();
    Place place =
        value == null ? Place.of(record.source()) : place(record, value, record.pointer());
    try {
      return new PairInput(label, place, sides(record), null);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new PairInput(label, place, null, e);
    }
  }

  private static PairInput.Pair sides(JsonRecord record) {
    JsonValue value = record.require();
    if (!(value instanceof JsonObject object)) {
      throw refusal(record, value, "", "a pair must be an object (got " + value.kind() + ")", null);
    }
    for (var field : object.fields().entrySet()) {
      String meant = Suggestion.slip(field.getKey(), KEYS).orElse(null);
      if (!KEYS.contains(field.getKey()) && meant != null) {
        throw refusal(
            record,
            field.getValue(),
            "/" + field.getKey(),
            "unknown key '" + field.getKey() + "'",
            "did you mean '" + meant + "'?");
      }
    }
    return new PairInput.Pair(
        side(record, object, "left"),
        side(record, object, "right"),
        shape(record, object.fields().get("input_shape")));
  }

  private static Given side(JsonRecord record, JsonObject object, String name) {
    JsonValue side = object.fields().get(name);
    String source = record.source() + ":" + object.line() + ", " + name;
    if (side instanceof JsonString text) {
      return new Given(source, text.value());
    }
    if (side instanceof JsonObject) {
      return new Given(source, JsonText.of(side));
    }
    JsonValue at = side == null ? object : side;
    throw refusal(
        record,
        at,
        "/" + name,
        side == null
            ? "a pair needs \"" + name + "\""
            : "\"" + name + "\" must be a string or an object (got " + side.kind() + ")",
        null);
  }

  private static @Nullable Shape shape(JsonRecord record, @Nullable JsonValue value) {
    if (value == null || value instanceof JsonNull) {
      return null;
    }
    if (value instanceof JsonArray array) {
      List<Integer> sizes =
          array.items().stream()
              .filter(
                  item ->
                      item instanceof JsonNumber number
                          && number.value() instanceof Long size
                          && size >= 0
                          && size <= Integer.MAX_VALUE)
              .map(item -> ((JsonNumber) item).value().intValue())
              .toList();
      if (sizes.size() == array.items().size()) {
        return Shape.of(sizes.stream().mapToInt(size -> size).toArray());
      }
    }
    throw refusal(
        record,
        value,
        "/input_shape",
        "input_shape must be a list of sizes (got " + value.quoted() + ")",
        "leave it out to compare at every input size");
  }

  private static Place place(JsonRecord record, JsonValue value, String pointer) {
    return new Place(record.source(), value.line(), value.column(), pointer);
  }

  private static Refusal refusal(
      JsonRecord record, JsonValue value, String path, String message, @Nullable String help) {
    return new Refusal(Fault.at(place(record, value, record.pointer() + path), message, help));
  }
}
