package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.TranslationText;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.util.function.Function;

/** Translations as text, JSON or JSON lines: each stands by itself. */
final class RecordWriter implements TranslationWriter {
  private final AnswerWriter answers;
  private final Function<Layer, Translation> translator;
  private boolean first = true;

  RecordWriter(AnswerWriter answers, Function<Layer, Translation> translator) {
    this.answers = answers;
    this.translator = translator;
  }

  @Override
  public boolean write(LayerInput input) throws IOException {
    Translation translation = translator.apply(input.require().spec());
    answers.write(new Translated(input.label(), translation, first));
    first = false;
    return true;
  }

  @Override
  public boolean refuse(LayerInput input, Refusal refusal) throws IOException {
    answers.refuse(input.label(), input.located(refusal));
    return false;
  }

  @Override
  public void finish() throws IOException {
    answers.finish();
  }

  private record Translated(LayerRecord.Label label, Translation translation, boolean first)
      implements AnswerWriter.Answer {
    @Override
    public String text() {
      return (first ? "" : "\n") + TranslationText.of(label, translation);
    }

    @Override
    public void json(JsonAnswer json) throws IOException {
      json.translation(label, translation);
    }
  }
}
