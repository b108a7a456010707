package io.github.padbridge.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Expression.Applied;
import io.github.padbridge.expression.Expression.Operation;
import io.github.padbridge.expression.Expression.Slice;
import io.github.padbridge.expression.Expression.Subscript;
import io.github.padbridge.expression.Statement.Assignment;
import io.github.padbridge.expression.Statement.Branch;
import io.github.padbridge.expression.Statement.ClassDefinition;
import io.github.padbridge.expression.Statement.Evaluation;
import io.github.padbridge.expression.Statement.Function;
import io.github.padbridge.expression.Statement.Import;
import io.github.padbridge.expression.Statement.Return;
import io.github.padbridge.expression.Statement.Unfollowed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementParserTest {
  private static List<Statement> parse(String text) {
    return StatementParser.parse(new SourceText("snippet", text));
  }

  @Test
  void statementsOfEveryKind() {
    List<Statement> statements =
        parse(
            """
            import torch.nn.functional as F, os
            from torch import nn as n, Tensor
            x, (y) = 1, f(2);  z: int = 3
            x += y
            g(x),
            @decorated
            def f(a, *, b: int = 2, **more) -> None:
                if a is not None:
                    return
                else: pass
                return a, b
            class C(n.Module):
                def forward(self, x): return x
            with torch.no_grad():
                h(x)
            for i in range(3):
                h(i)
            """);
    assertThat(statements.stream().<Object>map(Object::getClass).toList())
        .containsExactly(
            Import.class,
            Import.class,
            Import.class,
            Assignment.class,
            Assignment.class,
            Assignment.class,
            Evaluation.class,
            Function.class,
            ClassDefinition.class,
            Evaluation.class,
            Unfollowed.class);
    assertThat(statements.get(0)).isEqualTo(new Import("F", "torch.nn.functional", 1, 8));
    assertThat(statements.get(1)).isEqualTo(new Import("n", "torch.nn", 2, 19));
    assertThat(statements.get(2)).isEqualTo(new Import("Tensor", "torch.Tensor", 2, 28));
    Assignment sum = (Assignment) statements.get(5);
    assertThat(((Operation) sum.value()).operator()).isEqualTo("+");
    Function function = (Function) statements.get(7);
    assertThat(function.name()).isEqualTo("f");
    assertThat(function.parameters().stream().map(Function.Parameter::name))
        .containsExactly("a", "b", "more");
    assertThat(function.body().get(0)).isInstanceOf(Branch.class);
    Branch branch = (Branch) function.body().get(0);
    assertThat(branch.condition().negated()).isTrue();
    assertThat(branch.then()).containsExactly(new Return(null, 9, 9));
    assertThat(branch.otherwise()).isEmpty();
    assertThat(function.body().get(1)).isInstanceOf(Return.class);
    assertThat(((ClassDefinition) statements.get(8)).body()).hasSize(1);
    assertThat(statements.get(10)).isEqualTo(new Unfollowed("for", 16, 1));
  }

  @Test
  void expressions() {
    Value value =
        ((Assignment) parse("y = nn.Conv2d(3, 8, 3)(x)[..., 1:-1, ::2].permute(0, 2) + b").get(0))
            .value();
    Operation sum = (Operation) value;
    Applied permuted = (Applied) sum.left();
    assertThat(permuted.call().name()).isEqualTo("permute");
    Subscript sliced = (Subscript) permuted.value();
    assertThat(sliced.indices()).hasSize(3);
    assertThat(sliced.column()).isEqualTo(26);
    Slice slice = (Slice) sliced.indices().get(1);
    assertThat(slice.begin()).isInstanceOf(Value.Literal.class);
    assertThat(slice.step()).isNull();
    Applied applied = (Applied) sliced.value();
    assertThat(applied.call().name()).isEmpty();
    assertThat(applied.value()).isInstanceOf(Value.Nested.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x = | 4 | expected a value (got the end)",
        "x = 1 y | 7 | expected the end of the line (got 'y')",
        "f(x) = 1 | 1 | this cannot be assigned to (got a call: f(...))",
        "() = 1 | 1 | this cannot be assigned to (got a tuple or list: [])",
        "x = (1 | 5 | the bracket is not closed",
        "x[1 2] = 3 | 5 | expected ',', ':' or ']' (got '2')",
        "def f(1): pass | 7 | expected a parameter name (got '1')",
        "def f(x) | 9 | expected ':' (got the end)",
        "class 1: pass | 7 | expected a class name (got '1')",
        "from torch get nn | 1 | 'from' is not supported here",
        "import 1 | 8 | expected a module name (got '1')",
        "return = 3 | 8 | expected a value (got '=')",
        "x = 1.5 // 0 + $ | 16 | U+0024 is not valid in Python",
      })
  void refusals(String text, int column, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              Place place = refusal.faults().get(0).place();
              assertThat(refusal.faults().get(0).message()).startsWith(message);
              assertThat(place.column()).isEqualTo(column);
              assertThat(place.excerpt()).isEqualTo(text);
            });
  }
}
