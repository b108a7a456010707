package io.github.padbridge.cli;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.cli.input.ExpectedPlans;
import io.github.padbridge.cli.input.InputFile;
import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.cli.output.AnswerWriter;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.IoConsumer;
import io.github.padbridge.cli.output.Progress;
import io.github.padbridge.compare.ChainProof;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.modelfile.tensor.StoredTensor;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Engine;
import io.github.padbridge.proof.LayerProof;
import io.github.padbridge.proof.ProofService;
import io.github.padbridge.proof.StrategyOutcome;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.render.AgreementText;
import io.github.padbridge.render.ChainJson;
import io.github.padbridge.render.ChainProofText;
import io.github.padbridge.render.CheckedLayer;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.translate.StrategyChoice;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code padbridge verify}: runs a layer and its plan, and compares the numbers. */
final class VerifyCommand extends SubCommand {
  /** Many results may wait: they are small, and some layers take a thousand times longer. */
  private static final int LAYERS_AHEAD = 64;

  private static final String NOT_COMPARED =
      "verify checks each layer against its own translation. To compare two layers: padbridge"
          + " compare LEFT RIGHT";

  /** Options for the proofs of single layers. */
  private static final List<String> OF_LAYERS =
      List.of(
          "--seed",
          "--draws",
          "--dtype",
          "--rtol",
          "--atol",
          "--full",
          "--max-memory",
          "--expect",
          "--engine");

  private final SpecOptions layers;
  private final TensorFileOptions tensors;
  private Format format = Format.TEXT;
  private final VerifyOptions verifying;
  private final StrategyOptions strategy;
  private final ReportOptions reports;
  private @Nullable String expect;
  private boolean failFast;
  private final JobOptions jobs;
  private long read;
  private final Set<Framework> frameworks = EnumSet.noneOf(Framework.class);
  private final Tally tally = new Tally();
  private @Nullable ExpectedPlans expected;
  private boolean stopped;

  VerifyCommand(Console console) {
    super(
        console,
        "verify",
        "Proves translations: runs both sides and compares the numbers.",
        "Both run on ND4J on random integers that float64 holds exactly, so equal means equal.",
        "Exit code 0: all agree; 1: some layer differs; 2: some input is unusable.");
    this.layers = new SpecOptions(options);
    this.tensors =
        new TensorFileOptions(options, "--bias-file", "Output of the framework of the layer");
    this.strategy = new StrategyOptions(options).withTarget();
    this.verifying = new VerifyOptions(options);
    options
        .option(String.class, value -> expect = value, "--expect")
        .paramLabel("FILE")
        .description(
            "Check that the translations are those in this file, which translate wrote as JSON.");
    options.flag(
        value -> failFast = value, "--fail-fast", "Stop at the first layer that does not agree.");
    options.group(OptionGroup.OUTPUT);
    options.format(value -> format = value, EnumSet.range(Format.TEXT, Format.JSONL));
    this.reports = new ReportOptions(options);
    this.jobs = new JobOptions(options);
    options.examples(
        "padbridge verify 'nn.ConvTranspose2d(8, 4, 4, stride=2, padding=1)'",
        "padbridge verify 'nn.Conv2d(3, 64, 3)' --input-shape 1,3,32,32 --strategy all",
        "padbridge verify layers.jsonl --format jsonl --fail-fast",
        "padbridge verify layers.jsonl --junit-xml report.xml");
  }

  @Override
  public Integer call() throws IOException {
    reports.check();
    strategy.check(StrategyChoice.ALL);
    Map<String, StoredTensor> numbers = tensors.read();
    VerifySettings settings = verifying.settings(TensorFileOptions.tolerance(numbers).orElse(null));
    Engine engine = verifying.engine(strategy.runtime());
    if (expect != null && strategy.choice().isAll()) {
      throw usage("--expect cannot be used with --strategy all");
    }
    int threads = jobs.jobs();
    if (expect != null) {
      InputFile.requireOther(expect, reports.file());
      expected = ExpectedPlans.read(expect, console.in());
    }
    try (Progress progress = Progress.of(console, "verified", " layers")) {
      verify(numbers, new ProofService(strategy.choice(), settings, engine), threads, progress);
    }
    reports.finish();
    if (tally.total() > 1) {
      console.err().remark(tally.summary());
    }
    return tally.requireExitCode();
  }

  /** Thrown to stop reading the input. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super(null, null, false, false);
    }
  }

  private void verify(
      Map<String, StoredTensor> numbers, ProofService proofs, int threads, Progress progress)
      throws IOException {
    AnswerWriter writer = new AnswerWriter(format, progress.console());
    IoConsumer<Checked> sink =
        checked -> {
          progress.step();
          answer(checked, writer, progress.console());
        };
    try (OrderedWork<Checked> work = new OrderedWork<>(threads, LAYERS_AHEAD, sink)) {
      layers
          .inputs(
              work.answering(progress.console()),
              TensorFileOptions.numbers(numbers),
              reports.file())
          .forEach(input -> add(input, proofs, work));
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
    noteFrameworks(progress.console());
    if (expected != null && !stopped) {
      expected.missing().forEach(missing -> miss(missing, progress.console()));
    }
  }

  /** Notes that "agree" does not mean that the layers are equal to each other. */
  private void noteFrameworks(Console to) throws IOException {
    if (frameworks.size() < 2) {
      return;
    }
    if (format == Format.TEXT) {
      to.out().write(("note: " + NOT_COMPARED + "\n").getBytes(StandardCharsets.UTF_8));
      to.out().flush();
    } else {
      to.err().println("note: " + NOT_COMPARED);
    }
  }

  /**
   * What was found.
   *
   * @param attempt null where it is a chain
   * @param chain null where it is one layer
   */
  private record Checked(
      LayerInput input,
      @Nullable Attempt<LayerProof> attempt,
      @Nullable Attempt<ChainProof> chain) {}

  private void add(LayerInput input, ProofService proofs, OrderedWork<Checked> work) {
    read++;
    if (input.layer() != null) {
      frameworks.add(input.layer().spec().framework());
    }
    Optional<Chain> chain = strategy.chain(input);
    if (chain.isPresent() && (input.layer() == null || input.chain() == null)) {
      work.add(() -> new Checked(input, null, Attempt.of(() -> proof(chain.get()))));
    } else {
      work.add(() -> new Checked(input, proofs.prove(input::require), null));
    }
  }

  /** A chain is run as it is, on numbers of its own. */
  private ChainProof proof(Chain chain) {
    for (String option : OF_LAYERS) {
      if (options.isGiven(option)) {
        throw new Refusal(
            Fault.at(
                chain.ops().get(0).place(),
                option + " describes one layer and cannot be used with a chain",
                "leave it out"));
      }
    }
    Engine engine = verifying.engine(strategy.runtime());
    engine.start();
    return ChainProof.of(strategy.translation(chain, null), engine);
  }

  private void answer(LayerInput input, Attempt<ChainProof> proven, AnswerWriter writer, Console to)
      throws IOException {
    Attempt<ChainProof> attempt = proven.locatedAt(input.place());
    String difference = null;
    if (attempt.succeeded()) {
      ChainProof proof = attempt.requireResult();
      difference = proof.agree() ? null : ChainProofText.difference(proof);
      writer.write(
          () -> ChainProofText.of(input.label(), proof),
          json -> new ChainJson(json).write(input.label(), proof));
    } else {
      writer.refuse(input.label(), attempt.faults());
    }
    finish(input, attempt, difference, to);
  }

  private void answer(Checked checked, AnswerWriter writer, Console to) throws IOException {
    if (checked.chain() != null) {
      answer(checked.input(), checked.chain(), writer, to);
      return;
    }
    LayerRecord.Label label = checked.input().label();
    Attempt<LayerProof> proven = Objects.requireNonNull(checked.attempt());
    Attempt<Agreement> attempt =
        proven.then(proof -> agreement(checked.input(), proof)).locatedAt(checked.input().place());
    String difference = null;
    if (attempt.succeeded()) {
      Agreement agreement = attempt.requireResult();
      difference = agreement.agree() ? null : AgreementText.difference(agreement);
      if (strategy.choice().isAll()) {
        List<StrategyOutcome> outcomes = proven.requireResult().outcomes();
        writer.write(
            () -> AgreementText.of(label, outcomes), json -> json.agreement(label, outcomes));
      } else {
        writer.write(
            () -> AgreementText.of(label, agreement), json -> json.agreement(label, agreement));
      }
    } else {
      writer.refuse(label, attempt.faults());
    }
    finish(checked.input(), attempt, difference, to);
  }

  /** Counts and reports an answer. */
  private void finish(
      LayerInput input, Attempt<?> attempt, @Nullable String difference, Console to) {
    tally.add(attempt, difference == null);
    reports.add(
        new CheckedLayer(
            input.label(), input.place(), difference, attempt.faults(), attempt.seconds()),
        to);
    if (failFast && (difference != null || !attempt.succeeded())) {
      throw new Stop();
    }
  }

  private Agreement agreement(LayerInput input, LayerProof proof) {
    Agreement agreement = proof.agreement();
    if (expect == null || expected == null || !agreement.agree()) {
      return agreement;
    }
    Plan plan = proof.decisive().taken().requirePlan();
    List<String> changes =
        expected.changes(
            input.label(), Translation.of(input.require().spec(), plan, strategy.runtime()));
    return changes.isEmpty()
        ? agreement
        : agreement.contradicted(expect, String.join("\n", changes));
  }

  /** Reports a missing layer of {@code --expect}. */
  private void miss(Fault missing, Console to) {
    tally.addDifference();
    to.err().print(RefusalText.of(List.of(missing)));
    Place place = Objects.requireNonNull(missing.place());
    reports.add(
        new CheckedLayer(LayerRecord.Label.NONE, place, missing.message(), List.of(), 0), to);
  }
}
