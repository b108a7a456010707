package io.github.padbridge.plan;

import java.util.List;

/**
 * A step in the names of its target.
 *
 * @param op the name of the step: the target's name for the op, where the step is one op
 * @param terms its numbers, in the order they are written
 * @param ops the number of ops that the step is, for each part of the data
 */
public record Call(String op, List<Term> terms, int ops) {
  public Call {
    terms = List.copyOf(terms);
  }

  public Call(String op, List<Term> terms) {
    this(op, terms, 1);
  }

  public Call(String op, Term... terms) {
    this(op, List.of(terms));
  }

  /** The same call as a number of ops. */
  Call ofOps(long count) {
    return new Call(op, terms, Math.toIntExact(count));
  }
}
