package io.github.padbridge.equivalence;

import de.uni_freiburg.informatik.ultimate.logic.Logics;
import de.uni_freiburg.informatik.ultimate.logic.Script.LBool;
import de.uni_freiburg.informatik.ultimate.logic.Sort;
import de.uni_freiburg.informatik.ultimate.logic.Term;
import de.uni_freiburg.informatik.ultimate.logic.Util;
import de.uni_freiburg.informatik.ultimate.smtinterpol.DefaultLogger;
import de.uni_freiburg.informatik.ultimate.smtinterpol.LogProxy;
import de.uni_freiburg.informatik.ultimate.smtinterpol.smtlib2.SMTInterpol;
import java.math.BigInteger;
import java.util.Collection;

/** Formulas of linear arithmetic over integers, and whether they can be satisfied. */
final class Solver {
  /** Milliseconds for one question; what takes longer is unknown. */
  private static final long LONGEST = 5_000;

  private final SMTInterpol script;
  private int variables;

  Solver() {
    DefaultLogger log = new DefaultLogger();
    log.setLoglevel(LogProxy.LOGLEVEL_OFF);
    script = new SMTInterpol(log);
    script.setOption(":produce-models", true);
    script.setOption(":timeout", LONGEST);
    script.setLogic(Logics.QF_LIA);
  }

  void push() {
    script.push(1);
  }

  /** Takes back what was said, and all variables, since the last push. */
  void pop() {
    script.pop(1);
  }

  void say(Term formula) {
    script.assertTerm(formula);
  }

  LBool ask() {
    return script.checkSat();
  }

  /** The value of a variable that is not negative, after a question was answered with yes. */
  long value(Term variable) {
    return Long.parseLong(script.getValue(new Term[] {variable}).get(variable).toString());
  }

  Term variable() {
    String name = "v" + variables++;
    script.declareFun(name, new Sort[0], script.sort("Int"));
    return script.term(name);
  }

  Term number(long value) {
    Term size = script.numeral(BigInteger.valueOf(Math.abs(value)));
    return value < 0 ? script.term("-", size) : size;
  }

  Term plus(Term a, Term b) {
    return script.term("+", a, b);
  }

  Term plus(Term a, long b) {
    return plus(a, number(b));
  }

  Term minus(Term a, Term b) {
    return script.term("-", a, b);
  }

  Term times(long a, Term b) {
    return script.term("*", number(a), b);
  }

  /** The largest integer whose product with a positive divisor is not above a term. */
  Term floor(Term a, long divisor) {
    Term quotient = variable();
    Term rest = minus(a, times(divisor, quotient));
    say(and(atLeast(rest, number(0)), not(atLeast(rest, number(divisor)))));
    return quotient;
  }

  Term ceil(Term a, long divisor) {
    return floor(plus(a, divisor - 1), divisor);
  }

  Term choice(Term condition, Term a, Term b) {
    return script.term("ite", condition, a, b);
  }

  Term notNegative(Term a) {
    return choice(atLeast(a, number(0)), a, number(0));
  }

  Term equal(Term a, Term b) {
    return script.term("=", a, b);
  }

  Term atLeast(Term a, Term b) {
    return script.term(">=", a, b);
  }

  /** From {@code from} on, and below {@code to}. */
  Term within(Term a, Term from, Term to) {
    return and(atLeast(a, from), not(atLeast(a, to)));
  }

  Term not(Term a) {
    return Util.not(script, a);
  }

  Term and(Term... all) {
    return Util.and(script, all);
  }

  Term or(Collection<Term> any) {
    return Util.or(script, any.toArray(Term[]::new));
  }

  Term exactlyOne(Term a, Term b) {
    return script.term("xor", a, b);
  }
}
