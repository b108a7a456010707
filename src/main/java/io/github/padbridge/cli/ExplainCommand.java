package io.github.padbridge.cli;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.LayerWriter;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.render.ChainExplanationText;
import io.github.padbridge.render.ExplanationText;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.render.page.SvgPicture;
import io.github.padbridge.repair.ChainTranslation;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code padbridge explain}: what a layer computes and the reason for each step of its plan. */
final class ExplainCommand extends SubCommand {
  private final SpecOptions layers;
  private final StrategyOptions strategy;
  private final TerminalOptions terminal;
  private final OutputOption output;
  private Format format = Format.TEXT;
  private boolean animate;
  private @Nullable Boolean verify;
  private final Tally tally = new Tally();

  ExplainCommand(Console console) {
    this(console, StrategyOptions::new);
  }

  /** A command whose plans are made by {@code strategy}. */
  ExplainCommand(Console console, Function<Options, StrategyOptions> strategy) {
    super(
        console,
        "explain",
        "Tells in drawings and sentences what a layer computes and why its translation has its steps.");
    this.layers = new SpecOptions(options);
    this.strategy = strategy.apply(options).withTarget();
    this.terminal = new TerminalOptions(options);
    options.format(value -> format = value, EnumSet.of(Format.TEXT, Format.SVG, Format.HTML));
    options.flag(
        value -> animate = value,
        "--animate",
        "With --format svg: the kernel moves, and the output fills.");
    this.output = new OutputOption(options);
    options.eitherWay(
        value -> verify = value,
        "--verify",
        "With --format html: prove what the page says, on ND4J (the default).");
  }

  @Override
  public Integer call() throws IOException {
    strategy.check();
    terminal.check();
    if (animate && format != Format.SVG) {
      throw usage("--animate needs --format svg");
    }
    if (format != Format.HTML && verify != null) {
      throw usage("--verify needs --format html", "run padbridge verify for a proof alone");
    }
    return output.write(console, tally, this::explain);
  }

  private void explain(Console to) throws IOException {
    LayerAnswers<?> answers =
        format == Format.HTML
            ? new LayerAnswers<>(
                record -> strategy.choose(record.spec()),
                new PageWriter(strategy, verify == null || verify, tally, to),
                tally)
            : drawings(new Drawings(to));
    layers.inputs(to, output.file()).forEach(answers);
    answers.writer().finish();
  }

  private LayerAnswers<Translation> drawings(Drawings drawings) {
    return new LayerAnswers<>(
        record -> strategy.translation(record.spec()),
        drawings,
        format == Format.TEXT ? drawings::chain : null,
        tally);
  }

  /** A layer of a chain by itself, or why there is no plan for it. */
  private String explained(Layer layer) {
    try {
      return ExplanationText.of(
          LayerRecord.Label.NONE,
          strategy.translation(layer),
          terminal.columns(),
          terminal.glyphs());
    } catch (Refusal refusal) {
      return SpecText.of(layer)
          + "\n  has no plan by itself: "
          + refusal.faults().get(0).message()
          + "\n";
    }
  }

  /** Writes text or one picture. */
  private final class Drawings implements LayerWriter<Translation> {
    private final Console to;
    private boolean first = true;

    Drawings(Console to) {
      this.to = to;
    }

    @Override
    public void write(LayerInput input, Translation translation) throws IOException {
      to.out().write(text(input, translation).getBytes(StandardCharsets.UTF_8));
      first = false;
    }

    /** Writes the text of a chain; pads that join a layer are explained with it or not at all. */
    void chain(LayerInput input, Refusal noLayer) throws IOException {
      if (input.layer() != null) {
        throw noLayer;
      }
      Chain chain = Objects.requireNonNull(input.chain());
      ChainTranslation translation = strategy.translation(chain, null);
      List<String> explained =
          translation.layers().stream().map(ExplainCommand.this::explained).toList();
      String text = ChainExplanationText.of(input.label(), translation, explained);
      to.out().write(((first ? "" : "\n") + text).getBytes(StandardCharsets.UTF_8));
      first = false;
    }

    private String text(LayerInput input, Translation translation) {
      if (format == Format.SVG) {
        if (!first) {
          throw new Refusal(Fault.at(input.place(), "--format svg draws one layer only", null));
        }
        return SvgPicture.of(translation.spec(), animate);
      }
      return (first ? "" : "\n")
          + ExplanationText.of(input.label(), translation, terminal.columns(), terminal.glyphs());
    }

    @Override
    public void refuse(LayerInput input, List<Fault> faults) {
      to.err().print(RefusalText.of(faults));
    }

    @Override
    public void finish() throws IOException {
      to.out().flush();
    }
  }
}
