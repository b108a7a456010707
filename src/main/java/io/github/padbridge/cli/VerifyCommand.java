package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.execute.Engine;
import io.github.padbridge.execute.VerifySettings;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.StrategyOutcome;
import io.github.padbridge.render.AgreementText;
import io.github.padbridge.render.CheckedLayer;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code padbridge verify}: PyTorch's definition and the plan, executed and compared. */
final class VerifyCommand implements SubCommand {
  /** What was found of a layer takes little; how long they take differs a thousandfold. */
  private static final int LAYERS_AHEAD = 64;

  private final Console console;
  private final Options options;
  private final LayerInputs layers;
  private AnswerFormat format = AnswerFormat.TEXT;
  private final VerifyOptions verifying;
  private final StrategyOptions strategy;
  private final ReportOptions reports;
  private @Nullable String expect;
  private boolean failFast;
  private final JobOptions jobs;
  private long read;
  private int agreeing;
  private int differing;
  private int refused;
  private @Nullable RuntimeException fault;
  private @Nullable ExpectedPlans expected;
  private boolean stopped;

  VerifyCommand(Console console) {
    this.console = console;
    this.options =
        new Options(
            "verify",
            this,
            "Executes the layer and its plan in the other framework, on ND4J, and compares the numbers.",
            "Exit code 0: all agree; 1: some layer differs; 2: some input is unusable.");
    this.layers = new LayerInputs(options);
    this.verifying = new VerifyOptions(options);
    this.strategy = new StrategyOptions(options);
    this.reports = new ReportOptions(options);
    this.jobs = new JobOptions(options);
    options
        .option(AnswerFormat.class, value -> format = value, "--format")
        .defaultValue("text")
        .description("${COMPLETION-CANDIDATES}; default text.");
    options
        .option(String.class, value -> expect = value, "--expect")
        .paramLabel("FILE")
        .description("Translations that translate wrote as JSON: they must be the same still.");
    options
        .flag(value -> failFast = value, "--fail-fast")
        .description("Stop at the first layer that does not agree.");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws IOException {
    strategy.check(LayerCheck.ALL);
    VerifySettings settings = verifying.settings();
    Engine engine = verifying.engine();
    if (expect != null && strategy.isNamed(LayerCheck.ALL)) {
      throw options.usage("--expect goes with one strategy, not with all");
    }
    int threads = jobs.jobs();
    layers.mustNotRead(reports.file());
    expected = expect == null ? null : ExpectedPlans.read(expect);
    try (Progress progress = Progress.of(console, "verified", " layers")) {
      verify(new LayerCheck(strategy, settings, engine), threads, progress);
    }
    reports.finish();
    if (agreeing + differing + refused > 1) {
      console.err().println(agreeing + " agree, " + differing + " differ, " + refused + " refused");
    }
    if (fault != null) {
      throw fault;
    }
    return refused > 0 ? ExitCode.UNUSABLE : differing > 0 ? ExitCode.DIFFERS : ExitCode.OK;
  }

  /** Ends the reading of the input. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super(null, null, false, false);
    }
  }

  private void verify(LayerCheck check, int threads, Progress progress) throws IOException {
    AnswerWriter writer = new AnswerWriter(format, progress.console());
    OrderedWork.Sink<LayerCheck.Found> sink =
        found -> {
          progress.step();
          answer(found, writer, progress.console());
        };
    try (OrderedWork<LayerCheck.Found> work = new OrderedWork<>(threads, LAYERS_AHEAD, sink)) {
      layers.forEach(work.answering(progress.console()), input -> add(input, check, work));
      progress.total(read);
      work.finish();
    } catch (Stop stop) {
      stopped = true;
      progress
          .console()
          .err()
          .println("note: stopped at the first layer that does not agree (--fail-fast)");
    }
    writer.finish();
    if (expected != null && !stopped) {
      expected.missing().forEach(missing -> miss(missing, progress.console()));
    }
  }

  private void add(LayerInput input, LayerCheck check, OrderedWork<LayerCheck.Found> work) {
    read++;
    try {
      work.add(() -> check.check(input));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(LayerCheck.Found found, AnswerWriter writer, Console to) throws IOException {
    fault = found.bug() == null ? fault : found.bug();
    String difference = null;
    if (!found.faults().isEmpty()) {
      refused++;
      writer.refuse(found.input().label(), found.faults());
    } else {
      Agreement agreement = agreement(found);
      agreeing += agreement.agree() ? 1 : 0;
      differing += agreement.agree() ? 0 : 1;
      difference = agreement.agree() ? null : AgreementText.difference(agreement);
      writer.write(
          strategy.isNamed(LayerCheck.ALL)
              ? new VerifiedByAll(found.input().label(), found.outcomes())
              : new Verified(found.input().label(), agreement));
    }
    reports.add(
        new CheckedLayer(
            found.input().label(),
            found.input().place(),
            difference,
            found.faults(),
            found.seconds()),
        to);
    if (failFast && (difference != null || !found.faults().isEmpty())) {
      throw new Stop();
    }
  }

  private Agreement agreement(LayerCheck.Found found) {
    StrategyOutcome decisive = StrategyOutcome.decisive(found.outcomes());
    Agreement agreement = decisive.requireAgreement();
    if (expect == null || expected == null || !agreement.agree()) {
      return agreement;
    }
    List<String> changes = changes(found.input(), decisive.strategy(), expected);
    return changes.isEmpty()
        ? agreement
        : agreement.contradicted(expect, String.join("\n", changes));
  }

  /** In what the translation is no longer the one that was written down. */
  private List<String> changes(LayerInput input, String taken, ExpectedPlans expected) {
    Layer spec = input.require().spec();
    Plan plan = Strategy.named(taken).orElseThrow().plan(spec, strategy.runtime());
    return expected.changes(input.label(), Translation.of(spec, plan, strategy.runtime()));
  }

  /** A layer that was expected and did not come. */
  private void miss(Fault missing, Console to) {
    differing++;
    to.err().print(RefusalText.of(List.of(missing)));
    Place place = Objects.requireNonNull(missing.place());
    reports.add(
        new CheckedLayer(LayerRecord.Label.NONE, place, missing.message(), List.of(), 0), to);
  }

  private record Verified(LayerRecord.Label label, Agreement agreement)
      implements AnswerWriter.Answer {
    @Override
    public String text() {
      return AgreementText.of(label, agreement);
    }

    @Override
    public void json(JsonAnswer json) throws IOException {
      json.agreement(label, agreement);
    }
  }

  private record VerifiedByAll(LayerRecord.Label label, List<StrategyOutcome> outcomes)
      implements AnswerWriter.Answer {
    @Override
    public String text() {
      return AgreementText.of(label, outcomes);
    }

    @Override
    public void json(JsonAnswer json) throws IOException {
      json.agreement(label, outcomes);
    }
  }
}
