package io.github.padbridge.cli;

import io.github.padbridge.audit.Audit;
import io.github.padbridge.audit.AuditedLayer;
import io.github.padbridge.audit.AuditedModel;
import io.github.padbridge.audit.AuditedPair;
import io.github.padbridge.cli.input.ModelPair;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.Progress;
import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.compare.PairService;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.render.AuditText;
import io.github.padbridge.render.CheckedLayer;
import io.github.padbridge.render.ComparisonWords;
import io.github.padbridge.render.LeftOutNotes;
import io.github.padbridge.render.ScanText;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares two models layer by layer. */
final class AuditRun {
  private final Format format;
  private final ReportOptions reports;
  private final Tally tally;
  private final PairService service;

  AuditRun(Format format, ReportOptions reports, Tally tally, PairService service) {
    this.format = format;
    this.reports = reports;
    this.tally = tally;
    this.service = service;
  }

  /** Writes the audit of two models. */
  void run(ModelPair models, Console to) throws IOException {
    AuditedModel left = model(models.left(), "left side", to);
    AuditedModel right = model(models.right(), "right side", to);
    AuditText text = text(left.source(), right.source());
    Audit audit = new Audit(left, right, service);
    List<AuditedPair> pairs = audit.pairs();
    try (Progress progress =
        format == Format.TEXT || format == Format.HTML
            ? Progress.beforeAnswers(to, "compared", " layers")
            : Progress.of(to, "compared", " layers")) {
      progress.total(pairs.size());
      AuditWriter writer = new AuditWriter(format, progress.console(), text);
      for (AuditedPair pair : pairs) {
        AuditedPair compared = audit.compared(pair);
        writer.write(compared);
        report(compared, text, progress.console());
        progress.step();
      }
      writer.finish();
    }
  }

  /** Names of files without their folders, where that tells them apart. */
  private static AuditText text(String left, String right) {
    String one = left.replaceFirst(".*[/\\\\]", "");
    String other = right.replaceFirst(".*[/\\\\]", "");
    return one.equals(other)
        ? new AuditText("on the left side", "on the right side")
        : new AuditText("in " + one, "in " + other);
  }

  private static AuditedModel model(ModelPair.Rows rows, String side, Console to) {
    AuditedModel model = AuditedModel.of(rows.source(), rows.layers(), ScanText::op);
    for (List<String> notes :
        List.of(LeftOutNotes.of(rows.layers()), rows.notes(), model.notes())) {
      notes.forEach(note -> to.err().println("note: " + side + ": " + note));
    }
    return model;
  }

  private void report(AuditedPair pair, AuditText text, Console to) {
    Attempt<PairComparison> attempt = pair.attempt();
    if (attempt == null) {
      tally.addDifference();
    } else {
      tally.add(attempt, pair.isEqual());
    }
    reports.add(
        new CheckedLayer(
            AuditText.label(pair),
            place(pair),
            difference(pair, text),
            attempt == null ? List.of() : attempt.faults(),
            attempt == null ? 0 : attempt.seconds()),
        to);
  }

  private static @Nullable String difference(AuditedPair pair, AuditText text) {
    Attempt<PairComparison> attempt = pair.attempt();
    if (attempt == null) {
      return text.unmatched(pair);
    }
    return pair.isEqual() || !attempt.succeeded()
        ? null
        : ComparisonWords.headline(attempt.requireResult());
  }

  /** The place of the layer in the port, which is what people change. */
  private static Place place(AuditedPair pair) {
    AuditedLayer layer = pair.right() == null ? pair.left() : pair.right();
    return Objects.requireNonNull(layer).row().place();
  }
}
