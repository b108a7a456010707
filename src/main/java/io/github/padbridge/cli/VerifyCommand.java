package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Verifier;
import io.github.padbridge.execute.VerifySettings;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.StrategyOutcome;
import io.github.padbridge.render.AgreementText;
import io.github.padbridge.render.CheckedLayer;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code padbridge verify}: PyTorch's definition and the plan, executed and compared. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Executes PyTorch's definition and the TensorFlow plan on ND4J and compares the numbers.",
      "Exit code 0: all agree; 1: some layer differs; 2: some input is unusable."
    })
final class VerifyCommand implements Callable<Integer> {
  /** Every strategy that applies. */
  private static final String ALL = "all";

  private final Console console;

  @Mixin private LayerInputs layers;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; default text.")
  private AnswerFormat format;

  @Mixin private VerifyOptions options;

  @Mixin private StrategyOptions strategy;

  @Mixin private ReportOptions reports;

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = "Translations that translate wrote as JSON: they must be the same still.")
  private String expect;

  @Option(names = "--fail-fast", description = "Stop at the first layer that does not agree.")
  private boolean failFast;

  /** ND4J starts with the first layer that is to be executed, if there is one. */
  private final Map<Strategy, Verifier> verifiers = new EnumMap<>(Strategy.class);

  private int agreeing;
  private int differing;
  private int refused;
  private RuntimeException fault;

  private ExpectedPlans expected;
  private boolean stopped;

  @Spec private CommandSpec command;

  /** What was found of the layer at hand. */
  private String difference;

  private List<Fault> faults = List.of();

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    strategy.check(ALL);
    VerifySettings settings = options.settings();
    if (expect != null && strategy.isNamed(ALL)) {
      throw new ParameterException(
          command.commandLine(), "--expect goes with one strategy, not with all");
    }
    layers.mustNotRead(reports.file());
    expected = expect == null ? null : ExpectedPlans.read(expect);
    AnswerWriter writer = new AnswerWriter(format, console);
    try {
      layers.forEach(console, input -> checked(input, settings, writer));
    } catch (Stop stop) {
      stopped = true;
      console.err().println("note: stopped at the first layer that does not agree (--fail-fast)");
    }
    writer.finish();
    if (expected != null && !stopped) {
      expected.missing().forEach(this::miss);
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

  private void checked(LayerInput input, VerifySettings settings, AnswerWriter writer) {
    difference = null;
    faults = List.of();
    long start = System.nanoTime();
    answer(input, settings, writer);
    double seconds = (System.nanoTime() - start) / 1e9;
    reports.add(
        new CheckedLayer(input.label(), input.place(), difference, faults, seconds), console);
    if (failFast && (difference != null || !faults.isEmpty())) {
      throw new Stop();
    }
  }

  /** A layer that was expected and did not come. */
  private void miss(Fault missing) {
    differing++;
    console.err().print(RefusalText.of(List.of(missing)));
    reports.add(
        new CheckedLayer(LayerRecord.Label.NONE, missing.place(), missing.message(), List.of(), 0),
        console);
  }

  private void answer(LayerInput input, VerifySettings settings, AnswerWriter writer) {
    try {
      if (input.refusal() != null) {
        refuse(input, input.located(input.refusal()), writer);
        return;
      }
      try {
        AnswerWriter.Answer answer =
            strategy.isNamed(ALL) ? verifiedByAll(input, settings) : verified(input, settings);
        writer.write(answer);
      } catch (Refusal refusal) {
        refuse(input, input.located(refusal), writer);
      } catch (RuntimeException e) {
        // Whatever it was, the other layers are still to be answered.
        fault = e;
        refuse(
            input,
            List.of(Fault.at(input.place(), "a fault of padbridge's own: " + e, null)),
            writer);
      } catch (OutOfMemoryError e) {
        Fault tooLarge =
            Fault.at(input.place(), "there is not enough memory to execute this layer", null);
        refuse(input, List.of(tooLarge), writer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuse(LayerInput input, List<Fault> found, AnswerWriter writer) throws IOException {
    refused++;
    faults = found;
    writer.refuse(input.label(), found);
  }

  private Verified verified(LayerInput input, VerifySettings settings) {
    // What is proven at sizes that are chosen is the strategy of the layer that leaves them open,
    // which must not need them.
    Strategy taken = strategy.of(input.layer().spec());
    taken.plan(input.layer().spec(), strategy.runtime());
    Agreement agreement = verifier(taken, settings).verify(input.layer());
    if (expected != null) {
      agreement = heldToExpectation(input, taken, agreement);
    }
    count(agreement);
    return new Verified(input.label(), agreement);
  }

  /** The agreement, unless the translation is no longer the one that was written down. */
  private Agreement heldToExpectation(LayerInput input, Strategy taken, Agreement agreement) {
    Layer spec = input.layer().spec();
    Translation translation =
        Translation.of(spec, taken.plan(spec, strategy.runtime()), strategy.runtime());
    List<String> changes = expected.changes(input.label(), translation);
    return changes.isEmpty() || !agreement.agree()
        ? agreement
        : agreement.contradicted(expect, String.join("\n", changes));
  }

  private Verifier verifier(Strategy taken, VerifySettings settings) {
    return verifiers.computeIfAbsent(
        taken, s -> new Verifier(settings, spec -> s.plan(spec, strategy.runtime())));
  }

  private VerifiedByAll verifiedByAll(LayerInput input, VerifySettings settings) {
    List<StrategyOutcome> outcomes = new ArrayList<>();
    for (Alternative alternative : Alternative.all(input.layer().spec(), strategy.runtime())) {
      Strategy tried = alternative.strategy();
      Agreement agreement = null;
      if (alternative.holds()) {
        agreement = verifier(tried, settings).verify(input.layer());
      }
      outcomes.add(new StrategyOutcome(tried.id(), agreement, alternative.reason()));
    }
    count(StrategyOutcome.decisive(outcomes).agreement());
    return new VerifiedByAll(input.label(), outcomes);
  }

  private void count(Agreement agreement) {
    agreeing += agreement.agree() ? 1 : 0;
    differing += agreement.agree() ? 0 : 1;
    difference = agreement.agree() ? null : AgreementText.difference(agreement);
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
