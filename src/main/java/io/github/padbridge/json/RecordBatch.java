package io.github.padbridge.json;

import java.util.function.Consumer;

/** Some records of an input, in order. They are read when they are asked for, on any thread. */
public interface RecordBatch {
  /** What may read a line of a batch by itself, without its being made a tree. */
  interface LineTaker {
    /** Takes none. */
    LineTaker NONE = (bytes, start, end, number) -> false;

    /**
     * Offers the line from {@code start} to {@code end}, without the line feed.
     *
     * @param number 1-based
     * @return whether the line has been dealt with
     */
    boolean take(byte[] bytes, int start, int end, int number);
  }

  /** Hands every record to {@code sink}, but for the lines that {@code taker} takes. */
  void forEach(LineTaker taker, Consumer<JsonRecord> sink);
}
