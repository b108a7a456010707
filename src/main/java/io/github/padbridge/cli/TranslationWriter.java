package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;

/** Writes translations in the order of the input. */
interface TranslationWriter {
  /**
   * Writes the translation of a layer; false where this form has to refuse it, and has said so.
   *
   * @throws Refusal if it has none
   */
  boolean write(LayerInput input) throws IOException;

  /** Writes why a record has no translation; always false. */
  boolean refuse(LayerInput input, Refusal refusal) throws IOException;

  /** Ends the output; to be called once, after the last record. */
  void finish() throws IOException;
}
