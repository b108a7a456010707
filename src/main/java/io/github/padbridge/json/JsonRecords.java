package io.github.padbridge.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one input: a document with one record or an array of records, several
 * documents in a row, or JSON lines, where an invalid line does not affect the others. Records are
 * passed on while the input is read.
 */
public final class JsonRecords {
  private final String source;
  private final Consumer<RecordBatch> sink;
  private boolean isEmpty = true;

  private JsonRecords(String source, Consumer<RecordBatch> sink) {
    this.source = source;
    this.sink = sink;
  }

  /**
   * Passes every record of {@code in} to {@code sink}, in order. An empty input gives one faulty
   * record.
   *
   * @param source the name of the input; the endings .jsonl and .ndjson mean JSON lines
   * @throws IOException if reading fails
   */
  public static void read(String source, InputStream in, Consumer<JsonRecord> sink)
      throws IOException {
    batches(source, in, batch -> batch.forEach(sink));
  }

  /** The same in batches; JSON lines have many records in a batch. */
  public static void batches(String source, InputStream in, Consumer<RecordBatch> sink)
      throws IOException {
    JsonRecords records = new JsonRecords(source, sink);
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    skipByteOrderMark(buffered);
    if (isJsonLines(source) || LineProbe.isJsonLines(buffered)) {
      records.readLines(new LineChunks(source, buffered));
    } else {
      records.readDocuments(Json.FACTORY.createParser(buffered));
    }
    if (records.isEmpty) {
      records.emit("", null, List.of(Fault.at(Place.of(source), "this input is empty", null)));
    }
  }

  /** Whether the name is that of a file of JSON lines. */
  public static boolean isJsonLines(String source) {
    return source.endsWith(".jsonl") || source.endsWith(".ndjson");
  }

  private static void skipByteOrderMark(BufferedInputStream in) throws IOException {
    in.mark(3);
    if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
      in.reset();
    }
  }

  private void readLines(LineChunks chunks) throws IOException {
    for (JsonLines lines = chunks.next(); lines != null; lines = chunks.next()) {
      isEmpty = isEmpty && lines.isBlank();
      sink.accept(lines);
    }
  }

  private void readDocuments(JsonParser parser) throws IOException {
    try (parser) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
          int index = 0;
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            readValue(parser, "/" + index++);
          }
        } else {
          readValue(parser, "");
        }
      }
    } catch (JsonProcessingException e) {
      emit("", null, List.of(syntaxFault(source, e, 0)));
    }
  }

  private void readValue(JsonParser parser, String pointer) throws IOException {
    JsonTree tree = new JsonTree(parser, source, 0);
    JsonValue value = tree.read();
    emit(pointer, value, tree.faults());
  }

  private void emit(String pointer, @Nullable JsonValue value, List<Fault> faults) {
    isEmpty = false;
    JsonRecord record = new JsonRecord(source, pointer, value, faults);
    sink.accept(records -> records.accept(record));
  }

  static Fault syntaxFault(String source, JsonProcessingException e, int lineOffset) {
    JsonLocation at = e.getLocation();
    int line = at == null ? 0 : at.getLineNr() + lineOffset;
    int column = at == null ? 0 : at.getColumnNr();
    Place place = new Place(source, line, column, "");
    if (e.getOriginalMessage().startsWith("Unexpected end-of-input")) {
      return Fault.at(place, "the JSON ends too early", "a closing quote, ']' or '}' is missing");
    }
    if (e instanceof StreamConstraintsException) {
      String help =
          "a number may have 1,000 digits, a string 20 million characters, and nesting 64 levels";
      return Fault.at(place, "this JSON exceeds a limit", help);
    }
    String message = JacksonMessage.plain(e.getOriginalMessage());
    boolean isAtStart = line <= 1 && column <= 1;
    return isAtStart && message.startsWith(JacksonMessage.CONTROL_CHARACTER)
        ? Fault.at(place, "this is a binary file, not JSON", null)
        : Fault.at(
            place,
            "not valid JSON: " + message,
            message.startsWith("invalid UTF-8") ? "JSON must be UTF-8" : null);
  }
}
