package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.render.ExplanationText;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code padbridge explain}: what a layer computes and why its plan is what it is. */
final class ExplainCommand implements SubCommand {
  private final Console console;
  private final Options options;
  private final LayerInputs layers;
  private final StrategyOptions strategy;
  private final TerminalOptions terminal;
  private boolean first = true;
  private int exitCode = ExitCode.OK;

  ExplainCommand(Console console) {
    this.console = console;
    this.options =
        new Options(
            "explain",
            this,
            "Tells in drawings and sentences what a layer computes and why its translation has its steps.");
    this.layers = new LayerInputs(options);
    this.strategy = new StrategyOptions(options);
    this.terminal = new TerminalOptions(options);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws IOException {
    strategy.check();
    terminal.check();
    layers.forEach(console, this::answer);
    console.out().flush();
    return exitCode;
  }

  private void answer(LayerInput input) {
    try {
      try {
        Layer spec = input.require().spec();
        Translation translation = Translation.of(spec, strategy.plan(spec), strategy.runtime());
        String text =
            ExplanationText.of(input.label(), translation, terminal.columns(), terminal.glyphs());
        console.out().write(((first ? "" : "\n") + text).getBytes(StandardCharsets.UTF_8));
        first = false;
      } catch (Refusal refusal) {
        refuse(input, refusal);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuse(LayerInput input, Refusal refusal) throws IOException {
    exitCode = ExitCode.UNUSABLE;
    console.out().flush();
    console.err().print(RefusalText.of(input.located(refusal)));
  }
}
