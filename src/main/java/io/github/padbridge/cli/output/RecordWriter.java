package io.github.padbridge.cli.output;

import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.render.JsonAnswer;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Writes one record for each layer, as text, JSON or JSON lines. */
public final class RecordWriter<T> implements LayerWriter<T> {
  /** Writes an answer as JSON. */
  public interface JsonForm<T> {
    void write(JsonAnswer json, LayerRecord.Label label, T answer) throws IOException;
  }

  private final AnswerWriter answers;
  private final String separator;
  private final BiFunction<LayerRecord.Label, T, String> text;
  private final JsonForm<T> json;
  private boolean first = true;

  /**
   * @param separator separates text answers
   */
  public RecordWriter(
      AnswerWriter answers,
      String separator,
      BiFunction<LayerRecord.Label, T, String> text,
      JsonForm<T> json) {
    this.answers = answers;
    this.separator = separator;
    this.text = text;
    this.json = json;
  }

  @Override
  public void write(LayerInput input, T answer) throws IOException {
    write(() -> text.apply(input.label(), answer), to -> json.write(to, input.label(), answer));
  }

  /** Writes an answer of another kind. */
  public void write(Supplier<String> asText, IoConsumer<JsonAnswer> asJson) throws IOException {
    String before = first ? "" : separator;
    answers.write(() -> before + asText.get(), asJson);
    first = false;
  }

  @Override
  public void refuse(LayerInput input, List<Fault> faults) throws IOException {
    answers.refuse(input.label(), faults);
  }

  @Override
  public void finish() throws IOException {
    answers.finish();
  }
}
