package io.github.padbridge.render.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupWriterTest {
  @Test
  void whatCannotBeSeenIsWrittenOut() {
    MarkupWriter markup = new MarkupWriter();
    markup.element("p", "a\u001b<\uFFFF\n:b\u202E\r##", "title", "\u0000\"\uD800");
    assertThat(markup)
        .hasToString(
            "<p title=\"\\u0000&quot;\\ud800\">a\\u001b&lt;\\uffff\n\\u003ab\\u202e\\r#\\u0023</p>");
  }
}
