package io.github.padbridge.compare;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.equivalence.CauseKind;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.proof.Counterexample;
import io.github.padbridge.repair.Repair;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of comparing two sides.
 *
 * @param leftGiven the left side as it was given
 * @param rightGiven the right side as it was given
 * @param inputShape of the left side; null where it is open
 * @param equalHere whether the sides are equal at {@code inputShape}; null where it is open
 * @param ran the spatial sizes at which equal sides were run; empty unless runs were requested
 * @param runNotes what was left out of the runs; without a full stop
 * @param counterexample null where the sides are equal, or where no example was found
 * @param repair null where the sides are equal, or where the framework of the right side cannot
 *     express it
 */
public record PairComparison(
    Given leftGiven,
    Given rightGiven,
    Chain left,
    Chain right,
    Equivalence equivalence,
    @Nullable Shape inputShape,
    @Nullable Boolean equalHere,
    List<List<Integer>> ran,
    List<String> runNotes,
    @Nullable Counterexample counterexample,
    @Nullable Repair repair) {
  public PairComparison {
    ran = List.copyOf(ran);
    runNotes = List.copyOf(runNotes);
  }

  /** Whether a pooling has the windows of one input size. */
  public boolean isSized() {
    return left.isSized() || right.isSized();
  }

  /** Whether the sides are equal at the input shape, or at every size where that is open. */
  public boolean isEqual() {
    return equalHere != null ? equalHere : equivalence.verdict() == Equivalence.Verdict.EVERY_SIZE;
  }

  /** Whether the sides have different numbers of channels. */
  public boolean hasOtherChannels() {
    return equivalence.causes().stream().anyMatch(cause -> cause.kind() == CauseKind.CHANNELS);
  }

  /**
   * The functions that were left out of a side, as they are written.
   *
   * @param left of the left side, as opposed to the right one
   */
  public List<String> leftOut(boolean left) {
    return (left ? this.left : right).leftOutNames();
  }

  /**
   * What was left out of the comparison, prefixed with its side where it is of one; without a full
   * stop.
   */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (String note : left.notes()) {
      notes.add((right.notes().contains(note) ? "both sides: " : "left side: ") + note);
    }
    for (String note : right.notes()) {
      if (!left.notes().contains(note)) {
        notes.add("right side: " + note);
      }
    }
    notes.addAll(runNotes);
    return List.copyOf(notes);
  }
}
