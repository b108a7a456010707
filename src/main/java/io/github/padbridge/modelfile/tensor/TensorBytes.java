package io.github.padbridge.modelfile.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** The bytes of a tensor in a file, which are read when they are asked for. */
public interface TensorBytes {
  /** How many there are. */
  long size();

  /**
   * All of them, for access in any order.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if they are too many for one buffer
   */
  ByteBuffer buffer() throws IOException;

  /** Writes all of them in order, a part at a time. */
  void copyTo(OutputStream out) throws IOException;
}
