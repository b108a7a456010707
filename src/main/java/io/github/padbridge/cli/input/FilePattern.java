package io.github.padbridge.cli.input;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of file names: {@code *} and {@code ?} within a name, {@code **} over directories,
 * {@code **}{@code /} for any number of directories, none included, {@code [a-z]}, {@code [!a-z]}
 * and {@code {a,b}}; a backslash makes the next character literal. A nondeterministic automaton, so
 * that the time is at most the length of the pattern times the length of the name.
 */
final class FilePattern {
  /**
   * A state of the automaton.
   *
   * @param takes the characters that lead to the next states; null if none is needed
   */
  private record State(@Nullable IntPredicate takes, List<Integer> next) {}

  private final String pattern;
  private final List<State> states = new ArrayList<>();
  private int at;

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if a bracket or a brace is not closed or stands inside
   *     another, or a backslash ends it
   */
  FilePattern(String pattern) {
    this.pattern = pattern;
    while (at < pattern.length()) {
      if (pattern.charAt(at) == '{') {
        group();
      } else {
        token();
      }
    }
    empty();
  }

  /** Whether the pattern matches a whole name. */
  boolean matches(String name) {
    BitSet current = reachable(List.of(0));
    for (int character : name.codePoints().toArray()) {
      List<Integer> next = new ArrayList<>();
      current.stream()
          .mapToObj(states::get)
          .filter(state -> state.takes() != null && state.takes().test(character))
          .forEach(state -> next.addAll(state.next()));
      current = reachable(next);
    }
    return current.get(states.size() - 1);
  }

  private BitSet reachable(List<Integer> from) {
    BitSet reached = new BitSet(states.size());
    Deque<Integer> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      int state = open.pop();
      if (!reached.get(state)) {
        reached.set(state);
        if (states.get(state).takes() == null) {
          states.get(state).next().forEach(open::push);
        }
      }
    }
    return reached;
  }

  /** Adds a state that consumes no character; the caller adds its successors. */
  private State empty() {
    State state = new State(null, new ArrayList<>());
    states.add(state);
    return state;
  }

  private void take(IntPredicate takes) {
    states.add(new State(takes, List.of(states.size() + 1)));
  }

  private void repeat(IntPredicate takes) {
    int loop = states.size();
    empty().next().addAll(List.of(loop + 1, loop + 2));
    states.add(new State(takes, List.of(loop)));
  }

  private void group() {
    at++;
    State start = empty();
    List<State> ends = new ArrayList<>();
    start.next().add(states.size());
    for (char next = peek(); next != '}'; next = peek()) {
      if (next == '{') {
        throw fault("{ inside { } is not supported");
      }
      if (next == ',') {
        at++;
        ends.add(empty());
        start.next().add(states.size());
      } else {
        token();
      }
    }
    at++;
    ends.add(empty());
    ends.forEach(end -> end.next().add(states.size()));
  }

  private void token() {
    int character = pattern.codePointAt(at);
    if (character == '*') {
      stars();
      return;
    }
    at += Character.charCount(character);
    switch (character) {
      case '?' -> take(FilePattern::isInName);
      case '[' -> take(brackets());
      case '\\' -> take(literal(next()));
      default -> take(literal(character));
    }
  }

  private static boolean isInName(int character) {
    return character != '/';
  }

  private static IntPredicate literal(int wanted) {
    return character -> character == wanted;
  }

  private void stars() {
    int begin = at;
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    boolean overDirectories = at - begin > 1;
    boolean isWhole =
        (begin == 0 || pattern.charAt(begin - 1) == '/') && pattern.startsWith("/", at);
    if (overDirectories && isWhole) {
      at++;
      int skip = states.size();
      empty().next().addAll(List.of(skip + 1, skip + 4));
      repeat(character -> true);
      take(literal('/'));
    } else {
      repeat(overDirectories ? character -> true : FilePattern::isInName);
    }
  }

  private IntPredicate brackets() {
    boolean negated = peek() == '!';
    at += negated ? 1 : 0;
    IntPredicate any = character -> false;
    int begin = at;
    while (peek() != ']' || at == begin) {
      int first = next();
      boolean isRange = peek() == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']';
      at += isRange ? 1 : 0;
      int last = isRange ? next() : first;
      any = any.or(character -> first <= character && character <= last);
    }
    at++;
    IntPredicate taken = negated ? any.negate() : any;
    return character -> isInName(character) && taken.test(character);
  }

  private char peek() {
    if (at >= pattern.length()) {
      throw fault("a [, { or \\ has no end");
    }
    return pattern.charAt(at);
  }

  private int next() {
    peek();
    int character = pattern.codePointAt(at);
    at += Character.charCount(character);
    return character;
  }

  private IllegalArgumentException fault(String message) {
    return new IllegalArgumentException(message + " (at character " + (at + 1) + ")");
  }
}
