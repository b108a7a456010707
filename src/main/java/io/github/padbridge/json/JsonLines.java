package io.github.padbridge.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Some complete lines of JSON lines. A line is one record or an array of records. An invalid line
 * gives one faulty record.
 */
final class JsonLines implements RecordBatch {
  private final String source;
  private final int firstLine;
  private final byte[] bytes;
  private final int length;

  /**
   * The lines in the first {@code length} bytes of the array, which must not change afterwards.
   *
   * @param firstLine the 1-based number of the first line
   */
  JsonLines(String source, int firstLine, byte[] bytes, int length) {
    this.source = source;
    this.firstLine = firstLine;
    this.bytes = bytes;
    this.length = length;
  }

  /** Whether all lines are blank. */
  boolean isBlank() {
    return isBlank(0, length);
  }

  /** The number of lines that end in this part. */
  int lineFeeds() {
    int count = 0;
    for (int i = 0; i < length; i++) {
      count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  @Override
  public void forEach(Consumer<JsonRecord> sink) {
    int number = firstLine;
    for (int start = 0; start < length; number++) {
      int end = start;
      while (end < length && bytes[end] != '\n') {
        end++;
      }
      if (!isBlank(start, end)) {
        read(start, end, number, sink);
      }
      start = end + 1;
    }
  }

  private boolean isBlank(int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  private void read(int start, int end, int number, Consumer<JsonRecord> sink) {
    int lineOffset = number - 1;
    JsonValue value = null;
    List<Fault> faults = new ArrayList<>();
    try (JsonParser parser = Json.FACTORY.createParser(bytes, start, end - start)) {
      JsonTree tree = new JsonTree(parser, source, lineOffset);
      parser.nextToken();
      value = tree.read();
      faults.addAll(tree.faults());
      if (parser.nextToken() != null) {
        JsonLocation at = parser.currentTokenLocation();
        Place place = new Place(source, at.getLineNr() + lineOffset, at.getColumnNr(), "");
        faults.add(
            Fault.at(place, "more than one value on this line", "write one record on each line"));
      }
    } catch (JsonProcessingException e) {
      faults.add(JsonRecords.syntaxFault(source, e, lineOffset));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OutOfMemoryError e) {
      // The next lines may need less memory.
      value = null;
      Place place = new Place(source, number, 1, "");
      faults.add(Fault.at(place, "not enough memory for this line", null));
    }
    if (faults.isEmpty() && value instanceof JsonValue.JsonArray array) {
      for (int i = 0; i < array.items().size(); i++) {
        sink.accept(new JsonRecord(source, "/" + i, array.items().get(i), faults));
      }
    } else {
      sink.accept(new JsonRecord(source, "", value, faults));
    }
  }
}
