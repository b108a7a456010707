package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.proof.MatrixAgreement;
import io.github.padbridge.proof.MatrixVerifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.MatrixAgreementText;
import io.github.padbridge.render.MatrixJson;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.LayerRecord;
import java.io.IOException;
import java.util.function.Function;

/** In place of matrices, what comes of multiplying them out. */
final class MatrixProofs implements MatrixWriter {
  private final AnswerWriter answers;
  private final MatrixVerifier verifier;
  private final ProofTally tally;

  /**
   * @param unroller finds the matrix that is proven
   * @param tally counts what the proofs come to
   */
  MatrixProofs(AnswerWriter answers, Function<ConvSpec, ElementMatrix> unroller, ProofTally tally) {
    this.answers = answers;
    this.verifier = new MatrixVerifier(VerifySettings.DEFAULT_SEED, new Nd4jEngine(), unroller);
    this.tally = tally;
  }

  @Override
  public void write(LayerInput input, LayerMatrix matrix) throws IOException {
    Attempt<MatrixAgreement> attempt = verifier.prove(matrix.spec()).locatedAt(input.place());
    if (attempt.succeeded()) {
      answers.write(new Verified(input.label(), attempt.requireResult()));
    } else {
      answers.refuse(input.label(), attempt.faults());
    }
    tally.add(attempt, attempt.succeeded() && attempt.requireResult().agree());
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
