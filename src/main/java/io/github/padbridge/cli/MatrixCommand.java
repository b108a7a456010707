package io.github.padbridge.cli;

import io.github.padbridge.cli.input.MatrixSource;
import io.github.padbridge.cli.input.NumberList;
import io.github.padbridge.cli.output.AnswerWriter;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.LayerWriter;
import io.github.padbridge.cli.output.MatrixFile;
import io.github.padbridge.cli.output.Progress;
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
        "Writes a convolution as a matrix.",
        "y = M*x for the input x and the output y of one sample, flattened row by row. The matrix of a transposed convolution is the transpose"
            + " of the matrix of its forward convolution.",
        "Exit code 0: success; 1: --verify found a difference; 2: some input is unusable.");
    this.unroller = unroller;
    this.layers = new SpecOptions(options);
    options.group(OptionGroup.LAYER);
    options
        .option(String.class, value -> kernel = value, "--kernel")
        .paramLabel("N,N...|FILE")
        .description(
            "Numbers of the weight, row by row. Default: those of the record, or the symbols w0, w1,"
                + " ...");
    options.flag(
        value -> unfold = value,
        "--unfold",
        "Write the columns that nn.Unfold makes of the input, and their sizes.");
    options.group(OptionGroup.PROOF);
    options.flag(
        value -> verify = value,
        "--verify",
        "Multiply M and its transpose on ND4J and compare with the layers; M is not printed.");
    options.group(OptionGroup.OUTPUT);
    options
        .format(
            value -> format = value,
            EnumSet.of(Format.TEXT, Format.JSON, Format.JSONL, Format.CSV, Format.MTX))
        .description(
            "Write the answer as ${COMPLETION-CANDIDATES}; csv and mtx (Matrix Market) hold one"
                + " layer. Default: text.");
    options.examples(
        "padbridge matrix 'nn.Conv1d(1, 1, 3, stride=2)' --input-shape 1,1,8",
        "padbridge matrix 'nn.Conv1d(1, 1, 3)' --input-shape 1,1,8 --kernel 1,2,3",
        "padbridge matrix conv2d --kernel-size 3 --input-shape 1,1,5,5 --format mtx",
        "padbridge matrix 'nn.Conv2d(1, 1, 3)' --input-shape 1,1,5,5 --verify");
  }

  @Override
  public Integer call() throws IOException {
    check();
    double[] numbers = kernel == null ? null : NumberList.of("--kernel", kernel);
    MatrixSource source = new MatrixSource(unfold, numbers);
    try (Progress progress = Progress.of(console, verify ? "verified" : "written", " layers")) {
      Console to = progress.console();
      LayerAnswers<?> answers = verify ? proofs(source, to) : matrices(source, to);
      layers.inputs(to, null).forEach(progress.counting(answers));
      answers.writer().finish();
    }
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

  private static LayerMatrix matrix(MatrixSource source, LayerRecord record, Console to) {
    LayerMatrix matrix = source.of(record);
    MatrixSource.note(record, matrix).ifPresent(note -> to.err().println("note: " + note));
    return matrix;
  }

  private LayerAnswers<MatrixAgreement> proofs(MatrixSource source, Console to) {
    MatrixVerifier verifier =
        new MatrixVerifier(VerifySettings.DEFAULT_SEED, new Nd4jEngine(), unroller);
    return new LayerAnswers<>(
        record -> {
          MatrixAgreement agreement = verifier.verify(matrix(source, record, to).spec());
          if (!agreement.agree()) {
            tally.addDifference();
          }
          return agreement;
        },
        new RecordWriter<>(
            new AnswerWriter(format, to), "", MatrixAgreementText::of, MatrixJson::write),
        tally);
  }

  private LayerAnswers<LayerMatrix> matrices(MatrixSource source, Console to) {
    return new LayerAnswers<>(record -> matrix(source, record, to), writer(to), tally);
  }

  private LayerWriter<LayerMatrix> writer(Console to) {
    return switch (format) {
      case TEXT, JSON, JSONL ->
          new RecordWriter<>(
              new AnswerWriter(format, to), "\n", MatrixCommand::text, MatrixJson::write);
      case CSV -> new MatrixFile(MatrixCsv::write, to);
      case MTX -> new MatrixFile(MatrixMarket::write, to);
      case TSV, MARKDOWN, SVG, HTML, PYTHON, KERAS, PYTORCH, ONNX, JAX ->
          throw new IllegalStateException("" + format);
    };
  }

  private static String text(LayerRecord.Label label, LayerMatrix matrix) {
    return matrix.matrix() instanceof ColumnMatrix columns
        ? UnfoldText.of(label, matrix, columns)
        : MatrixText.of(label, matrix);
  }
}
