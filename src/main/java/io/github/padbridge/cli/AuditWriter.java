package io.github.padbridge.cli;

import io.github.padbridge.audit.AuditedPair;
import io.github.padbridge.cli.output.AnswerWriter;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Printable;
import io.github.padbridge.render.AuditJson;
import io.github.padbridge.render.AuditText;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.page.ComparisonPage;
import io.github.padbridge.render.page.PagePair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes an audit: JSON pair by pair, text and pages at the end. */
final class AuditWriter {
  private final Format format;
  private final Console console;
  private final AuditText text;
  private final AnswerWriter answers;
  private final List<AuditedPair> pairs = new ArrayList<>();

  AuditWriter(Format format, Console console, AuditText text) {
    this.format = format;
    this.console = console;
    this.text = text;
    this.answers = new AnswerWriter(format, console);
  }

  void write(AuditedPair pair) throws IOException {
    pairs.add(pair);
    if (format == Format.JSON || format == Format.JSONL) {
      answers.write(() -> "", json -> new AuditJson(json).write(pair));
    }
  }

  void finish() throws IOException {
    if (format == Format.HTML) {
      String page = ComparisonPage.of(pairs.stream().map(this::section).toList());
      console.out().write(page.getBytes(StandardCharsets.UTF_8));
    } else if (format == Format.TEXT) {
      StringBuilder all = new StringBuilder(text.headline(pairs)).append('\n');
      pairs.forEach(pair -> all.append(text.paragraph(pair)));
      String lines = console.screen().shown(Printable.lines(all.toString()));
      console.out().write(lines.getBytes(StandardCharsets.UTF_8));
      String elsewhere = text.elsewhere(pairs);
      if (!elsewhere.isEmpty()) {
        console.err().println("note: " + Printable.lines(elsewhere));
      }
    }
    if (format == Format.HTML || format == Format.TEXT) {
      for (AuditedPair pair : pairs) {
        Attempt<PairComparison> attempt = pair.attempt();
        if (attempt != null) {
          console.err().print(RefusalText.of(attempt.faults()));
        }
      }
    }
    answers.finish();
  }

  private PagePair section(AuditedPair pair) {
    Attempt<PairComparison> attempt = pair.attempt();
    if (attempt == null) {
      return PagePair.alone(AuditText.label(pair), text.unmatched(pair));
    }
    return attempt.succeeded()
        ? PagePair.of(AuditText.label(pair), attempt.requireResult())
        : PagePair.refused(AuditText.label(pair), attempt.faults());
  }
}
