package io.github.padbridge.plan;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The ops that a target's plans are made of, and what it calls those that all targets share.
 *
 * @param id the target's name in options and answers
 * @param title its name as its makers write it
 * @param names its names of shared ops and of their arguments, {@code op} or {@code op.argument} by
 *     TensorFlow's names; those that it shares with TensorFlow may be left out
 * @param padTerms the numbers of a padding as this target takes them
 */
public record OpSet(
    String id, String title, Map<String, String> names, Function<Step.Pad, List<Term>> padTerms) {
  public OpSet {
    names = Map.copyOf(names);
  }

  /** This target's name of an op or an argument, such as {@code transpose.perm}. */
  public String name(String shared) {
    String own = names.get(shared);
    return own == null ? shared.substring(shared.indexOf('.') + 1) : own;
  }
}
