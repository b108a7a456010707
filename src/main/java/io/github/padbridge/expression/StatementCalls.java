package io.github.padbridge.expression;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the calls in a statement and the names that they are assigned to. */
final class StatementCalls {
  /** The tokens of a call. */
  private static final int LONGEST = 1000;

  private final SourceText text;
  private final List<Token> statement;
  private final Predicate<String> isWanted;
  private final Deque<Bracket> open = new ArrayDeque<>();

  StatementCalls(SourceText text, List<Token> statement, Predicate<String> isWanted) {
    this.text = text;
    this.statement = statement;
    this.isWanted = isWanted;
  }

  /** An open bracket, the name that it calls, and the number of commas in it so far. */
  private static final class Bracket {
    private final String opening;
    private final String callee;
    private int commas;

    private Bracket(String opening, String callee) {
      this.opening = opening;
      this.callee = callee;
    }
  }

  List<CallSite> read() {
    List<CallSite> sites = new ArrayList<>();
    String callee = "";
    int position = 0;
    while (position < statement.size()) {
      Token token = statement.get(position);
      if (token.kind() == Kind.NAME) {
        int end = endOfName(position);
        callee = name(position, end);
        boolean isSite = isAt(end, "(") && !isPartOrDefinition(position) && isWanted.test(callee);
        if (isSite) {
          int after = afterBracket(end);
          sites.add(site(callee, position, after));
          // An unclosed bracket does not hide the calls after it.
          end = after < 0 ? end : after;
        }
        position = end;
      } else {
        pass(token, position > 0 && statement.get(position - 1).kind() == Kind.NAME ? callee : "");
        position++;
      }
    }
    return sites;
  }

  private void pass(Token token, String callee) {
    if (token.is("(") || token.is("[") || token.is("{")) {
      open.push(new Bracket(token.text(), callee));
    } else if (token.is(")") || token.is("]") || token.is("}")) {
      open.poll();
    } else if (token.is(",") && !open.isEmpty()) {
      open.element().commas++;
    }
  }

  /** Whether a name may be called: not after a dot, {@code def} or {@code class}. */
  private boolean isPartOrDefinition(int position) {
    if (position == 0) {
      return false;
    }
    Token before = statement.get(position - 1);
    boolean defines =
        before.kind() == Kind.NAME
            && (before.text().equals("def") || before.text().equals("class"));
    return defines || before.is(".");
  }

  private boolean isAt(int position, String operator) {
    return position < statement.size() && statement.get(position).is(operator);
  }

  /** The index after a dotted name. */
  private int endOfName(int position) {
    int end = position + 1;
    while (isAt(end, ".")
        && end + 1 < statement.size()
        && statement.get(end + 1).kind() == Kind.NAME) {
      end += 2;
    }
    return end;
  }

  private String name(int begin, int end) {
    StringBuilder name = new StringBuilder();
    statement.subList(begin, end).forEach(token -> name.append(token.text()));
    return name.toString();
  }

  /** The index after the closing bracket; -1 if it is missing or too far. */
  private int afterBracket(int position) {
    int depth = 0;
    int last = Math.min(statement.size(), position + LONGEST);
    for (int i = position; i < last; i++) {
      Token token = statement.get(i);
      depth += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
      depth -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private CallSite site(String callee, int begin, int after) {
    Token first = statement.get(begin);
    if (after < 0) {
      String message = "this call is not closed, or has more than " + LONGEST + " tokens";
      Refusal refusal = text.refusal(first.line(), first.column(), message, null);
      return new CallSite(callee, first.line(), first.column(), null, null, null, refusal);
    }
    // A call of the result gives a tensor, not a layer.
    String target = isAt(after, "(") ? null : target();
    try {
      Call call = call(statement.subList(begin, after));
      return new CallSite(
          callee, first.line(), first.column(), target, call, applied(begin, after), null);
    } catch (Refusal refusal) {
      return new CallSite(callee, first.line(), first.column(), target, null, null, refusal);
    }
  }

  /** The call of the result of a call. */
  private @Nullable Call applied(int begin, int after) {
    int end = isAt(after, "(") ? afterBracket(after) : -1;
    if (end < 0) {
      return null;
    }
    List<Token> call = new ArrayList<>(statement.subList(begin, begin + 1));
    call.addAll(statement.subList(after, end));
    try {
      return call(call);
    } catch (Refusal refusal) {
      return null;
    }
  }

  private Call call(List<Token> part) {
    Value value = new CallParser(tokens(text, part), ExpressionParser::new).nameOrCall();
    return ((Value.Nested) value).call();
  }

  /** Some tokens of a statement, followed by the end token. */
  static Tokens tokens(SourceText text, List<Token> part) {
    Token last = part.get(part.size() - 1);
    List<Token> tokens = new ArrayList<>(part);
    tokens.add(new Token(Kind.END, "", last.line(), last.column() + 1));
    return new Tokens(text, tokens);
  }

  /** The name that the statement assigns, and the index in the lists around the call. */
  private @Nullable String target() {
    Token first = statement.get(0);
    boolean isName = first.kind() == Kind.NAME && !Keywords.isKeyword(first.text());
    int end = isName ? endOfName(0) : 0;
    if (end == 0 || !(isAt(end, "=") || isAt(end, ":"))) {
      return null;
    }
    StringBuilder target = new StringBuilder(name(0, end).replaceFirst("^self\\.", ""));
    Iterator<Bracket> outer = open.descendingIterator();
    Bracket next = outer.hasNext() ? outer.next() : null;
    while (next != null) {
      Bracket bracket = next;
      next = outer.hasNext() ? outer.next() : null;
      boolean isList = bracket.opening.equals("[");
      boolean isSequential = bracket.callee.endsWith("Sequential");
      boolean holdsList = isSequential && next != null && next.opening.equals("[");
      boolean isUnknown =
          bracket.opening.equals("{")
              || (bracket.commas > 0 && (holdsList || !(isList || isSequential)));
      if (isUnknown) {
        return null;
      }
      if (isList || (isSequential && !holdsList)) {
        target.append('.').append(bracket.commas);
      }
    }
    return target.toString();
  }
}
