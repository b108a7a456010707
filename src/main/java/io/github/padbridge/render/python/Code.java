package io.github.padbridge.render.python;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A Python expression that can be written on one line or broken inside its brackets. */
sealed interface Code {
  /** The expression on one line. */
  String flat();

  static Code of(Object text) {
    return new Text(text.toString());
  }

  static Code call(String function, Object... arguments) {
    return new Brackets(function + "(", Arrays.stream(arguments).map(Code::from).toList(), ")");
  }

  static Code list(Collection<?> items) {
    return new Brackets("[", items.stream().map(Code::from).toList(), "]");
  }

  /** {@code (1, 2)}, {@code (1,)}. */
  static Code tuple(Collection<?> values) {
    String inside = values.stream().map(Object::toString).collect(Collectors.joining(", "));
    return of("(" + inside + (values.size() == 1 ? ",)" : ")"));
  }

  /** A number for one axis, a tuple for several. */
  static Code perAxis(List<Integer> values) {
    return values.size() == 1 ? of(values.get(0)) : tuple(values);
  }

  /** {@code name=value}. */
  static Code named(String name, Object value) {
    Code code = from(value);
    return code instanceof Brackets brackets
        ? new Brackets(name + "=" + brackets.open, brackets.items, brackets.close)
        : of(name + "=" + code.flat());
  }

  /** {@code [element for ...]}. */
  static Code loop(Code element, Code clause) {
    return new Comprehension(element, clause);
  }

  /** {@code x[:, 1:5]}, without the whole axes at the end. */
  static Code subscript(String target, List<String> ranges) {
    int last = ranges.size();
    while (last > 1 && ranges.get(last - 1).equals(":")) {
      last--;
    }
    return of(target + "[" + String.join(", ", ranges.subList(0, last)) + "]");
  }

  /** An expression without brackets, which may be put in parentheses. */
  static Code operation(String text) {
    return new Operation(text);
  }

  private static Code from(Object value) {
    return value instanceof Code code
        ? code
        : value instanceof Collection<?> items ? list(items) : of(value);
  }

  /** An expression that cannot be broken. */
  record Text(String text) implements Code {
    @Override
    public String flat() {
      return text;
    }
  }

  /** An expression that can be broken only in parentheses. */
  record Operation(String text) implements Code {
    @Override
    public String flat() {
      return text;
    }
  }

  /** Items between brackets, separated by commas. */
  record Brackets(String open, List<Code> items, String close) implements Code {
    @Override
    public String flat() {
      return open + items.stream().map(Code::flat).collect(Collectors.joining(", ")) + close;
    }
  }

  /** A list comprehension. */
  record Comprehension(Code element, Code clause) implements Code {
    @Override
    public String flat() {
      return "[" + element.flat() + " " + clause.flat() + "]";
    }
  }
}
