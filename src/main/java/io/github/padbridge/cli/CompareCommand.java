package io.github.padbridge.cli;

import io.github.padbridge.cli.input.InputFile;
import io.github.padbridge.cli.input.ModelPair;
import io.github.padbridge.cli.input.PairInput;
import io.github.padbridge.cli.input.PairInputs;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.Progress;
import io.github.padbridge.compare.PairComparison;
import io.github.padbridge.compare.PairService;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.render.CheckedLayer;
import io.github.padbridge.render.ComparisonWords;
import io.github.padbridge.shape.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code padbridge compare}: whether two layers are equal, and if not, why. */
final class CompareCommand extends SubCommand {
  /** Arguments that options may give for both sides. */
  private static final Set<String> TOLD =
      Set.of(
          Argument.IN_CHANNELS,
          Argument.KERNEL_SIZE,
          Argument.DEPTH_MULTIPLIER,
          Argument.WEIGHT_SHAPE);

  private List<String> sides = List.of();
  private final TensorShape inputShape;
  private final ArgumentOptions arguments;
  private Format format = Format.TEXT;
  private final ReportOptions reports;
  private final OutputOption output;
  private final Tally tally = new Tally();
  private boolean runs;

  CompareCommand(Console console) {
    super(
        console,
        "compare",
        "Compares two layers or two models, at every input size.",
        "Where they differ, it says why, shows an input with different outputs, and writes the repair.",
        "Exit code 0: equal; 1: different; 2: some input is unusable.");
    options.parameters(
        values -> sides = values,
        "LEFT RIGHT | FILE",
        true,
        "Each side is a layer such as 'nn.Conv2d(3, 64, 7)', several layers, one on each line, a Python"
            + " snippet, a JSON spec, a file that holds one of these, or - for standard input.",
        "Or both sides are models: .pt2, .onnx or .keras files, a Keras config.json, or the output of"
            + " print(model). Their layers are matched in order by kind and weight shape.",
        "Or one file of pairs: JSON lines with the keys left and right.");
    this.inputShape = new TensorShape(options);
    this.arguments = new ArgumentOptions(options, argument -> TOLD.contains(argument.name()));
    options.group(OptionGroup.PROOF);
    options
        .flag(value -> runs = value, "--run")
        .description(
            "Run both sides on ND4J even where they are equal. Sides that differ are always run.");
    options.group(OptionGroup.OUTPUT);
    options.format(
        value -> format = value, EnumSet.of(Format.TEXT, Format.JSON, Format.JSONL, Format.HTML));
    this.output = new OutputOption(options);
    this.reports = new ReportOptions(options);
    options.examples(
        "padbridge compare 'nn.Conv2d(3, 64, 3, 2, 1)' 'layers.Conv2D(64, 3, 2, \"same\")'",
        "padbridge compare pytorch.py port.py --input-shape 1,3,224,224",
        "padbridge compare model.pt2 port.keras --format html -o page.html",
        "padbridge compare pairs.jsonl --format jsonl");
  }

  @Override
  public Integer call() throws IOException {
    reports.check();
    if (sides.size() > 2) {
      throw usage(
          "compare takes two layers or one file of pairs (got " + sides.size() + " arguments)");
    }
    if (sides.size() == 1 && PairInputs.isText(sides.get(0))) {
      throw usage("compare takes two layers (got one)");
    }
    if (sides.stream().allMatch(InputFile.STDIN::equals) && sides.size() == 2) {
      throw usage("only one side can be standard input");
    }
    Shape shape = inputShape.shape();
    int exitCode = output.write(console, tally, to -> compare(shape, to));
    reports.finish();
    if (tally.total() > 1) {
      console.err().remark(tally.summary());
    }
    return exitCode;
  }

  private void compare(@Nullable Shape shape, Console to) throws IOException {
    for (String side : sides) {
      InputFile.requireOther(side, reports.file());
      InputFile.requireOther(side, output.file());
    }
    PairService service = new PairService(new Nd4jEngine(), runs);
    if (sides.size() == 2) {
      twoSides(shape, service, to);
      return;
    }
    try (Progress progress = Progress.of(to, "compared", " pairs")) {
      PairWriter writer = new PairWriter(format, progress.console());
      new PairInputs(to.in())
          .forEach(sides.get(0), pair -> unchecked(pair, shape, service, writer, progress));
      writer.finish();
    }
  }

  private void twoSides(@Nullable Shape shape, PairService service, Console to) throws IOException {
    Attempt<List<ModelPair.Side>> read =
        Attempt.of(
            () ->
                List.of(
                    ModelPair.side("left", sides.get(0), to.in(), shape),
                    ModelPair.side("right", sides.get(1), to.in(), null)));
    List<ModelPair.Side> both = read.succeeded() ? read.requireResult() : List.of();
    if (!both.isEmpty() && ModelPair.isOf(both.get(0), both.get(1))) {
      if (!arguments.arguments().isEmpty()) {
        throw usage("options such as --kernel-size describe one layer, and these sides are models");
      }
      ModelPair models = ModelPair.of(both.get(0), both.get(1), shape);
      new AuditRun(format, reports, tally, service).run(models, to);
      return;
    }
    try (Progress progress = Progress.of(to, "compared", " pairs")) {
      PairWriter writer = new PairWriter(format, progress.console());
      answer(onCommandLine(read, shape), null, service, writer, progress);
      writer.finish();
    }
  }

  private static PairInput onCommandLine(
      Attempt<List<ModelPair.Side>> read, @Nullable Shape shape) {
    Place place = Place.of(Place.COMMAND_LINE);
    if (!read.succeeded()) {
      Throwable internal = read.internalError();
      Throwable failure = internal == null ? new Refusal(read.faults()) : internal;
      return new PairInput(LayerRecord.Label.NONE, place, null, failure);
    }
    PairInput.Pair pair =
        new PairInput.Pair(
            Objects.requireNonNull(read.requireResult().get(0).text()),
            Objects.requireNonNull(read.requireResult().get(1).text()),
            shape);
    return new PairInput(LayerRecord.Label.NONE, place, pair, null);
  }

  private void unchecked(
      PairInput pair,
      @Nullable Shape shape,
      PairService service,
      PairWriter writer,
      Progress progress) {
    try {
      answer(pair, shape, service, writer, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param shape the input shape for a record without one
   */
  private void answer(
      PairInput input,
      @Nullable Shape shape,
      PairService service,
      PairWriter writer,
      Progress progress)
      throws IOException {
    Attempt<PairComparison> attempt =
        Attempt.of(() -> compared(input.require(), shape, service)).locatedAt(input.place());
    String difference = null;
    if (attempt.succeeded()) {
      PairComparison pair = attempt.requireResult();
      difference = pair.isEqual() ? null : ComparisonWords.headline(pair);
      writer.write(input.label(), pair);
    } else {
      writer.refuse(input.label(), attempt.faults());
    }
    tally.add(attempt, difference == null);
    reports.add(
        new CheckedLayer(
            input.label(), input.place(), difference, attempt.faults(), attempt.seconds()),
        progress.console());
    progress.step();
  }

  private PairComparison compared(PairInput.Pair pair, @Nullable Shape shape, PairService service) {
    Shape known = pair.inputShape() == null ? shape : pair.inputShape();
    return service.compare(pair.left(), pair.right(), arguments.arguments(), known);
  }
}
