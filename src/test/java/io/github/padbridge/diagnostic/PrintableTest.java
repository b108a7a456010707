package io.github.padbridge.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a conv1d",
        "é 名前 👨\u200D👩\u200D👧 \u0645\u06CC\u200C\u062E", // joiners are spelling
        "a:b::c #1 # #",
        "\\n \\u001b", // what has been made safe
      })
  void whatIsSafeStaysAsItIs(String text) {
    assertThat(Printable.line(text)).isEqualTo(text);
    assertThat(Printable.lines(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\n` | \\n",
        "`a\r\n\tb` | a\\r\\n\\tb",
        "`\u001b[31m` | \\u001b[31m",
        "`\u0001\u007F\u0085\u009B` | \\u0001\\u007f\\u0085\\u009b",
        "`\u202A\u202E\u2066\u2069\u200F\u061C` | \\u202a\\u202e\\u2066\\u2069\\u200f\\u061c",
        "`\u2028\u2029\uFEFF\u200B` | \\u2028\\u2029\\ufeff\\u200b",
        "`\uD800a\uDC00` | \\ud800a\\udc00",
        "`\uFFFF\uFDD0\uDBFF\uDFFF` | \\uffff\\ufdd0\\U0010ffff",
        "`a\uDB40\uDC41` | a\\U000e0041",
        "`::add-mask::a` | \\u003a:add-mask::a",
        "`\u00A0 ::a` | `\u00A0 \\u003a:a`",
        "`a ##[add-mask]b` | a #\\u0023[add-mask]b",
        "`###vso[` | #\\u0023\\u0023vso[",
      })
  void whatDoesMoreThanBeReadIsWrittenOut(String text, String shown) {
    assertThat(Printable.line(text)).isEqualTo(shown);
    assertThat(Printable.line(shown)).isEqualTo(shown);
  }

  @Test
  void linesKeepTheirEnds() {
    assertThat(Printable.lines("a\n::b\n\u001b\r\n\n")).isEqualTo("a\n\\u003a:b\n\\u001b\\r\n\n");
    assertThat(Printable.lines("\n")).isEqualTo("\n");
  }

  @Test
  void everyCharacterOfEveryLineIsSafe() {
    for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
      String shown = Printable.line("a" + Character.toString(character));
      assertThat(shown.codePoints().noneMatch(Printable::isHidden)).isTrue();
      boolean isControl = Character.isISOControl(character);
      assertThat(Printable.isHidden(character) || !isControl).isTrue();
    }
  }

  @Test
  void aQuotationIsShort() {
    assertThat(Abridged.of("x".repeat(60))).hasSize(60);
    assertThat(Abridged.of("x".repeat(61))).hasSize(63).endsWith("...");
    assertThat(Abridged.of(":=\n")).isEqualTo(":=\\n");
    assertThat(Abridged.of("😀".repeat(61))).isEqualTo("😀".repeat(60) + "...");
  }

  @Test
  void messagesAndPlacesAreSafe() {
    Fault fault = Fault.at(Place.of("a\nb"), "x\n::y", "z\r");
    assertThat(fault.message()).isEqualTo("x\\n::y");
    assertThat(fault.help()).isEqualTo("z\\r");
    assertThat(fault.place().source()).isEqualTo("a\nb");
    assertThat(fault.place()).hasToString("a\\nb");
    assertThat(new Place("a\u001b", 1, 2, "/\u009b")).hasToString("a\\u001b:1:2 (/\\u009b)");
  }
}
