package io.github.padbridge.render.page;

import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   * @param notes what concerns no single layer; one sentence each, without a full stop
   */
  public static String of(String title, List<PageLayer> layers, List<String> notes) {
    return new HtmlPage(title, layers, notes).written();
  }

  private String written() {
    boolean isList = layers.size() > 1 || sections.isEmpty();
    if (isList) {
      html.element("h1", title).line();
      html.element("p", summary()).line();
    }
    notes.forEach(note -> html.prose("p", "Note: " + note + ".", "class", "note").line());
    if (isList) {
      table();
    }
    sections.values().forEach(this::section);
    return HtmlDocument.end(html);
  }

  /** {@code 5 agree, 2 not translated, 1 not proven; 8 with notes}. */
  private String summary() {
    List<String> counts = new ArrayList<>();
    count(counts, "agree", layer -> layer.proof() != null && layer.proof().agree());
    count(counts, "differ", layer -> layer.proof() != null && !layer.proof().agree());
    count(counts, "not translated", layer -> !layer.isTranslated());
    count(counts, "not proven", layer -> layer.proof() == null && layer.isTranslated());
    List<String> noted = new ArrayList<>();
    count(noted, "with notes", layer -> !layer.watch().isEmpty());
    return Stream.of(counts, noted)
        .filter(Predicate.not(List::isEmpty))
        .map(parts -> String.join(", ", parts))
        .collect(Collectors.joining("; "));
  }

  private void count(List<String> counts, String what, Predicate<PageLayer> test) {
    long count = layers.stream().filter(test).count();
    if (count > 0) {
      counts.add(count + " " + what);
    }
  }

  private void table() {
    HtmlBlock.startTable(
        html,
        "Layers",
        "layers",
        List.of("layer", "proof", "notes", "layer as printed", "output", "translation"));
    layers.forEach(this::row);
    HtmlBlock.endTable(html);
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
    html.end().start("td");
    HtmlLayer.verdict(html, layer);
    html.end().prose("td", String.join(". ", layer.watch()));
    html.start("td").prose("code", layer.written()).end();
    html.element("td", translation == null ? "" : translation.spec().outputShape().toString());
    html.start("td").prose("code", layer.steps()).end().end().line();
  }

  private void section(Section section) {
    List<String> names =
        section.layers().stream().map(PageLayer::name).filter(name -> !name.isEmpty()).toList();
    // The heading of a page about one layer is that layer's.
    String heading = layers.size() == 1 ? "h1" : "h2";
    new HtmlLayer(html, section.layers().get(0), section.id(), heading).write(names);
  }
}
