package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.proof.ProofService;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.render.GridColumn;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.TableWriter;
import io.github.padbridge.spec.ConvOp;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.table.Choices;
import io.github.padbridge.table.Combination;
import io.github.padbridge.table.Grid;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.StrategyChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** {@code padbridge table}: a row for every combination of a convolution's arguments. */
final class TableCommand implements SubCommand {
  private static final String VALUES = "VALUES";
  private final Console console;
  private final Function<Combination, ConvSpec> layers;
  private final Options options;
  private String opName = "";
  private @Nullable String kernelSize;
  private @Nullable String inputSize;
  private @Nullable String stride;
  private @Nullable String padding;
  private @Nullable String outputPadding;
  private @Nullable String dilation;
  private @Nullable String outputSize;
  private boolean invalid;
  private boolean verify;
  private @Nullable String columns;
  private TableFormat format = TableFormat.TEXT;

  /** A row is about its own size, and its proof too. */
  private final ProofService proofs =
      new ProofService(
          new StrategyChoice(Strategy.PAD_SLICE.id(), Runtime.PORTABLE, null),
          VerifySettings.DEFAULT.onlyAtGivenSizes(),
          new Nd4jEngine());

  private final InternalErrors internalErrors = new InternalErrors();
  private final ProofTally tally = new ProofTally(internalErrors);

  TableCommand(Console console) {
    this(console, Combination::spec);
  }

  /** A command whose layers are made by {@code layers}. */
  TableCommand(Console console, Function<Combination, ConvSpec> layers) {
    this.console = console;
    this.layers = layers;
    this.options =
        new Options(
            "table",
            this,
            "Lists what every combination of a convolution's arguments gives, row by row.",
            "Values are numbers, lists 1,2,4, ranges 1..7 or 8..64:8, and one number an axis as 3x5.");
    options.parameter(
        String.class,
        value -> opName = value,
        "OP",
        "1",
        "conv1d to conv3d, conv_transpose1d to conv_transpose3d.");
    options
        .option(String.class, value -> kernelSize = value, "--kernel-size")
        .paramLabel(VALUES)
        .required(true)
        .description("Such as 1..7; must be given.");
    options
        .option(String.class, value -> inputSize = value, "--input-size")
        .paramLabel(VALUES)
        .required(true)
        .description("Such as 8..64:8; must be given.");
    options
        .option(String.class, value -> stride = value, "--stride")
        .paramLabel(VALUES)
        .description("Default 1.");
    options
        .option(String.class, value -> padding = value, "--padding")
        .paramLabel(VALUES)
        .description("Default 0; same and valid are values too.");
    options
        .option(String.class, value -> outputPadding = value, "--output-padding")
        .paramLabel(VALUES)
        .description("Transposed only; default 0.");
    options
        .option(String.class, value -> dilation = value, "--dilation")
        .paramLabel(VALUES)
        .description("Default 1.");
    options
        .option(String.class, value -> outputSize = value, "--output-size")
        .paramLabel(VALUES)
        .description("Only the combinations that give one of these sizes.");
    options
        .flag(value -> invalid = value, "--invalid")
        .description("Show what PyTorch would not have, too, with the reason.");
    options.flag(value -> verify = value, "--verify").description("Prove every row on ND4J.");
    options
        .option(String.class, value -> columns = value, "--columns")
        .paramLabel("NAME[,NAME...]")
        .description("Which columns, in which order.");
    options
        .option(TableFormat.class, value -> format = value, "--format")
        .defaultValue("text")
        .description("${COMPLETION-CANDIDATES}; default text.");
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws IOException {
    ConvOp op = ConvOp.named(opName).orElseThrow(this::unknownOp);
    Grid grid = grid(op);
    List<GridColumn> chosen =
        columns == null ? GridColumn.usual(op, verify, invalid) : named(columns);
    int axes = op.spatialRank();
    Choices outputSizes =
        outputSize == null ? null : Choices.parse("--output-size", outputSize, axes, List.of());
    TableWriter table = format.writer(console, chosen.stream().map(GridColumn::title).toList());
    TableRows rows =
        new TableRows(chosen, outputSizes, invalid, layers, verify ? proofs : null, tally);
    try {
      grid.forEach(combination -> add(combination, rows, table));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    table.finish();
    if (rows.leftOut() > 0 && !invalid) {
      console
          .err()
          .println(
              "note: PyTorch would not have "
                  + rows.leftOut()
                  + (rows.leftOut() == 1 ? " combination" : " combinations")
                  + "; --invalid shows them with the reason");
    }
    if (rows.shown() == 0) {
      console.err().println("note: no combination is left for the table");
    }
    if (tally.unproven() > 0) {
      console
          .err()
          .println(
              "error: "
                  + tally.unproven()
                  + (tally.unproven() == 1 ? " row" : " rows")
                  + " cannot be proven; the column 'reason' says why");
    }
    internalErrors.throwFirst();
    return tally.exitCode();
  }

  private Grid grid(ConvOp op) {
    if (outputPadding != null && !op.isTransposed()) {
      throw usage(op.functionName() + " has no output_padding", null);
    }
    List<String> words = List.of("same", "valid");
    return new Grid(
        op,
        choices("--kernel-size", kernelSize, 0, op, List.of()),
        choices("--stride", stride, 1, op, List.of()),
        choices("--padding", padding, 0, op, words),
        choices("--output-padding", outputPadding, 0, op, List.of()),
        choices("--dilation", dilation, 1, op, List.of()),
        choices("--input-size", inputSize, 0, op, List.of()));
  }

  private static Choices choices(
      String option, @Nullable String text, int byDefault, ConvOp op, List<String> words) {
    return text == null
        ? Choices.of(byDefault)
        : Choices.parse(option, text, op.spatialRank(), words);
  }

  private List<GridColumn> named(String columns) {
    List<GridColumn> named = new ArrayList<>();
    for (String name : columns.split(",", -1)) {
      named.add(
          Arrays.stream(GridColumn.values())
              .filter(column -> column.title().equals(name.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      usage(
                          "there is no column '" + name + "'",
                          Suggestion.help(
                              name,
                              Arrays.stream(GridColumn.values())
                                  .map(GridColumn::title)
                                  .toList()))));
    }
    if (named.stream().distinct().count() < named.size()) {
      throw usage("a column is chosen twice (got " + columns + ")", null);
    }
    return named;
  }

  private void add(Combination combination, TableRows rows, TableWriter table) {
    Attempt<Optional<List<@Nullable Object>>> attempt = Attempt.of(() -> rows.of(combination));
    internalErrors.add(attempt);
    try {
      if (!attempt.succeeded()) {
        console.err().print(RefusalText.of(attempt.faults()));
        table.row(rows.failed(combination, attempt.faults()));
      } else if (attempt.requireResult().isPresent()) {
        table.row(attempt.requireResult().get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ParameterException unknownOp() {
    Optional<String> torchName = ConvOp.torchName(opName);
    return usage(
        "there is no convolution '" + opName + "'",
        torchName.isPresent()
            ? "PyTorch's name for it is " + torchName.get()
            : Suggestion.help(opName, ConvOp.functionNames()));
  }

  private ParameterException usage(String message, @Nullable String help) {
    return options.usage(help == null ? message : message + "; " + help);
  }
}
