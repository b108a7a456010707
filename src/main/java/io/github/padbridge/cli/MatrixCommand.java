package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.matrix.UnrolledConvolution;
import io.github.padbridge.render.MatrixCsv;
import io.github.padbridge.render.MatrixMarket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** {@code padbridge matrix}: the kernel unrolled, or the columns of the input. */
final class MatrixCommand implements SubCommand {
  /** How matrices are written. */
  enum Format {
    TEXT,
    JSON,
    JSONL,
    CSV,
    MTX;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Console console;
  private final Options options;
  private final LayerInputs layers;
  private Format format = Format.TEXT;
  private @Nullable String kernel;
  private boolean unfold;
  private boolean verify;
  private boolean refused;
  private final InternalErrors internalErrors = new InternalErrors();
  private final ProofTally tally = new ProofTally(internalErrors);

  MatrixCommand(Console console) {
    this.console = console;
    this.options =
        new Options(
            "matrix",
            this,
            "Prints the matrix M with y = M·x for one sample's x and y, flattened row-major; of a transposed layer, the"
                + " transpose of its forward layer's.",
            "Exit code 0: all well; 1: --verify found a difference; 2: some input is unusable.");
    this.layers = new LayerInputs(options);
    options
        .option(Format.class, value -> format = value, "--format")
        .defaultValue("text")
        .description(
            "${COMPLETION-CANDIDATES}; default text. csv and mtx (Matrix Market) hold one layer.");
    options
        .option(String.class, value -> kernel = value, "--kernel")
        .paramLabel("N,N...|FILE")
        .description(
            "The weight's numbers, row-major; default: those of the record, or symbols w0, w1, ...");
    options
        .flag(value -> unfold = value, "--unfold")
        .description("What nn.Unfold makes of the input: its sizes, and the matrix of columns.");
    options
        .flag(value -> verify = value, "--verify")
        .description(
            "Multiply M and its transpose out on ND4J and compare with the layers, in place of printing M.");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws IOException {
    check();
    double[] numbers = kernel == null ? null : NumberList.of("--kernel", kernel);
    MatrixSource source = new MatrixSource(unfold, numbers);
    MatrixWriter writer = writer();
    layers.forEach(console, input -> answer(input, source, writer));
    writer.finish();
    internalErrors.throwFirst();
    return refused ? ExitCode.UNUSABLE : tally.exitCode();
  }

  private void check() {
    if (unfold && (kernel != null || verify)) {
      throw usage(
          "--unfold is about the input: it goes without " + (verify ? "--verify" : "--kernel"));
    }
    if (verify && kernel != null) {
      throw usage("--verify proves the matrix for every kernel: it goes without --kernel");
    }
    if (verify && (format == Format.CSV || format == Format.MTX)) {
      throw usage("--verify prints a report and no matrix: it goes with text, json or jsonl");
    }
  }

  private ParameterException usage(String message) {
    return options.usage(message);
  }

  private MatrixWriter writer() {
    return switch (format) {
      case TEXT -> records(AnswerFormat.TEXT);
      case JSON -> records(AnswerFormat.JSON);
      case JSONL -> records(AnswerFormat.JSONL);
      case CSV -> new MatrixFile(MatrixCsv::write, console);
      case MTX -> new MatrixFile(MatrixMarket::write, console);
    };
  }

  private MatrixWriter records(AnswerFormat answerFormat) {
    AnswerWriter answers = new AnswerWriter(answerFormat, console);
    return verify
        ? new MatrixProofs(answers, UnrolledConvolution::of, tally)
        : new MatrixRecords(answers);
  }

  private void answer(LayerInput input, MatrixSource source, MatrixWriter writer) {
    Attempt<LayerMatrix> attempt = Attempt.of(() -> written(input, source, writer));
    if (attempt.succeeded()) {
      return;
    }
    internalErrors.add(attempt);
    refused = true;
    try {
      writer.refuse(input, new Refusal(attempt.faults()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LayerMatrix written(LayerInput input, MatrixSource source, MatrixWriter writer) {
    LayerMatrix matrix = source.of(input.require());
    MatrixSource.note(input.require(), matrix)
        .ifPresent(note -> console.err().println("note: " + note));
    try {
      writer.write(input, matrix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return matrix;
  }
}
