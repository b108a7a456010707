package io.github.padbridge.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadLimitTest {
  /** As Java throws it. */
  private final OutOfMemoryError noThread =
      new OutOfMemoryError("unable to create native thread: possibly out of memory");

  @Test
  void anAttemptThatNeedsAThread() {
    for (Error error : new Error[] {noThread, new ExceptionInInitializerError(noThread)}) {
      Attempt<?> attempt =
          Attempt.of(
              () -> {
                throw error;
              });
      assertThat(attempt.faults()).containsExactly(ThreadLimit.fault());
      assertThat(attempt.internalError()).isNull();
    }
  }

  @Test
  void otherErrors() {
    for (Error error : new Error[] {new OutOfMemoryError(), new NoClassDefFoundError("A")}) {
      Attempt<?> attempt =
          Attempt.of(
              () -> {
                throw error;
              });
      assertThat(attempt.faults()).doesNotContain(ThreadLimit.fault());
    }
  }
}
