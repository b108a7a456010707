package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.Progress;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.proof.ProofService;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.render.AlignedTable;
import io.github.padbridge.render.GridColumn;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.TableWriter;
import io.github.padbridge.table.Choices;
import io.github.padbridge.table.Combination;
import io.github.padbridge.table.Grid;
import io.github.padbridge.table.GridOp;
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

/** {@code padbridge table}: one row for every combination of the arguments of a layer. */
final class TableCommand extends SubCommand {
  private final Function<Combination, ? extends TorchSpec> layers;
  private String opName = "";

  /** The given values by option name. */
  private final Map<String, String> values = new HashMap<>();

  private boolean ceilMode;
  private boolean perAxis;
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
  TableCommand(Console console, Function<Combination, ? extends TorchSpec> layers) {
    super(
        console,
        "table",
        "Lists sizes and padding for all combinations of arguments.",
        "VALUES are numbers, lists such as 1,2,4, ranges such as 1..7 or 8..64:8, and one number for"
            + " each axis, such as 3x5.");
    this.layers = layers;
    options.parameter(
        String.class,
        value -> opName = value,
        "OP",
        "1",
        "A convolution or pooling: conv2d, conv_transpose2d, max_pool2d or avg_pool2d, with 1, 2 or"
            + " 3 axes.");
    options.group(OptionGroup.VALUES);
    values("--kernel-size", "Kernel sizes, such as 1..7; required.").required(true);
    values("--input-size", "Input sizes, such as 8..64:8; required.").required(true);
    values("--stride", "Strides. Default: 1; the kernel size for a pooling.");
    values("--padding", "Padding on both sides of each axis, or same or valid. Default: 0.");
    values("--output-padding", "Output padding of a transposed convolution. Default: 0.");
    values("--dilation", "Dilations. Default: 1.");
    options.flag(
        value -> ceilMode = value,
        "--ceil-mode",
        "Round the output size up (PyTorch pooling layers).");
    options.flag(
        value -> perAxis = value,
        "--per-axis",
        "Combine the values of every axis with those of the others: 0,1 is 0x0, 0x1, 1x0 and 1x1.");
    values("--output-size", "List only combinations with one of these output sizes.");
    options.flag(
        value -> invalid = value,
        "--invalid",
        "Also list combinations that are invalid in PyTorch, with the reason.");
    options.group(OptionGroup.PROOF);
    options.flag(value -> verify = value, "--verify", "Prove every row on ND4J.");
    options.group(OptionGroup.OUTPUT);
    options
        .option(String.class, value -> columns = value, "--columns")
        .paramLabel("NAME[,NAME...]")
        .description("Columns to write, in this order.");
    options.format(value -> format = value, EnumSet.range(Format.TEXT, Format.MARKDOWN));
    options.examples(
        "padbridge table conv2d --kernel-size 1..7 --input-size 224 --stride 1,2",
        "padbridge table conv1d --kernel-size 3 --input-size 8..64:8 --padding same",
        "padbridge table conv_transpose2d --kernel-size 4 --input-size 7 --stride 2 --padding 0,1"
            + " --verify",
        "padbridge table conv2d --kernel-size 3 --input-size 8 --padding 0..3 --format csv");
  }

  private OptionSpec.Builder values(String name, String description) {
    return options
        .option(String.class, value -> values.put(name, value), name)
        .paramLabel("VALUES")
        .description(description);
  }

  @Override
  public Integer call() throws IOException {
    GridOp op = op();
    Grid grid = grid(op);
    List<GridColumn> chosen =
        columns == null ? GridColumn.usual(op, verify, invalid) : named(columns);
    Choices outputSizes =
        values.containsKey("--output-size") ? choices("--output-size", 0, op) : null;
    TableRows rows =
        new TableRows(chosen, outputSizes, invalid, layers, verify ? proofs : null, tally);
    try (Progress progress = progress()) {
      progress.total(grid.count());
      Console to = progress.console();
      TableWriter table =
          format.table(to, chosen.stream().map(GridColumn::title).toList(), GridColumn.RANKS);
      grid.forEach(
          progress.counting(
              combination -> {
                if (rows.shown() >= AlignedTable.LOOKED_AT - 1) {
                  endBeforeRows(progress);
                }
                add(combination, rows, table, to);
              }));
      endBeforeRows(progress);
      table.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
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

  /** The first rows of a text are written at once. */
  private Progress progress() {
    String task = verify ? "proven" : "written";
    return format == Format.TEXT
        ? Progress.beforeAnswers(console, task, " rows")
        : Progress.of(console, task, " rows");
  }

  private void endBeforeRows(Progress progress) {
    if (format == Format.TEXT) {
      progress.close();
    }
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private GridOp op() {
    GridOp op = GridOp.named(opName).orElseThrow(this::unknownOp);
    if (ceilMode && op.pooling() == null) {
      throw usage(op.functionName() + " has no ceil_mode");
    }
    return ceilMode ? op.withCeilMode() : op;
  }

  private Grid grid(GridOp op) {
    if (values.containsKey("--output-padding") && !op.isTransposed()) {
      throw usage(op.functionName() + " has no output_padding");
    }
    if (values.containsKey("--dilation") && op.isAverage()) {
      throw usage(op.functionName() + " has no dilation");
    }
    return new Grid(
        op,
        choices("--kernel-size", 0, op),
        op.pooling() != null && !values.containsKey("--stride")
            ? Choices.NONE
            : choices("--stride", 1, op),
        choices("--padding", 0, op, "same", "valid"),
        choices("--output-padding", 0, op),
        choices("--dilation", 1, op),
        choices("--input-size", 0, op));
  }

  private Choices choices(String option, int byDefault, GridOp op, String... words) {
    String text = values.get(option);
    if (text == null) {
      return Choices.of(byDefault);
    }
    Choices choices = Choices.parse(option, text, op.spatialRank(), List.of(words));
    return perAxis ? choices.onEachAxis(option, op.spatialRank()) : choices;
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

  private void add(Combination combination, TableRows rows, TableWriter table, Console to) {
    Attempt<Optional<List<@Nullable Object>>> attempt = Attempt.of(() -> rows.of(combination));
    try {
      if (!attempt.succeeded()) {
        tally.refuse(attempt);
        to.err().print(RefusalText.of(attempt.faults()));
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
            .orElseGet(() -> Suggestion.help(opName, GridOp.names(), "padbridge table --help"));
    return usage("there is no convolution or pooling '" + opName + "'", help);
  }
}
