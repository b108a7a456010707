package io.github.padbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.padbridge.TestData;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.render.TranslationText;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Targets;
import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages as a browser shows them, where there is one: on phones, tablets and wide screens. */
class PageIT {
  private static final List<Integer> WIDTHS = List.of(320, 375, 768, 1280);

  private static final Path LAYERS = Path.of("src/test/resources/testdata");

  /** Looks at every frame and leaves in {@code #result} what it has seen. */
  private static final String LOOK_AT_ALL =
      """
      window.addEventListener('load', function () {
        var seen = Array.from(document.querySelectorAll('iframe')).map(look);
        document.getElementById('result').textContent = encodeURIComponent(JSON.stringify(seen));
      });
      """;

  private static final String LAYOUT =
      """
      function look(frame) {
        var page = frame.contentDocument, width = frame.clientWidth, outside = [], shown = [];
        var nameOf = function (e) { return e.tagName + ' ' + (e.className.baseVal || e.className) + ' ' + e.textContent.slice(0, 60); };
        page.querySelectorAll('main *').forEach(function (e) {
          if (!e.closest('.wide *, pre *, .tabs input') && e.getBoundingClientRect().right - width > 0.5) {
            outside.push(nameOf(e));
          }
        });
        page.querySelectorAll('main svg').forEach(function (svg) {
          var edge = svg.getBoundingClientRect();
          var texts = Array.from(svg.querySelectorAll('text'));
          texts.forEach(function (text, i) {
            var box = text.getBoundingClientRect();
            if (box.right > edge.right || box.bottom > edge.bottom || box.left < edge.left || box.top < edge.top) {
              outside.push(nameOf(text));
            }
            texts.slice(i + 1).forEach(function (other) {
              var its = other.getBoundingClientRect();
              if (box.left < its.right && its.left < box.right && box.top < its.bottom && its.top < box.bottom) {
                outside.push(nameOf(text) + ' over ' + nameOf(other));
              }
            });
          });
        });
        page.querySelectorAll('.tabs').forEach(function (tabs) {
          tabs.querySelectorAll('input').forEach(function (input, i) {
            input.checked = true;
            var visible = Array.from(tabs.querySelectorAll('.tab')).map(function (tab) {
              return frame.contentWindow.getComputedStyle(tab).display !== 'none';
            });
            input.focus();
            shown.push(visible[i] && visible.filter(Boolean).length === 1 && page.activeElement === input);
          });
        });
        return {
          scrolls: page.documentElement.scrollWidth > width,
          outside: outside,
          tabs: shown,
          plans: Array.from(page.querySelectorAll('table.plan')).map(function (table) {
            return Array.from(table.rows).slice(1).map(function (row) {
              return Array.from(row.cells).map(function (cell) { return cell.textContent; });
            });
          }),
          selected: Array.from(page.querySelectorAll('pre code')).every(function (code) {
            return frame.contentWindow.getComputedStyle(code).userSelect === 'all';
          }),
          cut: Array.from(page.querySelectorAll('.wide, pre')).filter(function (box) {
            return box.scrollWidth > box.clientWidth
                && frame.contentWindow.getComputedStyle(box).overflowX !== 'auto';
          }).length,
          sections: page.querySelectorAll('section').length
        };
      }
      """;

  /** The text whose contrast with what is behind it is less than 4.5, as WCAG counts it. */
  private static final String FAINT =
      """
      function channels(colour) { return colour.match(/[\\d.]+/g).map(Number); }
      function luminance(rgb) {
        var part = rgb.slice(0, 3).map(function (c) {
          return c / 255 <= 0.04045 ? c / 255 / 12.92 : Math.pow((c / 255 + 0.055) / 1.055, 2.4);
        });
        return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
      }
      function look(frame) {
        var page = frame.contentDocument, view = frame.contentWindow;
        function behind(element) {
          for (var e = element; e; e = e.parentElement) {
            var back = channels(view.getComputedStyle(e).backgroundColor);
            if (back.length === 3 || back[3] === 1) { return luminance(back); }
          }
          return 1;
        }
        function contrast(e) {
          var style = view.getComputedStyle(e);
          var one = luminance(channels(e.tagName === 'text' ? style.fill : style.color)), other = behind(e);
          return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        }
        var texts = Array.from(page.querySelectorAll('main *')).filter(function (e) {
          return Array.from(e.childNodes).some(function (n) { return n.nodeType === 3 && n.data.trim(); });
        });
        return {
          texts: texts.length,
          back: view.getComputedStyle(page.body).backgroundColor,
          faint: texts.filter(function (e) { return contrast(e) < 4.5; }).map(function (e) {
            return e.tagName + ' ' + e.textContent.slice(0, 40);
          })
        };
      }
      """;

  private static Optional<String> browser() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  @TempDir Path folder;

  private record Shown(String dom, String log) {}

  private Shown show(Path page, boolean dark) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Path dom = folder.resolve("dom");
    Process process =
        new ProcessBuilder(
                browser().orElseThrow(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=20000",
                "--window-size=1400,1000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the browser ends").isTrue();
    return new Shown(Files.readString(dom), Files.readString(log));
  }

  private static String attribute(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;");
  }

  private JsonNode seen(List<String> pages) throws IOException, InterruptedException {
    return seen(pages, WIDTHS, LAYOUT, false);
  }

  private JsonNode seen(List<String> pages, List<Integer> widths, String look, boolean dark)
      throws IOException, InterruptedException {
    StringBuilder frames =
        new StringBuilder("<!DOCTYPE html><meta charset=utf-8><pre id=result></pre>");
    for (String page : pages) {
      for (int width : widths) {
        frames.append(
            String.format(
                Locale.ROOT,
                "<iframe style=\"border:0;width:%dpx;height:900px\" srcdoc=\"%s\"></iframe>%n",
                width,
                attribute(page)));
      }
    }
    Path file = folder.resolve("frames.html");
    Files.writeString(file, frames + "<script>" + look + LOOK_AT_ALL + "</script>");
    Shown shown = show(file, dark);
    assertThat(shown.log()).doesNotContain("CONSOLE");
    String result = shown.dom().split("<pre id=\"result\">", -1)[1].split("</pre>", -1)[0];
    return new ObjectMapper().readTree(URLDecoder.decode(result, StandardCharsets.UTF_8));
  }

  /** Nothing is cut, nothing stands over anything else, and a click selects code as a whole. */
  private static void requireReadable(JsonNode page, String about) {
    assertThat(page.get("scrolls").asBoolean()).as(about).isFalse();
    assertThat(page.get("outside").toString()).as(about).isEqualTo("[]");
    assertThat(page.get("cut").asInt()).as(about).isZero();
    assertThat(page.get("selected").asBoolean()).as(about).isTrue();
  }

  private static List<List<String>> rows(Layer layer) {
    Plan plan = Alternative.usual(layer, Targets.usual(layer), Runtime.PORTABLE).requirePlan();
    List<List<String>> rows = new ArrayList<>();
    for (Plan.Traced traced : plan.steps()) {
      rows.add(
          List.of(
              Integer.toString(rows.size() + 1),
              plan.target().call(traced.step()).op() + TranslationText.on(traced.step().on()),
              TranslationText.terms(traced.step(), plan.target()),
              traced.shape().toString(),
              traced.why()));
    }
    return rows;
  }

  @Test
  void everyPageFitsItsScreenAndHasTheNumbersOfItsPlan() throws Exception {
    assumeTrue(browser().isPresent(), "there is no chromium here");
    List<String> pages = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    try (Stream<Path> all = Files.list(LAYERS)) {
      for (Path layer : all.sorted().toList()) {
        Path input = layer.resolve("input.json");
        CommandRun run =
            CommandRun.of("explain", input.toString(), "--format", "html", "--no-verify");
        assertThat(run.exitCode()).as("%s: %s", layer, run.err()).isEqualTo(ExitCode.OK);
        pages.add(run.out());
        layers.add(TestData.layer(TestData.parsed(Files.readString(input)).get(0)).spec());
      }
    }
    JsonNode seen = seen(pages);
    assertThat(seen).hasSize(61 * WIDTHS.size());
    int tabs = 0;
    for (int i = 0; i < seen.size(); i++) {
      JsonNode page = seen.get(i);
      String about = layers.get(i / WIDTHS.size()) + " at " + WIDTHS.get(i % WIDTHS.size());
      requireReadable(page, about);
      assertThat(page.get("tabs")).as(about).isNotEmpty().allMatch(JsonNode::asBoolean);
      tabs += page.get("tabs").size();
      List<List<String>> rows = new ArrayList<>();
      page.get("plans")
          .get(0)
          .forEach(
              row -> {
                List<String> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(cell.asText()));
                rows.add(cells);
              });
      assertThat(rows).as(about).isEqualTo(rows(layers.get(i / WIDTHS.size())));
    }
    assertThat(tabs).isGreaterThan(61 * WIDTHS.size());
  }

  @Test
  void aModelsPageFitsItsScreen() throws Exception {
    assumeTrue(browser().isPresent(), "there is no chromium here");
    List<String> pages = new ArrayList<>();
    for (String model : List.of("tv-deeplabv3_resnet50", "hf-EncodecModel", "tv-r3d_18")) {
      CommandRun run =
          CommandRun.of(
              "scan",
              "src/test/resources/models/" + model + ".txt",
              "--format",
              "html",
              "--no-verify");
      pages.add(run.out());
    }
    JsonNode seen = seen(pages);
    assertThat(seen).hasSize(3 * WIDTHS.size());
    for (JsonNode page : seen) {
      requireReadable(page, "");
      assertThat(page.get("sections").asInt()).isGreaterThan(5);
    }
  }

  @Test
  void aPageOfComparisonsFitsItsScreen() throws Exception {
    assumeTrue(browser().isPresent(), "there is no chromium here");
    List<String> pages = new ArrayList<>();
    for (String[] sides :
        List.of(
            new String[] {"examples/ci/pairs.txt"},
            new String[] {"nn.Conv2d(3, 8, (3, 5), 2, 1)", "keras.layers.Conv2D(8, 3, 2)"},
            new String[] {"nn.ConvTranspose1d(3, 8, 9, 4, 2)", "nn.ConvTranspose1d(3, 8, 9, 4)"})) {
      List<String> command = new ArrayList<>(List.of("compare", "--format", "html"));
      command.addAll(List.of(sides));
      pages.add(CommandRun.of(command.toArray(String[]::new)).out());
    }
    JsonNode seen = seen(pages);
    assertThat(seen).hasSize(3 * WIDTHS.size());
    for (JsonNode page : seen) {
      requireReadable(page, "");
      assertThat(page.get("sections").asInt()).isPositive();
    }
  }

  @Test
  void allTextStandsOutInLightAndDark() throws Exception {
    assumeTrue(browser().isPresent(), "there is no chromium here");
    List<String> pages =
        List.of(
            CommandRun.of("explain", "examples/poolings.json", "--format", "html").out(),
            CommandRun.of("scan", "examples/vocoder.txt", "--format", "html").out(),
            CommandRun.of("compare", "examples/ci/pairs.txt", "--format", "html").out());
    for (boolean dark : List.of(false, true)) {
      JsonNode seen = seen(pages, List.of(1280), FAINT, dark);
      assertThat(seen).hasSize(3);
      for (JsonNode page : seen) {
        assertThat(page.get("back").asText())
            .isEqualTo(dark ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
        assertThat(page.get("texts").asInt()).isGreaterThan(30);
        assertThat(page.get("faint").toString()).isEqualTo("[]");
      }
    }
  }

  /** Pictures that stand alone have texts that end within them, and their legends too. */
  @Test
  void noTextOfAPictureIsCut() throws Exception {
    assumeTrue(browser().isPresent(), "there is no chromium here");
    List<String> pages = new ArrayList<>();
    try (Stream<Path> all = Files.list(LAYERS)) {
      for (Path picture : all.map(layer -> layer.resolve("picture.svg")).sorted().toList()) {
        if (Files.exists(picture)) {
          pages.add(
              "<!DOCTYPE html><main><div class=wide>"
                  + Files.readString(picture)
                  + "</div></main>");
        }
      }
    }
    JsonNode seen = seen(pages, List.of(1280), LAYOUT, false);
    assertThat(seen).hasSizeGreaterThan(50);
    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i).get("outside").toString()).as("%d", i).isEqualTo("[]");
    }
  }

  /** By itself, as it opens from a disk, and proven. */
  @Test
  void aPageOpensFromTheDiskWithoutAWord() throws Exception {
    assumeTrue(browser().isPresent(), "there is no chromium here");
    CommandRun run = CommandRun.of("scan", "examples/vocoder.txt", "--format", "html");
    Path page = folder.resolve("a page.html");
    Files.writeString(page, run.out());
    Shown shown = show(page, false);
    assertThat(shown.log()).doesNotContain("CONSOLE");
    assertThat(shown.dom()).contains("✓ agree", "Vocoder", "class=\"plan\"");
  }
}
