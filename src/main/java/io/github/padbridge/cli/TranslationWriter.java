package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.translate.Translation;
import java.io.IOException;

/** Writes translations in the order of the input. */
interface TranslationWriter {
  /** Writes one translation; false where this form has to refuse it, and has said so. */
  boolean write(LayerInput input, Translation translation) throws IOException;

  /** Writes why a record has no translation; always false. */
  boolean refuse(LayerInput input, Refusal refusal) throws IOException;

  /** Ends the output; to be called once, after the last record. */
  void finish() throws IOException;
}
