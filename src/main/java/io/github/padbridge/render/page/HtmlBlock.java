package io.github.padbridge.render.page;

import java.util.List;

/** Parts that all pages share. */
final class HtmlBlock {
  private HtmlBlock() {}

  /** Code that one click selects as a whole. */
  static void code(MarkupWriter html, String code) {
    html.start("pre", "tabindex", "0", "title", "Click to select all").element("code", code);
    html.end().line();
  }

  /**
   * Begins a box that scrolls by itself, by the keyboard too, where its contents are wider than the
   * page.
   *
   * @param name what it holds
   */
  static void startWide(MarkupWriter html, String name) {
    html.start("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", name);
  }

  /** Begins a table in such a box, up to the end of its header. */
  static void startTable(MarkupWriter html, String name, String style, List<String> header) {
    startWide(html, name);
    html.start("table", "class", style).line().start("tr");
    header.forEach(column -> html.element("th", column, "scope", "col"));
    html.end().line();
  }

  /** Ends the table and its box. */
  static void endTable(MarkupWriter html) {
    html.end().end().line();
  }
}
