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
 * Reads the records of one input, some handed on before the next are read: a document holding one
 * record or an array of them, several documents in a row, or JSON lines, where a bad line costs
 * only itself.
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
   * Hands every record of {@code in} to {@code sink}, in order. An input without any record yields
   * one faulty record.
   *
   * @param source the input as the user named it; the endings .jsonl and .ndjson promise JSON lines
   * @throws IOException if reading fails
   */
  public static void read(String source, InputStream in, Consumer<JsonRecord> sink)
      throws IOException {
    batches(source, in, batch -> batch.forEach(sink));
  }

  /** The same, many lines at a time where the input is JSON lines. */
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
      records.emit(
          "",
          null,
          List.of(Fault.at(Place.of(source), "no record in this input: it is empty", null)));
    }
  }

  /** True where the name promises JSON lines. */
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
      return Fault.at(
          place,
          "the JSON ends too early",
          "a closing quote, ']' or '}' is missing: is the file truncated?");
    }
    if (e instanceof StreamConstraintsException) {
      String help =
          "a number has at most 1,000 digits, a text 20 million letters, and brackets stand 64 deep";
      return Fault.at(place, "this JSON goes beyond what is read here", help);
    }
    // Jackson tells of its own settings and of the place; neither helps here.
    String message =
        e.getOriginalMessage()
            .replaceAll(
                "\\s*\\(start marker at .*|\\s*\\(`.*|: enable `.*|\\s*\\(not recognized as one .*",
                "");
    return Fault.at(place, "not valid JSON: " + message.strip(), null);
  }
}
