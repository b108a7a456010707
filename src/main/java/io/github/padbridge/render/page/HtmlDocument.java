package io.github.padbridge.render.page;

import io.github.padbridge.explain.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;

/**
 * What all pages have around their contents: the head with the style, and the shapes of the cells
 * of their pictures. A page needs nothing besides itself.
 */
final class HtmlDocument {
  private HtmlDocument() {}

  /** A page up to where its contents begin. */
  static MarkupWriter start(String title) {
    MarkupWriter html = new MarkupWriter();
    html.start("html", "lang", "en").line();
    head(html, title);
    html.start("body").line();
    html.start("svg", "class", "shapes", "aria-hidden", "true", "width", 0, "height", 0);
    SvgCells.shapes(html, EnumSet.complementOf(EnumSet.of(Cell.BLANK)));
    html.end().line();
    html.start("main").line();
    return html;
  }

  /** The whole page, with a line's end behind it, once its contents are written. */
  static String end(MarkupWriter html) {
    return "<!DOCTYPE html>\n" + html.end().end().end() + "\n";
  }

  private static void head(MarkupWriter html, String title) {
    html.start("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.line();
    // A browser is told to fetch nothing, whatever the text may hold.
    html.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'");
    html.line().element("title", title).line();
    html.element("style", "\n" + SvgCells.STYLE + style()).line();
    html.end().line();
  }

  private static String style() {
    try (InputStream in = HtmlDocument.class.getResourceAsStream("/page.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
