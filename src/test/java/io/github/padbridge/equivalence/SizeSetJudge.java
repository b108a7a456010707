package io.github.padbridge.equivalence;

import de.uni_freiburg.informatik.ultimate.logic.Script.LBool;
import de.uni_freiburg.informatik.ultimate.logic.Term;
import io.github.padbridge.equivalence.DocumentedSide.At;
import io.github.padbridge.shape.SizeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Asks a solver whether two documented sides are equal at exactly the sizes of a set. */
final class SizeSetJudge {
  /** From how far beyond the start of the set on a difference is taken to repeat, in turn. */
  private static final int[] BEYOND = {8, 20, 50};

  private final Solver solver;
  private final DocumentedSide left;
  private final DocumentedSide right;
  private final Equivalence.Axis axis;

  SizeSetJudge(Solver solver, DocumentedSide left, DocumentedSide right, Equivalence.Axis axis) {
    this.solver = solver;
    this.left = left;
    this.right = right;
    this.axis = axis;
  }

  /** What is wrong with the set; empty where it is confirmed. */
  String fault() {
    LBool other = asked(this::differsInTheSet);
    if (other != LBool.UNSAT) {
      return "not equal, or not accepted, where claimed: " + other;
    }
    for (int beyond : BEYOND) {
      long base = axis.equal().from() + beyond;
      List<Difference> found = new ArrayList<>();
      LBool outside = asked(() -> differencesBelow(base + period(), found));
      if (outside != LBool.SAT) {
        return "equal at a size that is not claimed: " + outside;
      }
      found.removeIf(difference -> difference.size < base);
      if (asked(() -> doNotRepeat(found)) == LBool.UNSAT) {
        return "";
      }
    }
    return "differences that do not repeat";
  }

  private interface Question {
    LBool ask();
  }

  private LBool asked(Question question) {
    solver.push();
    try {
      return question.ask();
    } finally {
      solver.pop();
    }
  }

  /** Both sides at one input size, and an output and an input element. */
  private final class Sides {
    final Term size;
    final At one;
    final At other;

    Sides(Term size) {
      this.size = size;
      one = left.at(size, solver);
      other = right.at(size, solver);
    }

    /** Whether both accept the size and this output reads this input element in the same way. */
    Term agree(Term output, Term input) {
      Term inside =
          solver.and(
              solver.within(output, solver.number(0), one.length()),
              solver.within(input, solver.number(0), size));
      return solver.and(
          one.accepted(),
          other.accepted(),
          solver.equal(one.length(), other.length()),
          solver.not(solver.and(inside, readOtherwise(output, input))));
    }

    /** With some tap on one side only; for a maximum all taps are alike. */
    private Term readOtherwise(Term output, Term input) {
      List<Term> ones = new ArrayList<>();
      List<Term> others = new ArrayList<>();
      List<Term> taps = new ArrayList<>();
      for (int tap = 0; tap < left.kernel(); tap++) {
        ones.add(one.reads(output, tap, input));
        others.add(other.reads(output, tap, input));
        taps.add(solver.exactlyOne(ones.get(tap), others.get(tap)));
      }
      return left.op() == DocumentedSide.Op.MAX
          ? solver.exactlyOne(solver.or(ones), solver.or(others))
          : solver.or(taps);
    }
  }

  /** Satisfied at a size of the set at which the sides differ, or where acceptance is wrong. */
  private LBool differsInTheSet() {
    Term size = solver.variable();
    solver.say(solver.atLeast(size, solver.number(1)));
    Sides sides = new Sides(size);
    Term agree = sides.agree(solver.variable(), solver.variable());
    solver.say(
        solver.or(
            List.of(
                solver.and(in(axis.equal(), size), solver.not(agree)),
                solver.exactlyOne(in(axis.accepted(), size), sides.one.accepted()),
                solver.exactlyOne(in(axis.right(), size), sides.other.accepted()))));
    return solver.ask();
  }

  private Term in(SizeSet set, Term size) {
    List<Term> any = new ArrayList<>();
    for (SizeSet.Range range : set.also()) {
      any.add(solver.within(size, solver.number(range.first()), solver.number(range.last() + 1)));
    }
    Term rest = solver.minus(size, solver.times(set.period(), solver.floor(size, set.period())));
    for (SizeSet.Range range : set.remainders()) {
      any.add(
          solver.and(
              solver.atLeast(size, solver.number(set.from())),
              solver.within(rest, solver.number(range.first()), solver.number(range.last() + 1))));
    }
    return any.isEmpty() ? solver.not(solver.equal(size, size)) : solver.or(any);
  }

  /** At one size, an output and an input element by which the sides differ. */
  private record Difference(long size, long output, long input, long length) {}

  /** Satisfied where the sides differ at each size below a bound that is not in the set. */
  private LBool differencesBelow(long bound, List<Difference> found) {
    record Spot(long size, Term output, Term input, Term length) {}
    List<Spot> spots = new ArrayList<>();
    LongStream.range(1, bound)
        .filter(size -> !axis.equal().contains(size))
        .forEach(
            size -> {
              Sides sides = new Sides(solver.number(size));
              Spot spot =
                  new Spot(
                      size,
                      solver.variable(),
                      solver.variable(),
                      solver.notNegative(sides.one.length()));
              solver.say(solver.atLeast(spot.output, solver.number(0)));
              solver.say(solver.atLeast(spot.input, solver.number(0)));
              solver.say(solver.not(sides.agree(spot.output, spot.input)));
              spots.add(spot);
            });
    LBool answer = solver.ask();
    if (answer == LBool.SAT) {
      for (Spot spot : spots) {
        found.add(
            new Difference(
                spot.size,
                solver.value(spot.output),
                solver.value(spot.input),
                solver.value(spot.length)));
      }
    }
    return answer;
  }

  /**
   * Satisfied where a difference is gone at a size that is some periods longer, as far from the
   * start as from the end.
   */
  private LBool doNotRepeat(List<Difference> differences) {
    List<Term> gone = new ArrayList<>();
    for (Difference difference : differences) {
      Term size = solver.plus(solver.times(period(), counted()), difference.size);
      Sides sides = new Sides(size);
      Term fromStart =
          sides.agree(solver.number(difference.output), solver.number(difference.input));
      Term fromEnd =
          sides.agree(
              solver.plus(sides.one.length(), difference.output - difference.length),
              solver.plus(size, difference.input - difference.size));
      gone.add(solver.and(fromStart, fromEnd));
    }
    if (gone.isEmpty()) {
      return LBool.UNSAT;
    }
    solver.say(solver.or(gone));
    return solver.ask();
  }

  private Term counted() {
    Term count = solver.variable();
    solver.say(solver.atLeast(count, solver.number(0)));
    return count;
  }

  /** Of the set and of both strides. */
  private long period() {
    return lcm(axis.equal().period(), lcm(left.stride(), right.stride()));
  }

  private static long lcm(long a, long b) {
    return a / gcd(a, b) * b;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
