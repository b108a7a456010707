package io.github.padbridge.plan;

import java.util.List;

/**
 * A step in the names of its target.
 *
 * @param op the name of the op, where the step is one
 * @param terms its numbers, in the order they are written
 */
public record Call(String op, List<Term> terms) {
  public Call {
    terms = List.copyOf(terms);
  }

  public Call(String op, Term... terms) {
    this(op, List.of(terms));
  }
}
