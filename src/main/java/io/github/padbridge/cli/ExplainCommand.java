package io.github.padbridge.cli;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.LayerWriter;
import io.github.padbridge.cli.output.Progress;
import io.github.padbridge.cli.output.Screen;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.render.ChainExplanationText;
import io.github.padbridge.render.ExplanationText;
import io.github.padbridge.render.Glyphs;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.render.page.SvgPicture;
import io.github.padbridge.repair.ChainTranslation;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code padbridge explain}: what a layer computes and the reason for each step of its plan. */
final class ExplainCommand extends SubCommand {
  private final SpecOptions layers;
  private final StrategyOptions strategy;
  private final OutputOption output;
  private Format format = Format.TEXT;
  private boolean ascii;
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
        "Explains a layer: its windows, its sizes and its translation.",
        "Each axis is drawn, and each step of the translation has its reason.");
    this.layers = new SpecOptions(options);
    this.strategy = strategy.apply(options).withTarget();
    options.group(OptionGroup.PROOF);
    options.eitherWay(
        value -> verify = value,
        "--verify",
        "Prove what a page says, on ND4J; needs --format html. Default: prove it.");
    options.group(OptionGroup.OUTPUT);
    options.format(value -> format = value, EnumSet.of(Format.TEXT, Format.SVG, Format.HTML));
    options.flag(value -> ascii = value, "--ascii", "Draw with ASCII characters only.");
    options.flag(
        value -> animate = value,
        "--animate",
        "Move the kernel over the input and fill the output; needs --format svg.");
    this.output = new OutputOption(options);
    options.examples(
        "padbridge explain 'nn.Conv2d(3, 64, 3, stride=2, padding=1)'",
        "padbridge explain 'nn.ConvTranspose1d(8, 4, 3, stride=2)' --ascii",
        "padbridge explain 'nn.Conv2d(3, 64, 3)' --format svg --animate -o conv.svg",
        "padbridge explain model.py --format html -o model.html");
  }

  @Override
  public Integer call() throws IOException {
    strategy.check();
    if (animate && format != Format.SVG) {
      throw usage("--animate needs --format svg");
    }
    if (format != Format.HTML && verify != null) {
      throw usage("--verify needs --format html", "run padbridge verify for a proof alone");
    }
    return output.write(console, tally, this::explain);
  }

  private void explain(Console to) throws IOException {
    Progress progress =
        format == Format.HTML
            ? Progress.beforeAnswers(to, "explained", " layers")
            : Progress.of(to, "explained", " layers");
    LayerAnswers<?> answers =
        format == Format.HTML
            ? new LayerAnswers<>(
                record -> strategy.choose(record.spec()),
                new PageWriter(strategy, verify == null || verify, tally, progress.console()),
                tally)
            : drawings(new Drawings(progress.console()));
    try (progress) {
      layers.inputs(progress.console(), output.file()).forEach(progress.counting(answers));
    }
    answers.writer().finish();
  }

  private LayerAnswers<Translation> drawings(Drawings drawings) {
    return new LayerAnswers<>(
        record -> strategy.translation(record.spec()),
        drawings,
        format == Format.TEXT ? drawings::chain : null,
        tally);
  }

  /**
   * A layer of a chain by itself, with a plan of TensorFlow ops where Keras layers are not a plan;
   * or why there is no plan for it.
   */
  private String explained(Layer layer, int columns, Glyphs glyphs) {
    try {
      return ExplanationText.of(
          LayerRecord.Label.NONE, strategy.translationOrUsual(layer), columns, glyphs);
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
      if (input.layer() != null && input.chain() != null) {
        throw noLayer;
      }
      Chain chain = strategy.chain(input).orElseThrow(() -> noLayer);
      ChainTranslation translation = strategy.translation(chain, null);
      List<String> explained =
          translation.layers().stream()
              .map(layer -> explained(layer, columns(), glyphs()))
              .toList();
      String text =
          to.screen().shown(ChainExplanationText.of(input.label(), translation, explained));
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
          + to.screen().shown(ExplanationText.of(input.label(), translation, columns(), glyphs()));
    }

    private int columns() {
      return to.screen().columns().orElse(Screen.USUAL_COLUMNS);
    }

    private Glyphs glyphs() {
      return new Glyphs(ascii, to.screen().isColoured());
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
