package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.MatrixVerifier;
import io.github.padbridge.execute.VerifySettings;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.proof.MatrixAgreement;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.MatrixAgreementText;
import io.github.padbridge.render.MatrixJson;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.LayerRecord;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** In place of matrices, what comes of multiplying them out. */
final class MatrixProofs implements MatrixWriter {
  private final AnswerWriter answers;
  private final Function<ConvSpec, ElementMatrix> unroller;

  /** ND4J starts with the first matrix, if there is one. */
  private @Nullable MatrixVerifier verifier;

  /**
   * @param unroller finds the matrix that is proven
   */
  MatrixProofs(AnswerWriter answers, Function<ConvSpec, ElementMatrix> unroller) {
    this.answers = answers;
    this.unroller = unroller;
  }

  @Override
  public int write(LayerInput input, LayerMatrix matrix) throws IOException {
    if (verifier == null) {
      verifier = new MatrixVerifier(VerifySettings.DEFAULT_SEED, unroller);
    }
    MatrixAgreement agreement = verifier.verify(matrix.spec());
    answers.write(new Verified(input.label(), agreement));
    return agreement.agree() ? ExitCode.OK : ExitCode.DIFFERS;
  }

  @Override
  public void refuse(LayerInput input, Refusal refusal) throws IOException {
    answers.refuse(input.label(), input.located(refusal));
  }

  @Override
  public void finish() throws IOException {
    answers.finish();
  }

  private record Verified(LayerRecord.Label label, MatrixAgreement agreement)
      implements AnswerWriter.Answer {
    @Override
    public String text() {
      return MatrixAgreementText.of(label, agreement);
    }

    @Override
    public void json(JsonAnswer json) throws IOException {
      MatrixJson.write(json, label, agreement);
    }
  }
}
