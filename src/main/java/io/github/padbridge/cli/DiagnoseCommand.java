package io.github.padbridge.cli;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.cli.output.AnswerWriter;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.Progress;
import io.github.padbridge.diagnose.Diagnosis;
import io.github.padbridge.diagnose.Tolerance;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.modelfile.tensor.StoredTensor;
import io.github.padbridge.render.CheckedLayer;
import io.github.padbridge.render.DiagnosedLayer;
import io.github.padbridge.render.DiagnosisJson;
import io.github.padbridge.render.DiagnosisText;
import io.github.padbridge.repair.ChainTarget;
import io.github.padbridge.repair.ChainTranslation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code padbridge diagnose}: what a port computed, by its numbers. */
final class DiagnoseCommand extends SubCommand {
  private final SpecOptions layers;
  private final TensorFileOptions tensors;
  private ChainTarget to = ChainTarget.TENSORFLOW;
  private @Nullable Tolerance dtype;
  private Format format = Format.TEXT;
  private final ReportOptions reports;
  private final Tally tally = new Tally();

  DiagnoseCommand(Console console) {
    super(
        console,
        "diagnose",
        "Tells from the numbers of a port what it computed instead.",
        "--y is the output of the port for the layer. The answer names what the port did differently:"
            + " padding, crop, kernel, channels, bias, layout, or two of these.",
        "Exit code 0: the output is that of the layer; 1: it is not; 2: some input is unusable.");
    // --bias is a file here.
    this.layers = new SpecOptions(options, argument -> !argument.name().equals(Argument.BIAS));
    this.tensors = new TensorFileOptions(options, "--bias", "Output of the port");
    options
        .option(String.class, this::dtype, "--dtype")
        .completionCandidates(Tolerance.ALL.stream().map(Tolerance::name).toList())
        .description(
            "Type that the port computed with, for the tolerance: ${COMPLETION-CANDIDATES}. Default:"
                + " that of y, float32 for JSON and integers.");
    options.group(OptionGroup.TRANSLATION);
    options
        .option(String.class, this::target, "--to")
        .paramLabel("NAME")
        .completionCandidates(List.of("pytorch", "tensorflow", "keras"))
        .description("Write the right code for ${COMPLETION-CANDIDATES}. Default: tensorflow.");
    options.group(OptionGroup.OUTPUT);
    options.format(value -> format = value, EnumSet.range(Format.TEXT, Format.JSONL));
    this.reports = new ReportOptions(options);
    options.examples(
        "padbridge diagnose 'nn.Conv2d(3, 8, 3, 2, 1)' --x x.npy --weight w.npy --bias b.npy --y port.npy",
        "padbridge diagnose 'nn.MaxPool2d(3, 2, 1)' --tensors port.npz --to keras",
        "padbridge diagnose cases.jsonl --format jsonl");
  }

  private void dtype(@Nullable String name) {
    if (name != null) {
      dtype =
          Tolerance.ALL.stream()
              .filter(tolerance -> tolerance.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      usage(
                          "--dtype must be "
                              + WordList.or(Tolerance.ALL.stream().map(Tolerance::name).toList())
                              + " (got '"
                              + name
                              + "')"));
    }
  }

  private void target(@Nullable String name) {
    if (name != null) {
      to =
          List.of(ChainTarget.PYTORCH, ChainTarget.TENSORFLOW, ChainTarget.KERAS).stream()
              .filter(target -> target.id().equals(name))
              .findFirst()
              .orElseThrow(
                  () -> usage("--to must be pytorch, tensorflow or keras (got '" + name + "')"));
    }
  }

  @Override
  public Integer call() throws IOException {
    reports.check();
    Map<String, StoredTensor> stored = tensors.read();
    Tolerance tolerance = tolerance(stored);
    try (Progress progress = Progress.of(console, "diagnosed", " cases")) {
      AnswerWriter writer = new AnswerWriter(format, progress.console());
      layers
          .inputs(progress.console(), TensorFileOptions.numbers(stored), reports.file())
          .forEach(input -> unchecked(input, tolerance, writer, progress));
      writer.finish();
    }
    reports.finish();
    if (tally.total() > 1) {
      console.err().remark(tally.summary());
    }
    return tally.requireExitCode();
  }

  private Tolerance tolerance(Map<String, StoredTensor> stored) {
    StoredTensor y = stored.get("y");
    if (dtype != null) {
      return dtype;
    }
    return y == null
        ? Tolerance.FLOAT32
        : switch (y.type()) {
          case FLOAT16 -> Tolerance.FLOAT16;
          case BFLOAT16 -> Tolerance.BFLOAT16;
          case FLOAT64 -> Tolerance.ofFloat64(y.tensor().data());
          case FLOAT32, BOOL, INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64 ->
              Tolerance.FLOAT32;
        };
  }

  private void unchecked(
      LayerInput input, Tolerance tolerance, AnswerWriter writer, Progress progress) {
    try {
      answer(input, tolerance, writer, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(LayerInput input, Tolerance tolerance, AnswerWriter writer, Progress progress)
      throws IOException {
    Attempt<DiagnosedLayer> attempt =
        Attempt.of(() -> diagnosed(input, tolerance)).locatedAt(input.place());
    String difference = null;
    if (attempt.succeeded()) {
      DiagnosedLayer layer = attempt.requireResult();
      difference = layer.diagnosis().isLayer() ? null : DiagnosisText.headline(layer);
      writer.write(
          () -> DiagnosisText.of(input.label(), layer),
          json -> new DiagnosisJson(json).write(input.label(), layer));
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

  private DiagnosedLayer diagnosed(LayerInput input, Tolerance tolerance) {
    LayerRecord record = input.require();
    CaseTensors numbers = record.tensors();
    if (numbers == null) {
      throw new Refusal(
          new Fault(
              "the numbers of the layer are missing",
              "give --x, --weight, --bias and --y, or a JSON case (padbridge schema case)",
              List.of(),
              null));
    }
    Diagnosis diagnosis = Diagnosis.of(record.spec(), numbers, tolerance);
    return new DiagnosedLayer(
        diagnosis, diagnosis.isLayer() ? null : repair(record, input.place()).orElse(null));
  }

  /** The layer in the framework of the port; empty if that has no code for it. */
  private Optional<ChainTranslation> repair(LayerRecord record, Place place) {
    if (!record.spec().isBatched()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ChainTranslation.of(Chain.of(record.spec(), place), to));
    } catch (Refusal refusal) {
      return Optional.empty();
    }
  }
}
