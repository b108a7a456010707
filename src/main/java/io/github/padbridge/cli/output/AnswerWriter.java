package io.github.padbridge.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.json.Json;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.RefusalText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes one answer for each record, in order, as soon as it is known: as text, JSON lines, or one
 * JSON array. An answer that fails halfway is not written.
 */
public final class AnswerWriter {
  private final Format format;
  private final Console console;

  /** The JSON of the current answer. */
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

  /** Null before the first line and after a failed line. */
  private @Nullable JsonGenerator lines;

  /** The last item of an array, held back until the next or the end. */
  private final ByteArrayOutputStream item = new ByteArrayOutputStream();

  private boolean isFirst = true;

  public AnswerWriter(Format format, Console console) {
    this.format = format;
    this.console = console;
  }

  public void write(Supplier<String> text, IoConsumer<JsonAnswer> json) throws IOException {
    switch (format) {
      case TEXT -> print(console.screen().shown(Printable.lines(text.get())));
      case JSON -> writeItem(json);
      case JSONL -> writeLine(json);
      case CSV, TSV, MARKDOWN, SVG, HTML, MTX, PYTHON, KERAS, PYTORCH, ONNX, JAX ->
          throw new IllegalStateException(format + " has no records");
    }
  }

  /** Writes why a record has no answer: text to standard error, JSON in its place. */
  public void refuse(LayerRecord.Label label, List<Fault> faults) throws IOException {
    if (format == Format.TEXT) {
      console.err().print(RefusalText.of(faults));
    } else {
      write(() -> RefusalText.of(faults), json -> json.refusal(label, faults));
    }
  }

  /** Ends the output. Call it once, after the last answer. */
  public void finish() throws IOException {
    if (format == Format.JSON) {
      passItem(isFirst ? "[]\n" : "\n]\n");
    }
    console.out().flush();
  }

  private void writeItem(IoConsumer<JsonAnswer> next) throws IOException {
    answer.reset();
    try (JsonGenerator generator = Json.FACTORY.createGenerator((OutputStream) answer)) {
      generator.useDefaultPrettyPrinter();
      next.accept(new JsonAnswer(generator));
    }
    if (isFirst) {
      item.writeBytes("[\n".getBytes(StandardCharsets.UTF_8));
    } else {
      passItem(",\n");
    }
    isFirst = false;
    answer.writeTo(item);
  }

  /** Writes the last item together with what follows it. */
  private void passItem(String end) throws IOException {
    item.writeBytes(end.getBytes(StandardCharsets.UTF_8));
    item.writeTo(console.out());
    item.reset();
  }

  private void writeLine(IoConsumer<JsonAnswer> line) throws IOException {
    answer.reset();
    // Creating a generator takes as long as writing a line.
    JsonGenerator generator = lines == null ? newLines() : lines;
    lines = null;
    line.accept(new JsonAnswer(generator));
    generator.writeRaw('\n');
    generator.flush();
    lines = generator;
    answer.writeTo(console.out());
  }

  private JsonGenerator newLines() throws IOException {
    return Json.FACTORY.createGenerator((OutputStream) answer).setRootValueSeparator(null);
  }

  private void print(String text) throws IOException {
    console.out().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
