package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.matrix.ColumnMatrix;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.MatrixJson;
import io.github.padbridge.render.MatrixText;
import io.github.padbridge.render.UnfoldText;
import io.github.padbridge.spec.LayerRecord;
import java.io.IOException;

/** Matrices as text, JSON or JSON lines: each stands by itself. */
final class MatrixRecords implements MatrixWriter {
  private final AnswerWriter answers;
  private boolean first = true;

  MatrixRecords(AnswerWriter answers) {
    this.answers = answers;
  }

  @Override
  public void write(LayerInput input, LayerMatrix matrix) throws IOException {
    answers.write(new Unrolled(input.label(), matrix, first));
    first = false;
  }

  @Override
  public void refuse(LayerInput input, Refusal refusal) throws IOException {
    answers.refuse(input.label(), input.located(refusal));
  }

  @Override
  public void finish() throws IOException {
    answers.finish();
  }

  private record Unrolled(LayerRecord.Label label, LayerMatrix matrix, boolean first)
      implements AnswerWriter.Answer {
    @Override
    public String text() {
      String text =
          matrix.matrix() instanceof ColumnMatrix columns
              ? UnfoldText.of(label, matrix, columns)
              : MatrixText.of(label, matrix);
      return (first ? "" : "\n") + text;
    }

    @Override
    public void json(JsonAnswer json) throws IOException {
      MatrixJson.write(json, label, matrix);
    }
  }
}
