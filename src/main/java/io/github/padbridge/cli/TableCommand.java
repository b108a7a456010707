package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.proof.ProofService;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.render.GridColumn;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.TableWriter;
import io.github.padbridge.table.Choices;
import io.github.padbridge.table.Combination;
import io.github.padbridge.table.Grid;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.StrategyChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** {@code padbridge table}: one row for every combination of the arguments of a convolution. */
final class TableCommand extends SubCommand {
  private final Function<Combination, ConvSpec> layers;
  private String opName = "";

  /** The given values by option name. */
  private final Map<String, String> values = new HashMap<>();

  private boolean invalid;
  private boolean verify;
  private @Nullable String columns;
  private Format format = Format.TEXT;

  /** Each row and its proof are about one input size. */
  private final ProofService proofs =
      new ProofService(
          new StrategyChoice(Strategy.PAD_SLICE.id(), Runtime.PORTABLE, null),
          VerifySettings.DEFAULT.onlyAtGivenSizes(),
          new Nd4jEngine());

  private final Tally tally = new Tally();

  TableCommand(Console console) {
    this(console, Combination::spec);
  }

  /** A command whose layers are made by {@code layers}. */
  TableCommand(Console console, Function<Combination, ConvSpec> layers) {
    super(
        console,
        "table",
        "Lists what every combination of a convolution's arguments gives, row by row.",
        "Values are numbers, lists 1,2,4, ranges 1..7 or 8..64:8, and one number an axis as 3x5.");
    this.layers = layers;
    options.parameter(
        String.class,
        value -> opName = value,
        "OP",
        "1",
        "conv1d to conv3d, conv_transpose1d to conv_transpose3d.");
    values("--kernel-size", "Such as 1..7; must be given.").required(true);
    values("--input-size", "Such as 8..64:8; must be given.").required(true);
    values("--stride", "Default 1.");
    values("--padding", "Default 0; same and valid are values too.");
    values("--output-padding", "Transposed only; default 0.");
    values("--dilation", "Default 1.");
    values("--output-size", "Only the combinations that give one of these sizes.");
    options.flag(
        value -> invalid = value,
        "--invalid",
        "Also show combinations that are invalid in PyTorch, with the reason.");
    options.flag(value -> verify = value, "--verify", "Prove every row on ND4J.");
    options
        .option(String.class, value -> columns = value, "--columns")
        .paramLabel("NAME[,NAME...]")
        .description("Which columns, in which order.");
    options.format(value -> format = value, EnumSet.range(Format.TEXT, Format.MARKDOWN));
  }

  private OptionSpec.Builder values(String name, String description) {
    return options
        .option(String.class, value -> values.put(name, value), name)
        .paramLabel("VALUES")
        .description(description);
  }

  @Override
  public Integer call() throws IOException {
    ConvOp op = ConvOp.named(opName).orElseThrow(this::unknownOp);
    Grid grid = grid(op);
    List<GridColumn> chosen =
        columns == null ? GridColumn.usual(op, verify, invalid) : named(columns);
    Choices outputSizes =
        values.containsKey("--output-size") ? choices("--output-size", 0, op) : null;
    TableWriter table =
        format.table(console.out(), chosen.stream().map(GridColumn::title).toList());
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
              "note: "
                  + counted(rows.leftOut(), "combination")
                  + (rows.leftOut() == 1 ? " is" : " are")
                  + " invalid in PyTorch; --invalid shows the reasons");
    }
    if (rows.shown() == 0) {
      console.err().println("note: the table is empty");
    }
    if (tally.unproven() > 0) {
      console
          .err()
          .println(
              "error: "
                  + counted(tally.unproven(), "row")
                  + " cannot be proven; see the column 'reason'");
    }
    return tally.requireExitCode();
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private Grid grid(ConvOp op) {
    if (values.containsKey("--output-padding") && !op.isTransposed()) {
      throw usage(op.functionName() + " has no output_padding");
    }
    return new Grid(
        op,
        choices("--kernel-size", 0, op),
        choices("--stride", 1, op),
        choices("--padding", 0, op, "same", "valid"),
        choices("--output-padding", 0, op),
        choices("--dilation", 1, op),
        choices("--input-size", 0, op));
  }

  private Choices choices(String option, int byDefault, ConvOp op, String... words) {
    String text = values.get(option);
    return text == null
        ? Choices.of(byDefault)
        : Choices.parse(option, text, op.spatialRank(), List.of(words));
  }

  private List<GridColumn> named(String columns) {
    Map<String, GridColumn> known = new LinkedHashMap<>();
    for (GridColumn column : GridColumn.values()) {
      known.put(column.title(), column);
    }
    List<GridColumn> named = new ArrayList<>();
    for (String name : columns.split(",", -1)) {
      if (!known.containsKey(name.strip())) {
        String help = Suggestion.help(name, known.keySet());
        throw usage("there is no column '" + name + "'", help);
      }
      named.add(known.get(name.strip()));
    }
    if (named.stream().distinct().count() < named.size()) {
      throw usage("a column is given twice (got " + columns + ")");
    }
    return named;
  }

  private void add(Combination combination, TableRows rows, TableWriter table) {
    Attempt<Optional<List<@Nullable Object>>> attempt = Attempt.of(() -> rows.of(combination));
    try {
      if (!attempt.succeeded()) {
        tally.refuse(attempt);
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
    String help =
        ConvOp.torchName(opName)
            .map(name -> "its name in PyTorch is " + name)
            .orElseGet(
                () -> Suggestion.help(opName, ConvOp.functionNames(), "padbridge table --help"));
    return usage("there is no convolution '" + opName + "'", help);
  }
}
