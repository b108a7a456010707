package io.github.padbridge.cli;

import io.github.padbridge.cli.output.AnswerWriter;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.render.ComparisonJson;
import io.github.padbridge.render.ComparisonText;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.page.ComparisonPage;
import io.github.padbridge.render.page.PagePair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes comparisons: each as soon as it is known or, as HTML, all on one page at the end. */
final class PairWriter {
  private final Format format;
  private final Console console;
  private final AnswerWriter answers;
  private final List<PagePair> page = new ArrayList<>();

  PairWriter(Format format, Console console) {
    this.format = format;
    this.console = console;
    this.answers = new AnswerWriter(format, console);
  }

  void write(LayerRecord.Label label, PairComparison pair) throws IOException {
    if (format == Format.HTML) {
      page.add(PagePair.of(label, pair));
    } else {
      answers.write(
          () -> ComparisonText.of(label, pair),
          json -> new ComparisonJson(json).write(label, pair));
    }
  }

  /** Writes the reasons why two sides were not compared. */
  void refuse(LayerRecord.Label label, List<Fault> faults) throws IOException {
    if (format == Format.HTML) {
      console.err().print(RefusalText.of(faults));
      page.add(PagePair.refused(label, faults));
    } else {
      answers.refuse(label, faults);
    }
  }

  /** Ends the output. No page is written if every pair was refused. */
  void finish() throws IOException {
    if (page.stream().anyMatch(pair -> pair.comparison() != null)) {
      console.out().write(ComparisonPage.of(page).getBytes(StandardCharsets.UTF_8));
    }
    answers.finish();
  }
}
