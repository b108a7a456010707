package io.github.padbridge.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.spec.LayerRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one answer a record, in order, each as soon as it is known. */
final class AnswerWriter {
  /** An answer that can be written in every format. */
  interface Answer {
    String text();

    void json(JsonAnswer json) throws IOException;
  }

  private static final JsonFactory FACTORY = new JsonFactory();

  private final AnswerFormat format;
  private final Console console;

  /** Null until the first line is written. */
  private @Nullable JsonGenerator lines;

  private byte[] onlyAnswer = new byte[0];
  private int count;

  AnswerWriter(AnswerFormat format, Console console) {
    this.format = format;
    this.console = console;
  }

  void write(Answer answer) throws IOException {
    if (format == AnswerFormat.TEXT) {
      console.out().write(answer.text().getBytes(StandardCharsets.UTF_8));
    } else {
      writeJson(answer);
    }
  }

  /** Writes why a record has no answer: to standard error as text, in its place as JSON. */
  void refuse(LayerRecord.Label label, List<Fault> faults) throws IOException {
    if (format == AnswerFormat.TEXT) {
      console.out().flush();
      console.err().print(RefusalText.of(faults));
      return;
    }
    writeJson(
        new Answer() {
          @Override
          public String text() {
            return RefusalText.of(faults);
          }

          @Override
          public void json(JsonAnswer json) throws IOException {
            json.refusal(label, faults);
          }
        });
  }

  /** Ends the output; to be called once, after the last answer. */
  void finish() throws IOException {
    OutputStream out = console.out();
    if (format == AnswerFormat.JSON && count == 1) {
      out.write(onlyAnswer);
      out.write('\n');
    } else if (format == AnswerFormat.JSON && count > 1) {
      out.write("\n]\n".getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
  }

  private void writeJson(Answer answer) throws IOException {
    if (format == AnswerFormat.JSONL) {
      writeLine(answer);
      return;
    }
    OutputStream out = console.out();
    byte[] bytes = json(answer);
    count++;
    if (count == 1) {
      // Whether it stands alone or opens an array shows when the next one comes.
      onlyAnswer = bytes;
    } else {
      if (count == 2) {
        out.write("[\n".getBytes(StandardCharsets.UTF_8));
        out.write(onlyAnswer);
        onlyAnswer = new byte[0];
      }
      out.write(",\n".getBytes(StandardCharsets.UTF_8));
      out.write(bytes);
    }
  }

  private void writeLine(Answer answer) throws IOException {
    if (lines == null) {
      lines = FACTORY.createGenerator(console.out());
      lines.setRootValueSeparator(null);
      lines.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    }
    answer.json(new JsonAnswer(lines));
    lines.writeRaw('\n');
    lines.flush();
  }

  private static byte[] json(Answer answer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
      generator.useDefaultPrettyPrinter();
      answer.json(new JsonAnswer(generator));
    }
    return bytes.toByteArray();
  }
}
