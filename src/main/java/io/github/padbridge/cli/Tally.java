package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Attempt;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts what a run found, and gives its exit code. Several threads may refuse at once. */
final class Tally {
  private long agreeing;
  private long differing;
  private long unproven;
  private volatile boolean refused;
  private final AtomicReference<@Nullable Throwable> internalError = new AtomicReference<>();

  /** Notes that some input has no answer. */
  void refuse() {
    refused = true;
  }

  /** Notes an attempt that failed, and its internal error if it ended with one. */
  void refuse(Attempt<?> attempt) {
    refused = true;
    internalError.compareAndSet(null, attempt.internalError());
  }

  /**
   * Counts one proof.
   *
   * @param agrees whether the sides agree; read only where the attempt succeeded
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

  /** Counts a difference that no proof found. */
  void addDifference() {
    differing++;
  }

  long unproven() {
    return unproven;
  }

  /** How many have been counted. */
  long total() {
    return agreeing + differing + unproven;
  }

  /** The numbers in one line. */
  String summary() {
    return agreeing + " agree, " + differing + " differ, " + unproven + " refused";
  }

  /** 2 where something has no answer or no proof, else 1 where something differs, else 0. */
  int exitCode() {
    return refused ? ExitCode.UNUSABLE : differing > 0 ? ExitCode.DIFFERS : ExitCode.OK;
  }

  /**
   * The exit code, to be asked for once all answers have been written.
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
