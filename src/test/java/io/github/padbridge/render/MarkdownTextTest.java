package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "layer1.0.conv1",
        "conv_transpose2d",
        "[[0, 0], [1, 1]]",
        "kernel_size must be at least 1 (got 0)",
        "名前 é 3x5 F.pad a/b -1 50% 'same'",
        "needs: padding",
      })
  void plainTextStaysAsItIs(String text) {
    assertThat(MarkdownText.of(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "<b>x</b> ~ `<b>x</b>`",
        "see [a](http://b) or <http://c> ~ see `[a](http://b)` or `<http://c>`",
        "www.evil.example ~ `www.evil.example`",
        "a@b.example ~ `a@b.example`",
        "https://b.example ~ `https://b.example`",
        "*a* __b__ _c_ #1 &amp; ~ `*a*` `__b__` `_c_` `#1` `&amp;`",
        "a|b ~ `a`&#124;`b`",
        "|a| ~ &#124;`a`&#124;",
        "a\\|b ~ `a\\`&#124;`b`",
        "a`b``c ~ ```a`b``c```",
        "`a` ~ `` `a` ``",
        "^ a^ ~ ^`  a `^",
        "![x][y] ~ `![x][y]`",
        "[^1] ~ `[^1]`",
      })
  void whatWouldBeReadIsCode(String text, String markdown) {
    assertThat(MarkdownText.of(text)).isEqualTo(markdown);
  }

  @Test
  void aRowIsOneLineOfAsManyCellsAsTheHeaderHas() throws IOException {
    StringWriter out = new StringWriter();
    MarkdownTable table = new MarkdownTable(out, List.of("id", "op"));
    table.row(List.of("a\r\n| b | c |", new MarkdownTable.Code("x|y")));
    table.row(new ArrayList<>(Arrays.asList(3, null)));
    table.finish();
    assertThat(out)
        .hasToString(
            """
            | id | op |
            | --- | --- |
            | `a\\r\\n`&#124; b &#124; c &#124; | `x`&#124;`y` |
            | 3 |  |
            """);
  }
}
