package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.render.ExplanationText;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.page.SvgPicture;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
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
  private final InternalErrors internalErrors = new InternalErrors();
  private int exitCode = ExitCode.OK;

  ExplainCommand(Console console) {
    this(console, StrategyOptions::new);
  }

  /** A command whose plans are made by {@code strategy}. */
  ExplainCommand(Console console, Function<Options, StrategyOptions> strategy) {
    this.console = console;
    this.options =
        new Options(
            "explain",
            this,
            "Tells in drawings and sentences what a layer computes and why its translation has its steps.");
    this.layers = new LayerInputs(options);
    this.strategy = strategy.apply(options).withTarget();
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
    int code = output.write(console, this::explain);
    internalErrors.throwFirst();
    return code;
  }

  private int explain(Console to) throws IOException {
    if (format == Format.HTML) {
      PageWriter page = new PageWriter(strategy, verify == null || verify, internalErrors);
      layers.forEach(to, input -> page.add(input, to));
      return page.finish(to);
    }
    layers.forEach(to, input -> answer(input, to));
    to.out().flush();
    return exitCode;
  }

  private void answer(LayerInput input, Console to) {
    Attempt<String> attempt = Attempt.of(() -> text(input)).locatedAt(input.place());
    if (!attempt.succeeded()) {
      internalErrors.add(attempt);
      exitCode = ExitCode.UNUSABLE;
      to.err().print(RefusalText.of(attempt.faults()));
      return;
    }
    try {
      to.out().write(attempt.requireResult().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    first = false;
  }

  private String text(LayerInput input) {
    Translation translation = strategy.translation(input.require().spec());
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
}
