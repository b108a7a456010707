package io.github.padbridge.cli.output;

import java.io.IOException;

/** Takes a value and may fail to write it. */
public interface IoConsumer<T> {
  void accept(T value) throws IOException;
}
