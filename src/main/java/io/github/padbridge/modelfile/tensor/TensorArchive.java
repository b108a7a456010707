package io.github.padbridge.modelfile.tensor;

import java.io.Closeable;
import java.util.List;
import java.util.Map;

/** A file of many tensors, which are read one by one. */
public interface TensorArchive extends Closeable {
  /** The name of the file in messages. */
  String source();

  /** The tensors in the order of the file. */
  List<FileTensor> tensors();

  /** What the file says about itself. */
  default Map<String, String> metadata() {
    return Map.of();
  }
}
