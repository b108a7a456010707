package io.github.padbridge.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.JsonValue.JsonArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallParserTest {
  private static Fault fault(String text) {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> CallParser.parse("command line", text));
    assertThat(refusal).as(text).isNotNull();
    assertThat(refusal.faults()).hasSize(1);
    return refusal.faults().get(0);
  }

  /** Text, and the same written out in one fixed way; {@code \n} stands for a line end. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "f() | f()",
        "f(6 / 2, 7 / 2, -7 / 2) | f(3, 3.5, -3.5)",
        "f([0] * 4, 2 * (1, 2), [1] + (2,), [1] * 0) | f([0, 0, 0, 0], [1, 2, 1, 2], [1, 2], [])",
        "f(int(7 / 2), int(-7 / 2), round(5 / 2), round(7 / 2), abs(-3)) | f(3, -3, 2, 4, 3)",
        "f(max(1, 3), min([4, 2]), len([1, 2]), tuple([1, 2]), list((3,))) | f(3, 2, 2, [1, 2], [3])",
        "f(math.floor(-7 / 2), math.ceil(7 / 2), math.trunc(-7 / 2)) | f(-4, 4, -3)",
        "f(max(k, 1), int(x), len(3), max()) | f(max(k, 1), int(x), len(3), max())",
        "nn.Conv2d(3, 64, kernel_size=(7, 7), stride=2, padding=\"same\", bias=False,) | nn.Conv2d(3, 64, kernel_size=[7, 7], stride=2, padding=\"same\", bias=False)",
        "tf.nn.conv2d(x, w, strides=[1, 2, 2, 1], padding='SAME') | tf.nn.conv2d(x, w, strides=[1, 2, 2, 1], padding=\"SAME\")",
        "F.pad(x, (1, 2, 0, 3), value=0.) | F.pad(x, [1, 2, 0, 3], value=0.0)",
        "keras.layers.ZeroPadding2D(((0,3),(1,2))) | keras.layers.ZeroPadding2D([[0, 3], [1, 2]])",
        "f((3,), (3), (), [], [1,], ((3))) | f([3], 3, [], [], [1], 3)",
        "f(None, True, False) | f(None, True, False)",
        "f(x, self.weight, torch.float32) | f(x, self.weight, torch.float32)",
        "f(tf.zeros(3), g(a=h())) | f(tf.zeros(3), g(a=h()))",
        "f([n, 5, (5, 3)]) | f([n, 5, [5, 3]])",
        "f(float('-inf'), -float(\"inf\"), -math.inf, +x) | f(float(\"-inf\"), -float(\"inf\"), -math.inf, x)",
        "f(0, 00_0, 1_000, 0x1F, 0o17, 0b1_01, 0XfF) | f(0, 0, 1000, 31, 15, 5, 255)",
        "f(.5, 1., 1e3, 1E-2, 1_0.0_1e+1, 1e0) | f(0.5, 1.0, 1000.0, 0.01, 100.1, 1.0)",
        "f(-1, +1, --1, -+-2, -0.5, - 3) | f(-1, 1, 1, 2, -0.5, -3)",
        "f(9223372036854775807, 9223372036854775808, -9223372036854775808) | f(9223372036854775807, 9223372036854775808, -9223372036854775808)",
        "f(1+2*3, (1+2)*3, 7//2, -7//2, 7//-2, -7//-2) | f(7, 9, 3, -4, -4, 3)",
        "f(7%3, -7%3, 7%-3, -7%-3, 6//2//2, 2-3-4) | f(1, 2, -2, -1, 1, -5)",
        "f(2**4, -2**2, (-2)**2, 2**3**2, 2**-0, 0**0, (-1)**9223372036854775807) | f(16, -4, 4, 512, 1, 1, -1)",
        "f((-2)**63, 2**62, -9223372036854775807 - 1) | f(-9223372036854775808, 4611686018427387904, -9223372036854775808)",
        "f(r'\\d', u'a', R\"b\", 'a' \"b\"  'c') | f(\"\\d\", \"a\", \"b\", \"abc\")",
        "f('it\\'s', \"\\x41\\u0042\\U00000043\\104\\q\") | f(\"it's\", \"ABCD\\q\")",
        "f('''a'b''', \"\"\"c\"d\"\"\", '', \"\") | f(\"a'b\", \"c\"d\", \"\", \"\")",
        "\\n\\n  f ( # comment ) \\n 1, # 2\\n\\n 2 ) # end ( \\n\\n | f(1, 2)",
        "f(1, \\\\n 2), | f(1, 2)",
        "f(1)\\n;\\n | f(1)",
        "f\\\\n(1) | f(1)",
        "torch . nn .functional. pad(x) | torch.nn.functional.pad(x)",
        "größe(名=1) | größe(名=1)",
      })
  void valid(String text, String expected) {
    String lines = text.replace("\\\\n", "\\\n").replace("\\n", "\n");
    for (String ending : List.of("\n", "\r\n", "\r")) {
      Call call = CallParser.parse("command line", lines.replace("\n", ending));
      assertThat(CallText.of(call)).isEqualTo(expected);
    }
  }

  /** Text, column of the fault, message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1 | there is no call in this text",
        "3 | 1 | a call must start with a name (got '3')",
        "(f(1)) | 1 | a call must start with a name",
        "f | 2 | expected '(' after f (got the end)",
        "x = f(1) | 3 | this is an assignment, not a call",
        "self.conv = f(1) | 11 | this is an assignment",
        "return f(1) | 1 | this is a Python statement or expression",
        "f g(1) | 3 | expected '(' after f (got 'g')",
        "f.(1) | 3 | expected a name after the dot (got '(')",
        "f.if(1) | 3 | 'if' is a Python keyword",
        "f(1, (2, 3 | 6 | the bracket is not closed",
        "f(1] | 4 | ']' does not close '('",
        "f(1)) | 5 | ')' closes no bracket",
        "f(1)(x) | 5 | the result of the call is used",
        "f(1).to(x) | 5 | the result of the call is used",
        "f(1)[0] | 5 | the result of the call is used",
        "f(1) g(2) | 6 | unexpected text after the call (got 'g')",
        "f(1),, | 6 | unexpected text after the call (got ',')",
        "f(1) + 2 | 6 | unexpected text after the call (got '+')",
        "f(a=1, 2) | 8 | a positional argument follows a keyword",
        "f(a=1, a=2) | 8 | the argument 'a' is given twice",
        "f(True=1) | 3 | 'True' is a Python keyword",
        "f(a.b=1) | 6 | expected ',' or ')' (got '=')",
        "f(,) | 3 | expected a value (got ',')",
        "f(1,,2) | 5 | expected a value (got ',')",
        "f(1 2) | 5 | expected ',' or ')' (got '2')",
        "f([1 2]) | 6 | expected ',' or ']' (got '2')",
        "f(*a) | 3 | a starred argument is not supported",
        "f(**a) | 3 | a starred argument is not supported",
        "f((1, *a)) | 7 | a starred argument is not supported",
        "f(a=*b) | 5 | a starred argument is not supported",
        "f(lambda x: x) | 3 | 'lambda' is not supported here",
        "f(1 if a else 2) | 5 | 'if' is not supported here",
        "f(x for x in y) | 5 | 'for' is not supported here",
        "f([0 for x in y]) | 6 | 'for' is not supported here",
        "f(not x) | 3 | 'not' is not supported here",
        "f(x[0]) | 4 | a subscript is not supported",
        "f([1][0]) | 6 | a subscript is not supported",
        "f(g()()) | 6 | '(' is not supported after this value",
        "f(g().x) | 6 | '.' is not supported after this value",
        "f('a'.join(x)) | 6 | '.' is not supported after this value",
        "f({1}) | 3 | a dict or set is not supported",
        "f(...) | 3 | '...' is not supported here",
        "f(3 / 0) | 5 | division by zero",
        "f(3 / 2 / 2) | 3 | '/' needs integers (got a decimal number: 1.5)",
        "f({1: x}) | 3 | a dict or set is not supported",
        "f({'a': 1}) | 3 | a dict or set is not supported",
        "f(3 @ 2) | 5 | '@' is not supported here",
        "f(1 == 1) | 5 | '==' is not supported here",
        "f(1 << 2) | 5 | '<<' is not supported here",
        "f(~1) | 3 | '~' is not supported here",
        "f(a := 1) | 5 | expected ',' or ')' (got ':=')",
        "f(n + 1) | 3 | '+' needs integers (got a name: n)",
        "f(1 + 2.5) | 7 | '+' needs integers (got a decimal number: 2.5)",
        "f('a' + 'b') | 3 | '+' needs integers (got a string: \"a\")",
        "f([0] * [4]) | 3 | '*' needs integers (got a tuple or list: [0])",
        "f([0] - 4) | 3 | '-' needs integers (got a tuple or list: [0])",
        "f([0] * 65) | 7 | the list has more than 64 items",
        "f(True + 1) | 3 | '+' needs integers (got a boolean: True)",
        "f(9223372036854775808 + 1) | 3 | this number is too large for arithmetic",
        "f(9223372036854775807 + 1) | 23 | the result exceeds 64 bits",
        "f(2 ** 63) | 5 | the result exceeds 64 bits",
        "f(2 ** 99999999999) | 5 | the result exceeds 64 bits",
        "f(3037000500 * 3037000500) | 14 | the result exceeds 64 bits",
        "f((-2)**63 // -1) | 12 | the result exceeds 64 bits",
        "f(2 ** -1) | 5 | a power with a negative exponent",
        "f(1 // 0) | 5 | division by zero",
        "f(1 % 0) | 5 | division by zero",
        "f(-True) | 3 | a sign needs a number (got a boolean: True)",
        "f(-[n]) | 3 | a sign needs a number",
        "f(012) | 3 | a Python integer must not have leading zeros (got '012')",
        "f(1__0) | 3 | this is not a Python number",
        "f(1_) | 3 | this is not a Python number",
        "f(0x) | 3 | this is not a Python number",
        "f(0b12) | 3 | this is not a Python number",
        "f(1.2.3) | 3 | this is not a Python number",
        "f(3x) | 3 | this is not a Python number (got '3x')",
        "f(2j) | 3 | a complex number is not supported (got '2j')",
        "f(1e400) | 3 | the number is beyond the range of a 64-bit float",
        "f('abc) | 3 | the string is not closed",
        "f('''abc') | 3 | the string is not closed",
        "f('abc\\ | 3 | the string is not closed",
        "f(f'{x}') | 3 | an f-string is not supported",
        "f(b'x') | 3 | a bytes literal is not supported",
        "f('\\x4') | 6 | this escape needs 2 hexadecimal digits",
        "f('\\ud800') | 9 | U+D800 is not a character",
        "f('\\U00110000') | 13 | U+110000 is not a character",
        "f('\\N{DASH}') | 5 | a named character is not supported",
        "f(“same”) | 3 | U+201C is not valid in Python",
        "f(1, −2) | 6 | U+2212 is not valid in Python",
        "f($) | 3 | U+0024 is not valid in Python",
        "f(1 \\ 2) | 5 | a backslash outside a string",
        "`\tf(😀)` | 4 | U+1F600 is not valid in Python",
        "`f('😀', ?)` | 8 | U+003F is not valid in Python",
        "`f('名', ?)` | 8 | U+003F is not valid in Python",
      })
  void refused(String text, int column, String message) {
    Fault fault = fault(text);
    assertThat(fault.message()).startsWith(message);
    assertThat(fault.place().line()).isEqualTo(1);
    assertThat(fault.place().column()).isEqualTo(column);
    assertThat(fault.place().excerpt()).isEqualTo(text);
  }

  @Test
  void aLineEndOutsideBracketsEndsTheCall() {
    assertThat(fault("f\n(1)").message())
        .isEqualTo("expected '(' after f (got the end of the line)");
    Fault more = fault("f(1)\n  g(2)");
    assertThat(more.message()).isEqualTo("unexpected text after the call (got 'g')");
    assertThat(more.place().line()).isEqualTo(2);
    assertThat(more.place().column()).isEqualTo(3);
    assertThat(more.place().excerpt()).isEqualTo("  g(2)");
  }

  /** Several steps are written with ';' or on lines of their own, where steps are read. */
  @Test
  void aPipeJoinsNoSteps() {
    Fault pipe = fault("f(x) | g(2)");
    assertThat(pipe.message()).isEqualTo("'|' does not join steps");
    assertThat(pipe.help()).isEqualTo("put ';' between them, or each on a line of its own");
    assertThat(pipe.place().column()).isEqualTo(6);
  }

  @Test
  void everythingKnowsWhereItStands() {
    Call call = CallParser.parse("x.py", "\n  nn.f(1,\r\n\t'ü', k = (2,\r 3), n=[a])");
    assertThat(List.of(call.line(), call.column())).containsExactly(2, 3);
    assertThat(call.arguments())
        .extracting(argument -> argument.line() + ":" + argument.column())
        .containsExactly("2:8", "3:2", "3:7", "4:6");
    assertThat(call.arguments())
        .extracting(argument -> argument.value().line() + ":" + argument.value().column())
        .containsExactly("2:8", "3:2", "3:11", "4:8");
    JsonArray tuple = (JsonArray) ((Value.Literal) call.keyword("k").orElseThrow().value()).value();
    assertThat(tuple.items())
        .extracting(item -> item.line() + ":" + item.column())
        .containsExactly("3:12", "4:2");
    assertThat(call.positional()).hasSize(2);
    assertThat(call.keyword("x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "-", "g(", "1**", "+"})
  void nestingIsBounded(String opening) {
    String closing = opening.endsWith("(") ? ")" : opening.equals("[") ? "]" : "";
    assertThat(CallParser.parse("x", "f(" + opening.repeat(63) + "1" + closing.repeat(63) + ")"))
        .isNotNull();
    assertThat(fault("f(" + opening.repeat(64) + "1" + closing.repeat(64) + ")").message())
        .isEqualTo("this is nested more than 64 deep");
    assertThat(fault("f(" + opening.repeat(20_000) + "1" + closing.repeat(20_000)).message())
        .matches("this is nested more than 64 deep|the bracket is not closed");
  }

  @Test
  void lengthIsBounded() {
    String longest = "f(" + "1,".repeat(CallParser.LONGEST / 2 - 2) + "1)";
    assertThat(longest.length()).isEqualTo(CallParser.LONGEST);
    assertThat(CallParser.parse("x", longest).arguments()).hasSize(CallParser.LONGEST / 2 - 1);
    assertThat(fault(longest + " ").message()).startsWith("this text is too long for a call");
    assertThat(fault("f(" + "9".repeat(1001) + ")").message())
        .startsWith("a number must have at most 1,000 digits");
    assertThat(CallParser.parse("x", "f(" + "9".repeat(1000) + ")")).isNotNull();
  }
}
