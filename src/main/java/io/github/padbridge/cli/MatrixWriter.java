package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.matrix.LayerMatrix;
import java.io.IOException;

/** Writes matrices in the order of the input. */
interface MatrixWriter {
  /**
   * Writes one matrix, or what came of verifying it; or keeps it until the end.
   *
   * @throws Refusal if this form cannot hold it; nothing of it has been written then
   */
  void write(LayerInput input, LayerMatrix matrix) throws IOException;

  /** Writes why a record has no matrix. */
  void refuse(LayerInput input, Refusal refusal) throws IOException;

  /**
   * Ends the output; to be called once, after the last record.
   *
   * @throws Refusal if a matrix that was kept cannot be held
   */
  void finish() throws IOException;
}
