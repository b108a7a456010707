package io.github.padbridge.render.page;

import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One HTML page that needs nothing besides itself: a table of the layers where there are several,
 * and a section for each of which something else is to be told. It has no script; what is chosen on
 * it is chosen by the browser's own radio buttons.
 */
public final class HtmlPage {
  private final MarkupWriter html;
  private final String title;
  private final List<PageLayer> layers;
  private final List<String> notes;

  /** The layers of which the same is to be told, with the number of their section. */
  private final Map<Told, Section> sections = new LinkedHashMap<>();

  /** All that a section tells: two cases of one layer may agree and differ. */
  private record Told(
      @Nullable Translation translation, @Nullable Agreement proof, List<String> watch) {
    static Told of(PageLayer layer) {
      return new Told(layer.translation(), layer.proof(), layer.watch());
    }
  }

  private record Section(int number, List<PageLayer> layers) {
    String id() {
      return "layer" + number;
    }
  }

  private HtmlPage(String title, List<PageLayer> layers, List<String> notes) {
    this.title = Printable.line(title);
    this.html = HtmlDocument.start(this.title);
    this.layers = layers;
    this.notes = notes;
    for (PageLayer layer : layers) {
      if (layer.translation() != null) {
        sections
            .computeIfAbsent(
                Told.of(layer), told -> new Section(sections.size() + 1, new ArrayList<>()))
            .layers()
            .add(layer);
      }
    }
  }

  /** The page, with a line's end behind it. */
  public static String of(String title, List<PageLayer> layers) {
    return of(title, layers, List.of());
  }

  /**
   * The page, with a line's end behind it.
   *
   * @param notes what concerns no single layer, a sentence each without a full stop
   */
  public static String of(String title, List<PageLayer> layers, List<String> notes) {
    return new HtmlPage(title, layers, notes).written();
  }

  private String written() {
    if (layers.size() > 1 || sections.isEmpty()) {
      html.element("h1", title).line();
      table();
    }
    notes.forEach(note -> html.element("p", note + ".").line());
    sections.values().forEach(this::section);
    return HtmlDocument.end(html);
  }

  private void table() {
    html.start("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "Layers");
    html.start("table", "class", "layers").line().start("tr");
    for (String header : List.of("layer", "written", "output", "translation", "proof", "watch")) {
      html.element("th", header, "scope", "col");
    }
    html.end().line();
    layers.forEach(this::row);
    html.end().end().line();
  }

  private void row(PageLayer layer) {
    Translation translation = layer.translation();
    html.start("tr").start("td");
    String name = layer.name().isEmpty() ? "(no name)" : layer.name();
    if (translation == null) {
      html.words(name);
    } else {
      Section section = Objects.requireNonNull(sections.get(Told.of(layer)));
      html.element("a", name, "href", "#" + section.id());
    }
    html.end();
    html.start("td").element("code", layer.written()).end();
    html.element("td", translation == null ? "" : translation.spec().outputShape().toString());
    html.start("td");
    html.element("code", layer.steps());
    html.end();
    html.start("td");
    HtmlLayer.verdict(html, layer);
    html.end().element("td", String.join(". ", layer.watch())).end().line();
  }

  private void section(Section section) {
    List<String> names =
        section.layers().stream().map(PageLayer::name).filter(name -> !name.isEmpty()).toList();
    // The heading of a page about one layer is that layer's.
    String heading = layers.size() == 1 ? "h1" : "h2";
    new HtmlLayer(html, section.layers().get(0), section.id(), heading).write(names);
  }
}
