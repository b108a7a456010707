package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Attempt;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts the results of a run and gives its exit code. Several threads may call {@code refuse}. */
final class Tally {
  private long agreeing;
  private long differing;
  private long unproven;
  private volatile boolean refused;
  private final AtomicReference<@Nullable Throwable> internalError = new AtomicReference<>();

  /** Counts an input without an answer. */
  void refuse() {
    refused = true;
  }

  /** Counts a failed attempt, and keeps its internal error, if any. */
  void refuse(Attempt<?> attempt) {
    refused = true;
    internalError.compareAndSet(null, attempt.internalError());
  }

  /**
   * Counts one proof.
   *
   * @param agrees whether the sides agree; called only if the attempt succeeded
   */
  void add(Attempt<?> attempt, boolean agrees) {
    if (!attempt.succeeded()) {
      unproven++;
      refuse(attempt);
    } else if (agrees) {
      agreeing++;
    } else {
      differing++;
    }
  }

  /** Counts a difference that was found without a proof. */
  void addDifference() {
    differing++;
  }

  long unproven() {
    return unproven;
  }

  /** The number of counted results. */
  long total() {
    return agreeing + differing + unproven;
  }

  /** The counts in one line. */
  String summary() {
    return agreeing + " agree, " + differing + " differ, " + unproven + " refused";
  }

  /** 2 if an input has no answer or no proof, otherwise 1 if a layer differs, otherwise 0. */
  int exitCode() {
    return refused ? ExitCode.UNUSABLE : differing > 0 ? ExitCode.DIFFERS : ExitCode.OK;
  }

  /**
   * The exit code. Call it after the last answer has been written.
   *
   * @throws RuntimeException or an error: the first internal error of the run
   */
  int requireExitCode() {
    Throwable thrown = internalError.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    return exitCode();
  }
}
