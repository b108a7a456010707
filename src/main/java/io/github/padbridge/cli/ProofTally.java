package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Attempt;

/** Counts what the proofs of one run came to, and finds the exit code that this asks for. */
final class ProofTally {
  private long agreeing;
  private long differing;
  private long unproven;
  private final InternalErrors internalErrors;

  /**
   * @param internalErrors takes the internal errors of the proofs
   */
  ProofTally(InternalErrors internalErrors) {
    this.internalErrors = internalErrors;
  }

  /**
   * Counts one proof.
   *
   * @param agrees whether what was found agrees; asked only where something was found
   */
  void add(Attempt<?> attempt, boolean agrees) {
    if (!attempt.succeeded()) {
      unproven++;
      internalErrors.add(attempt);
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

  /** 2 where something could not be proven, else 1 where something differs, else 0. */
  int exitCode() {
    return unproven > 0 ? ExitCode.UNUSABLE : differing > 0 ? ExitCode.DIFFERS : ExitCode.OK;
  }
}
