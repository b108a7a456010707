package io.github.padbridge.json;

import java.util.function.Consumer;

/** Some records of an input, in order. They are read when they are asked for, on any thread. */
public interface RecordBatch {
  void forEach(Consumer<JsonRecord> sink);
}
