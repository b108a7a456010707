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
 * Some whole lines of JSON lines. A line is one record, or an array of them; whatever is wrong with
 * it, it is not more than one faulty record.
 */
final class JsonLines implements RecordBatch {
  private final String source;
  private final int firstLine;
  private final byte[] bytes;
  private final int length;

  /**
   * Lines that stand in the first {@code length} of these bytes, which are not changed any more.
   *
   * @param firstLine the 1-based number of the first of them
   */
  JsonLines(String source, int firstLine, byte[] bytes, int length) {
    this.source = source;
    this.firstLine = firstLine;
    this.bytes = bytes;
    this.length = length;
  }

  /** Whether no line holds anything. */
  boolean isBlank() {
    return isBlank(0, length);
  }

  /** How many lines end here. */
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
            Fault.at(
                place, "more than one value on this line", "JSON lines hold one record a line"));
      }
    } catch (JsonProcessingException e) {
      faults.add(JsonRecords.syntaxFault(source, e, lineOffset));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OutOfMemoryError e) {
      // The lines after it need less.
      value = null;
      Place place = new Place(source, number, 1, "");
      faults.add(Fault.at(place, "this line is too large for the memory there is", null));
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
