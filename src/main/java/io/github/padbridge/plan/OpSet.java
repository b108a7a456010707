package io.github.padbridge.plan;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The ops of a target, and its names for the ops that all targets share.
 *
 * @param id the name of the target in options and output
 * @param title its name for people, such as {@code TensorFlow}
 * @param names its names for shared ops and their arguments, keyed by the TensorFlow name, {@code
 *     op} or {@code op.argument}; equal names may be left out
 * @param padTerms the terms of a padding in this target
 */
public record OpSet(
    String id, String title, Map<String, String> names, Function<Step.Pad, List<Term>> padTerms) {
  public OpSet {
    names = Map.copyOf(names);
  }

  /** The name of an op or an argument in this target, such as {@code transpose.perm}. */
  public String name(String shared) {
    String own = names.get(shared);
    return own == null ? shared.substring(shared.indexOf('.') + 1) : own;
  }
}
