package io.github.padbridge.cli;

import io.github.padbridge.cli.input.InputFile;
import io.github.padbridge.cli.input.WeightFiles;
import io.github.padbridge.cli.input.WeightModels;
import io.github.padbridge.cli.output.AnswerWriter;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.OutputFile;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.modelfile.tensor.NpzWriter;
import io.github.padbridge.modelfile.tensor.SafetensorsWriter;
import io.github.padbridge.modelfile.tensor.TensorArchive;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.proof.WeightProof;
import io.github.padbridge.render.ColumnRanks;
import io.github.padbridge.render.TableWriter;
import io.github.padbridge.render.WeightJson;
import io.github.padbridge.render.WeightTable;
import io.github.padbridge.weights.CheckedChange;
import io.github.padbridge.weights.Conversion;
import io.github.padbridge.weights.ConversionRequest;
import io.github.padbridge.weights.Destination;
import io.github.padbridge.weights.PortNames;
import io.github.padbridge.weights.WeightChange;
import io.github.padbridge.weights.WeightCheck;
import io.github.padbridge.weights.WeightModel;
import io.github.padbridge.weights.WeightNotes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code padbridge weights}: a file of weights in the axis order of another framework. */
final class WeightsCommand extends SubCommand {
  /** The framework whose order a file has, in its metadata. */
  private static final String ORDER = "padbridge.order";

  private String input = "";
  private String output = "";
  private @Nullable Destination to;
  private @Nullable Destination from;
  private @Nullable String model;
  private @Nullable String names;
  private Set<String> copied = Set.of();
  private boolean check;
  private Format format = Format.TEXT;
  private final Tally tally = new Tally();

  WeightsCommand(Console console) {
    super(
        console,
        "weights",
        "Permutes convolution weights for another framework.",
        "All other tensors are copied bit for bit. --to pytorch undoes it: the same bytes come"
            + " back.",
        "Exit code 0: the file is written; 1: --check found a difference, and no file is written;"
            + " 2: some input is unusable.");
    List<String> ids = Destination.all().stream().map(Destination::id).toList();
    options.group(OptionGroup.LAYER);
    options.parameter(
        String.class,
        value -> input = value,
        "FILE",
        "1",
        "A .pt2 file (torch.export.save), or a .safetensors or .npz file with --model.");
    options
        .option(String.class, value -> model = value, "--model")
        .paramLabel("FILE")
        .description(
            "Model that tells the layer of each weight: a .pt2 file, the output of print(model), or"
                + " JSON or Python layers with names.");
    options.group(OptionGroup.TRANSLATION);
    options
        .option(String.class, value -> to = destination("--to", value), "--to")
        .paramLabel("NAME")
        .completionCandidates(ids)
        .description("Framework to permute for: ${COMPLETION-CANDIDATES}.");
    options
        .option(String.class, value -> from = destination("--from", value), "--from")
        .paramLabel("NAME")
        .completionCandidates(ids)
        .description(
            "Framework whose order the file has. Default: what a .safetensors file of this command"
                + " records, otherwise pytorch.");
    options
        .option(String.class, value -> names = value, "--names")
        .paramLabel("PORT")
        .description(
            "Port with the names of the weights: a .keras or .pt2 file, or a printed model."
                + " Layers are matched as in an audit. Default: names are kept.");
    options
        .option(String.class, value -> copied = Set.copyOf(List.of(value.split(",", -1))), "--copy")
        .paramLabel("NAME,...")
        .description("Tensors to copy as they are, though they may be weights of convolutions.");
    options.group(OptionGroup.PROOF);
    options.flag(
        value -> check = value,
        "--check",
        "Run each layer and its translation with the permuted weight on ND4J, and compare.");
    options.group(OptionGroup.OUTPUT);
    options
        .option(String.class, value -> output = value, "-o", "--output")
        .paramLabel("FILE")
        .description("The .safetensors or .npz file to write, whole or not at all.");
    options.format(value -> format = value, EnumSet.range(Format.TEXT, Format.JSONL));
    options.examples(
        "padbridge weights net.pt2 --to keras --check -o keras.npz",
        "padbridge weights net.safetensors --model net.txt --to tensorflow -o tf.safetensors",
        "padbridge weights tf.safetensors --model net.txt --to pytorch -o back.safetensors");
  }

  private Destination destination(String option, String name) {
    List<String> known = Destination.all().stream().map(Destination::id).toList();
    return Destination.named(name)
        .orElseThrow(
            () ->
                usage(
                    option
                        + " must be one of "
                        + String.join(", ", known)
                        + " (got '"
                        + name
                        + "')",
                    Suggestion.help(name, known)));
  }

  @Override
  public Integer call() throws IOException {
    if (to == null || output.isEmpty()) {
      throw usage(to == null ? "--to is missing" : "-o is missing: the file to write");
    }
    if (!isNpz() && !output.endsWith(".safetensors")) {
      throw usage("-o must end in .safetensors or .npz (got '" + output + "')");
    }
    InputFile.requireOther(input, output);
    requireOther(model);
    requireOther(names);
    try (TensorArchive file = WeightFiles.open(input)) {
      WeightModel known = model();
      Conversion conversion = conversion(file, known, to);
      List<CheckedChange> changes = checked(conversion);
      if (tally.exitCode() == ExitCode.OK) {
        write(file, conversion, to);
      }
      answer(changes);
      if (tally.exitCode() == ExitCode.OK) {
        WeightNotes.of(known, conversion, names != null)
            .forEach(note -> console.err().println("note: " + note));
      }
    }
    return tally.requireExitCode();
  }

  private void requireOther(@Nullable String read) {
    if (read != null) {
      InputFile.requireOther(read, output);
    }
  }

  private boolean isNpz() {
    return output.endsWith(".npz");
  }

  private Conversion conversion(TensorArchive file, WeightModel known, Destination wanted) {
    String recorded = file.metadata().get(ORDER);
    Destination now =
        from != null
            ? from
            : recorded == null
                ? Destination.PYTORCH
                : Destination.named(recorded)
                    .orElseThrow(() -> refusal("the order of " + recorded + " is not known", null));
    boolean isBack = wanted.equals(Destination.PYTORCH);
    if (now.equals(wanted)) {
      throw refusal(
          "the weights have the order of " + now.title() + " already",
          isBack ? "--from tells the order of a file that does not record it" : null);
    }
    if (!isBack && !now.equals(Destination.PYTORCH)) {
      throw refusal(
          "the weights have the order of " + now.title(), "permute them back first: --to pytorch");
    }
    PortNames named =
        names == null
            ? PortNames.NONE
            : PortNames.of(known, WeightModels.port(names, console.in()));
    return Conversion.of(
        file, known, new ConversionRequest(isBack ? now : wanted, isBack, named, copied));
  }

  private WeightModel model() {
    if (model == null && !WeightFiles.isProgram(input)) {
      throw refusal(
          "this file does not tell which layer a weight belongs to",
          "add --model: a .pt2 file, or the output of print(model)");
    }
    WeightModel known =
        WeightModels.read(model == null ? input : model, console.in(), console.err());
    if (names != null && known.rows().isEmpty()) {
      throw usage("--names needs a model: a file of layers has no order");
    }
    return known;
  }

  private Refusal refusal(String message, @Nullable String help) {
    return new Refusal(Fault.at(Place.of(input), message, help));
  }

  private List<CheckedChange> checked(Conversion conversion) throws IOException {
    WeightCheck proofs = new WeightCheck(new WeightProof(VerifySettings.DEFAULT, new Nd4jEngine()));
    List<CheckedChange> checked = new ArrayList<>();
    for (WeightChange change : conversion.changes()) {
      Agreement agreement = check ? agreement(proofs, change) : null;
      if (agreement != null && !agreement.agree()) {
        tally.addDifference();
        console
            .err()
            .println(
                "error: " + change.read().name() + ": the permuted weight gives other numbers");
      }
      if (check || !change.order().isNone()) {
        checked.add(new CheckedChange(change, agreement));
      }
    }
    return checked;
  }

  private Agreement agreement(WeightCheck proofs, WeightChange change) throws IOException {
    try {
      return proofs.agreement(change);
    } catch (Refusal refusal) {
      throw refusal.locatedAt(new Place(input, 0, 0, change.read().name()));
    }
  }

  private void write(TensorArchive file, Conversion conversion, Destination order)
      throws IOException {
    try (OutputFile written = new OutputFile(output)) {
      if (isNpz()) {
        NpzWriter.write(output, written.stream(), conversion.tensors());
      } else {
        Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
        metadata.remove(ORDER);
        if (!order.equals(Destination.PYTORCH)) {
          metadata.put(ORDER, order.id());
        }
        SafetensorsWriter.write(written.stream(), conversion.tensors(), metadata);
      }
      written.commit();
    } catch (IOException e) {
      throw OutputFile.refusal(output, e);
    }
  }

  private void answer(List<CheckedChange> changes) throws IOException {
    if (format == Format.TEXT) {
      WeightTable table = new WeightTable(names != null, check);
      TableWriter rows = Format.TEXT.table(console, table.columns(), ColumnRanks.EQUAL);
      for (CheckedChange change : changes) {
        rows.row(table.row(change));
      }
      rows.finish();
      console.out().flush();
      return;
    }
    AnswerWriter writer = new AnswerWriter(format, console);
    for (CheckedChange change : changes) {
      writer.write(() -> "", json -> new WeightJson(json).write(change));
    }
    writer.finish();
  }
}
