package io.github.padbridge.cli;

import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.cli.output.AnswerWriter;
import io.github.padbridge.cli.output.LayerWriter;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.proof.MatrixAgreement;
import io.github.padbridge.proof.MatrixVerifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.render.MatrixAgreementText;
import io.github.padbridge.render.MatrixJson;
import io.github.padbridge.spec.ConvSpec;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Proves matrices by multiplying them out, and writes the results. */
final class MatrixProofs implements LayerWriter<LayerMatrix> {
  private final AnswerWriter answers;
  private final MatrixVerifier verifier;
  private final Tally tally;

  /**
   * @param unroller finds the matrix that is proven
   * @param tally counts what the proofs come to
   */
  MatrixProofs(AnswerWriter answers, Function<ConvSpec, ElementMatrix> unroller, Tally tally) {
    this.answers = answers;
    this.verifier = new MatrixVerifier(VerifySettings.DEFAULT_SEED, new Nd4jEngine(), unroller);
    this.tally = tally;
  }

  @Override
  public void write(LayerInput input, LayerMatrix matrix) throws IOException {
    Attempt<MatrixAgreement> attempt = verifier.prove(matrix.spec()).locatedAt(input.place());
    if (attempt.succeeded()) {
      MatrixAgreement agreement = attempt.requireResult();
      answers.write(
          () -> MatrixAgreementText.of(input.label(), agreement),
          json -> MatrixJson.write(json, input.label(), agreement));
    } else {
      answers.refuse(input.label(), attempt.faults());
    }
    tally.add(attempt, attempt.succeeded() && attempt.requireResult().agree());
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
