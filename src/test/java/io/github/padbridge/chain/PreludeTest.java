package io.github.padbridge.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.Statement.Function;
import io.github.padbridge.expression.StatementParser;
import io.github.padbridge.prelude.PreludeFunction;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PreludeTest {
  private static final Pattern WORD =
      Pattern.compile("(?<![\\w.])(\\d+|True|False|max|Max|Add)\\b");

  private static Optional<PreludeFunction> of(String code) {
    return Prelude.of((Function) StatementParser.parse(new SourceText("code", code)).get(0));
  }

  private static String withoutDocstring(PreludeFunction function) {
    return function.code().replaceFirst("(?s) *\"\"\".*?\"\"\"\n", "");
  }

  @Test
  void layoutDoesNotMatter() {
    for (PreludeFunction function : PreludeFunction.values()) {
      assertThat(of(function.code())).contains(function);
      String narrow = withoutDocstring(function).replace("    ", "  ");
      assertThat(of(narrow.replaceFirst("\\):\n", "):  # a comment\n\n"))).contains(function);
    }
  }

  @Test
  void everyNumberMatters() {
    int changes = 0;
    for (PreludeFunction function : PreludeFunction.values()) {
      String code = withoutDocstring(function);
      Matcher word = WORD.matcher(code);
      while (word.find()) {
        String changed = code.substring(0, word.start()) + "7" + code.substring(word.end());
        assertThat(of(changed)).as(changed).isEmpty();
        changes++;
      }
    }
    assertThat(changes).isGreaterThan(50);
  }

  @Test
  void indentationMatters() {
    String code = withoutDocstring(PreludeFunction.TORCH_SAME_PAD);
    assertThat(of(code.replace("        amounts = [before", "            amounts = [before")))
        .isEmpty();
  }
}
