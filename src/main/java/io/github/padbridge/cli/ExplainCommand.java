package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.render.ExplanationText;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.page.SvgPicture;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code padbridge explain}: what a layer computes and why its plan is what it is. */
final class ExplainCommand implements SubCommand {
  private enum Format {
    TEXT,
    SVG,
    HTML;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Console console;
  private final Options options;
  private final LayerInputs layers;
  private final StrategyOptions strategy;
  private final TerminalOptions terminal;
  private final OutputOption output;
  private Format format = Format.TEXT;
  private boolean animate;
  private @Nullable Boolean verify;
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
    options
        .option(Format.class, value -> format = value, "--format")
        .defaultValue("text")
        .description("${COMPLETION-CANDIDATES}; default text.");
    options
        .flag(value -> animate = value, "--animate")
        .description("With --format svg: the kernel moves, and the output fills.");
    this.output = new OutputOption(options);
    options
        .eitherWay(value -> verify = value, "--verify")
        .description("With --format html: prove what the page says, on ND4J (the default).");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws IOException {
    strategy.check();
    terminal.check();
    if (animate && format != Format.SVG) {
      throw options.usage("--animate goes with --format svg");
    }
    if (format != Format.HTML && verify != null) {
      throw options.usage("--verify goes with --format html; padbridge verify proves by itself");
    }
    layers.mustNotRead(output.file());
    return format == Format.HTML ? page() : output.write(console, this::explain);
  }

  private int page() throws IOException {
    PageWriter page = new PageWriter(strategy, verify == null || verify);
    int code =
        output.write(
            console,
            to -> {
              layers.forEach(to, input -> page.add(input, to));
              return page.finish(to);
            });
    page.throwInternalError();
    return code;
  }

  private int explain(Console to) throws IOException {
    layers.forEach(to, input -> answer(input, to));
    to.out().flush();
    return exitCode;
  }

  private void answer(LayerInput input, Console to) {
    try {
      try {
        Layer spec = input.require().spec();
        Translation translation = Translation.of(spec, strategy.plan(spec), strategy.runtime());
        to.out().write(text(input, translation).getBytes(StandardCharsets.UTF_8));
        first = false;
      } catch (Refusal refusal) {
        refuse(input, refusal, to);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(LayerInput input, Translation translation) {
    if (format == Format.SVG) {
      if (!first) {
        throw new Refusal(
            Fault.at(input.place(), "--format svg draws one layer, not several", null));
      }
      return SvgPicture.of(translation.spec(), animate);
    }
    return (first ? "" : "\n")
        + ExplanationText.of(input.label(), translation, terminal.columns(), terminal.glyphs());
  }

  private void refuse(LayerInput input, Refusal refusal, Console to) throws IOException {
    exitCode = ExitCode.UNUSABLE;
    to.out().flush();
    to.err().print(RefusalText.of(input.located(refusal)));
  }
}
