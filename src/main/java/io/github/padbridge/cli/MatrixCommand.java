package io.github.padbridge.cli;

import io.github.padbridge.cli.input.MatrixSource;
import io.github.padbridge.cli.input.NumberList;
import io.github.padbridge.cli.output.AnswerWriter;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.LayerWriter;
import io.github.padbridge.cli.output.MatrixFile;
import io.github.padbridge.cli.output.RecordWriter;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.matrix.ColumnMatrix;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.matrix.UnrolledConvolution;
import io.github.padbridge.proof.MatrixAgreement;
import io.github.padbridge.proof.MatrixVerifier;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.render.MatrixAgreementText;
import io.github.padbridge.render.MatrixCsv;
import io.github.padbridge.render.MatrixJson;
import io.github.padbridge.render.MatrixMarket;
import io.github.padbridge.render.MatrixText;
import io.github.padbridge.render.UnfoldText;
import java.io.IOException;
import java.util.EnumSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code padbridge matrix}: the matrix of a convolution, or the columns of the input. */
final class MatrixCommand extends SubCommand {
  private final Function<ConvSpec, ElementMatrix> unroller;
  private final SpecOptions layers;
  private Format format = Format.TEXT;
  private @Nullable String kernel;
  private boolean unfold;
  private boolean verify;
  private final Tally tally = new Tally();

  MatrixCommand(Console console) {
    this(console, UnrolledConvolution::of);
  }

  /** A command that proves the matrices of {@code unroller}. */
  MatrixCommand(Console console, Function<ConvSpec, ElementMatrix> unroller) {
    super(
        console,
        "matrix",
        "Prints the matrix M with y = M·x for one sample's x and y, flattened row-major; of a transposed layer, the"
            + " transpose of its forward layer's.",
        "Exit code 0: all well; 1: --verify found a difference; 2: some input is unusable.");
    this.unroller = unroller;
    this.layers = new SpecOptions(options);
    options
        .format(
            value -> format = value,
            EnumSet.of(Format.TEXT, Format.JSON, Format.JSONL, Format.CSV, Format.MTX))
        .description(
            "${COMPLETION-CANDIDATES}; default text. csv and mtx (Matrix Market) hold one layer.");
    options
        .option(String.class, value -> kernel = value, "--kernel")
        .paramLabel("N,N...|FILE")
        .description(
            "The weight's numbers, row-major; default: those of the record, or symbols w0, w1, ...");
    options.flag(
        value -> unfold = value,
        "--unfold",
        "What nn.Unfold makes of the input: its sizes, and the matrix of columns.");
    options.flag(
        value -> verify = value,
        "--verify",
        "Multiply M and its transpose out on ND4J and compare with the layers, in place of printing M.");
  }

  @Override
  public Integer call() throws IOException {
    check();
    double[] numbers = kernel == null ? null : NumberList.of("--kernel", kernel);
    MatrixSource source = new MatrixSource(unfold, numbers);
    LayerAnswers<?> answers = verify ? proofs(source) : matrices(source);
    layers.inputs(console, null).forEach(answers);
    answers.writer().finish();
    return tally.requireExitCode();
  }

  private void check() {
    if (unfold && (kernel != null || verify)) {
      throw usage("--unfold cannot be used with " + (verify ? "--verify" : "--kernel"));
    }
    if (verify && kernel != null) {
      throw usage("--verify cannot be used with --kernel: it proves the matrix for every kernel");
    }
    if (verify && (format == Format.CSV || format == Format.MTX)) {
      throw usage("--verify needs --format text, json or jsonl");
    }
  }

  private LayerMatrix matrix(MatrixSource source, LayerRecord record) {
    LayerMatrix matrix = source.of(record);
    MatrixSource.note(record, matrix).ifPresent(note -> console.err().println("note: " + note));
    return matrix;
  }

  private LayerAnswers<MatrixAgreement> proofs(MatrixSource source) {
    MatrixVerifier verifier =
        new MatrixVerifier(VerifySettings.DEFAULT_SEED, new Nd4jEngine(), unroller);
    return new LayerAnswers<>(
        record -> {
          MatrixAgreement agreement = verifier.verify(matrix(source, record).spec());
          if (!agreement.agree()) {
            tally.addDifference();
          }
          return agreement;
        },
        new RecordWriter<>(
            new AnswerWriter(format, console), "", MatrixAgreementText::of, MatrixJson::write),
        tally);
  }

  private LayerAnswers<LayerMatrix> matrices(MatrixSource source) {
    return new LayerAnswers<>(record -> matrix(source, record), writer(), tally);
  }

  private LayerWriter<LayerMatrix> writer() {
    return switch (format) {
      case TEXT, JSON, JSONL ->
          new RecordWriter<>(
              new AnswerWriter(format, console), "\n", MatrixCommand::text, MatrixJson::write);
      case CSV -> new MatrixFile(MatrixCsv::write, console);
      case MTX -> new MatrixFile(MatrixMarket::write, console);
      case TSV, MARKDOWN, SVG, HTML, PYTHON, KERAS, PYTORCH ->
          throw new IllegalStateException("" + format);
    };
  }

  private static String text(LayerRecord.Label label, LayerMatrix matrix) {
    return matrix.matrix() instanceof ColumnMatrix columns
        ? UnfoldText.of(label, matrix, columns)
        : MatrixText.of(label, matrix);
  }
}
