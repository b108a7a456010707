package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Attempt;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The first error of Padbridge itself in a run, kept until all records have been answered. Several
 * threads may use it at once.
 */
final class InternalErrors {
  private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

  /** Takes the error of an attempt, if it ended with one. */
  void add(Attempt<?> attempt) {
    if (attempt.internalError() != null) {
      first.compareAndSet(null, attempt.internalError());
    }
  }

  /**
   * To be called once all answers have been written.
   *
   * @throws RuntimeException or an error, the first of those that were taken
   */
  void throwFirst() {
    Throwable thrown = first.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
