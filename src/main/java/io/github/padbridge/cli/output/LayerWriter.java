package io.github.padbridge.cli.output;

import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import java.io.IOException;
import java.util.List;

/**
 * Writes the answers for layers, in the order of the input.
 *
 * @param <T> the answer for a layer
 */
public interface LayerWriter<T> {
  /**
   * Writes one answer, or keeps it until the end.
   *
   * @throws Refusal if this format cannot hold it; nothing has been written then
   */
  void write(LayerInput input, T answer) throws IOException;

  /** Writes why a layer has no answer. */
  void refuse(LayerInput input, List<Fault> faults) throws IOException;

  /**
   * Ends the output. Call it once, after the last layer.
   *
   * @throws Refusal if an answer that was kept cannot be written
   */
  void finish() throws IOException;
}
