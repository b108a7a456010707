package io.github.padbridge.equivalence;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.Chain.PatchesOp;
import java.util.List;
import java.util.Optional;

/** Windows that one side returns in another order, or does not return. */
final class PatchCauses {
  private PatchCauses() {}

  static List<Cause> of(Chain left, Chain right) {
    Optional<PatchesOp> one = left.patches();
    Optional<PatchesOp> other = right.patches();
    if (one.isEmpty() && other.isEmpty()) {
      return List.of();
    }
    String kind = kind(one);
    String otherKind = kind(other);
    if (one.isEmpty() || other.isEmpty()) {
      String message = "the left side returns " + kind + ", the right side " + otherKind;
      return List.of(new Cause(CauseKind.OPERATION, null, kind, otherKind, null, message));
    }
    if (one.get().order() == other.get().order()) {
      return List.of();
    }
    String message =
        "the left side returns "
            + one.get().order().shape()
            + ", the right side "
            + other.get().order().shape();
    return List.of(
        new Cause(
            CauseKind.LAYOUT,
            null,
            one.get().order().shape(),
            other.get().order().shape(),
            null,
            message));
  }

  private static String kind(Optional<PatchesOp> patches) {
    return patches.isPresent() ? "the elements of windows" : "one result for each window";
  }
}
