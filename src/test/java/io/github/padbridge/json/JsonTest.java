package io.github.padbridge.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.github.padbridge.diagnostic.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static String written(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator((OutputStream) out)) {
      json.writeString(text);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String read(String json) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      parser.nextToken();
      return parser.getText();
    }
  }

  /** What is written can be shown, and is read as what it was. */
  @Test
  void everyCharacter() throws IOException {
    for (int from = 0; from <= Character.MAX_CODE_POINT; from += 64) {
      StringBuilder text = new StringBuilder("a");
      for (int character = from; character < from + 64; character++) {
        text.appendCodePoint(character).append('b');
      }
      String json = written(text.toString());
      assertThat(json.codePoints().noneMatch(Printable::isHidden)).isTrue();
      assertThat(read(json)).isEqualTo(text.toString());
    }
  }

  @Test
  void noCommandOfABuildServer() throws IOException {
    assertThat(written("##[add-mask]a")).isEqualTo("\"\\u0023\\u0023[add-mask]a\"");
  }

  @Test
  void otherLettersAreNotEscaped() throws IOException {
    assertThat(written("é 名前 ::a")).isEqualTo("\"é 名前 ::a\"");
  }
}
