package io.github.padbridge.cli;

import io.github.padbridge.cli.input.InputFile;
import io.github.padbridge.cli.input.ScanInput;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.Progress;
import io.github.padbridge.cli.output.ScanWriter;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.model.FileModel;
import io.github.padbridge.model.Model;
import io.github.padbridge.model.ModelLayer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Engine;
import io.github.padbridge.proof.LayerProof;
import io.github.padbridge.proof.ProofService;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.render.LeftOutNotes;
import io.github.padbridge.render.RefusalText;
import io.github.padbridge.render.ScannedLayer;
import io.github.padbridge.shape.Framework;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.PadPlan;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.StrategyChoice;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code padbridge scan}: every convolution and pooling of a printed model. */
final class ScanCommand extends SubCommand {
  private String input = InputFile.STDIN;
  private Format format = Format.TEXT;
  private final OutputOption output;
  private @Nullable String inputShape;
  private boolean sequential;
  private @Nullable Boolean verifyOption;
  private boolean verify;
  private final VerifyOptions verifyOptions;
  private final StrategyOptions strategy;

  /** Models repeat their layers. */
  private final Map<Layer, Attempt<Alternative>> translated = new HashMap<>();

  private final Tally tally = new Tally();

  ScanCommand(Console console) {
    this(console, StrategyOptions::new);
  }

  /** A command whose plans are made by {@code strategy}. */
  ScanCommand(Console console, Function<Options, StrategyOptions> strategy) {
    super(
        console,
        "scan",
        "Translates every convolution and pooling of a model.",
        "A model is a .pt2, .onnx or .keras file, a Keras config.json, or a printed model. A file holds"
            + " what runs; a printed model only names its modules.",
        "Exit code 0: success; 1: --verify found a difference; 2: the model or a layer in it is"
            + " unusable, or --verify cannot prove a layer.");
    options.group(OptionGroup.LAYER);
    options.parameter(
        String.class,
        value -> input = value,
        "FILE",
        "1",
        "A .pt2 file (torch.export.save), an .onnx file, a .keras file or its config.json, or the"
            + " output of print(model), with or without a log around it; - for standard input.");
    options
        .option(String.class, value -> inputShape = value, "--input-shape")
        .paramLabel("N,C,...")
        .description(
            "Input shape of the model. A model file takes it for the sizes that it leaves open; in a"
                + " printed model it is (N, C, spatial...) or unbatched, and sizes are carried"
                + " through Sequential modules.");
    options.flag(
        value -> sequential = value,
        "--sequential",
        "Carry sizes through all modules of a printed model in the printed order, which may not be"
            + " the order in which they run.");
    this.strategy = strategy.apply(options).withTarget();
    this.verifyOptions = new VerifyOptions(options);
    options.eitherWay(
        value -> verifyOption = value,
        "--verify",
        "Prove each different layer on ND4J, at chosen sizes where they are open. Default: prove"
            + " the layers of a page, and of no other format.");
    options.group(OptionGroup.OUTPUT);
    options
        .format(value -> format = value, EnumSet.complementOf(EnumSet.of(Format.SVG, Format.MTX)))
        .description(Options.FORMULAS);
    this.output = new OutputOption(options);
    options.examples(
        "padbridge scan model.pt2",
        "padbridge scan model.txt --input-shape 1,3,224,224 --verify",
        "padbridge scan model.pt2 --format html -o model.html",
        "python -c 'import my; print(my.model)' | padbridge scan -");
  }

  @Override
  public Integer call() throws IOException {
    strategy.writes(format);
    if (format == Format.KERAS) {
      strategy.byDefault(Strategy.KERAS.id());
    }
    strategy.check();
    strategy.byDefault(StrategyChoice.AUTO);
    if (format == Format.KERAS && !strategy.isNamed(Strategy.KERAS.id())) {
      throw usage("--format keras needs --strategy keras");
    }
    verify = verifyOption == null ? format == Format.HTML : verifyOption;
    VerifySettings settings = verifyOptions.settings();
    Engine engine = verifyOptions.engine(strategy.runtime());
    Shape shape = inputShape == null ? null : shape(inputShape);
    if (sequential && shape == null) {
      throw usage("--sequential needs --input-shape");
    }
    InputFile.requireOther(input, output.file());
    ProofService proofs = verify ? new ProofService(strategy.choice(), settings, engine) : null;
    return output.write(console, tally, to -> scan(shape, proofs, to));
  }

  private void scan(@Nullable Shape shape, @Nullable ProofService proofs, Console to)
      throws IOException {
    ScanInput found = ScanInput.read(input, to.in(), shape);
    if (found instanceof ScanInput.ModelFile file) {
      scan(file, proofs, to);
    } else {
      scan(((ScanInput.Printed) found).text(), shape, proofs, to);
    }
  }

  private void scan(ScanInput.ModelFile file, @Nullable ProofService proofs, Console to)
      throws IOException {
    if (sequential) {
      throw usage("--sequential needs a printed model: a model file holds the order");
    }
    FileModel model = file.model();
    if (model.layers().stream().noneMatch(ModelLayer::isWindow)) {
      LeftOutNotes.of(model.layers()).forEach(note -> to.err().println("note: " + note));
      throw new Refusal(
          Fault.at(
              Place.of(file.source()),
              "there is no convolution or pooling in " + model.kind(),
              null));
    }
    write(model.layers(), true, false, proofs, to);
    model.notes().forEach(note -> to.err().println("note: " + note));
  }

  private void write(
      List<ModelLayer> layers,
      boolean isFile,
      boolean severalModels,
      @Nullable ProofService proofs,
      Console to)
      throws IOException {
    Progress progress = progress(to);
    ScanWriter writer =
        ScanWriter.of(
            format, progress.console(), isFile, severalModels, verify, strategy.runtime());
    try (progress) {
      progress.total(layers.size());
      for (ModelLayer layer : layers) {
        writer.write(scanned(layer, proofs));
        progress.step();
      }
    }
    writer.finish();
  }

  private void scan(
      SourceText text, @Nullable Shape shape, @Nullable ProofService proofs, Console to)
      throws IOException {
    Model model = Model.read(text);
    if (shape != null && model.count() > 1) {
      throw usage("--input-shape needs a text with one model (got " + model.count() + ")");
    }
    List<ModelLayer> layers = new ArrayList<>();
    Model.Remarks remarks = model.forEachLayer(shape, sequential, layers::add);
    if (layers.stream().allMatch(ModelLayer::isLeftOut)) {
      LeftOutNotes.of(layers).forEach(note -> to.err().println("note: " + note));
      throw model.withoutLayers();
    }
    if (shape != null) {
      requireFit(shape, layers);
    }
    write(layers, false, model.count() > 1, proofs, to);
    remarks.openSizes().forEach(note -> to.err().println("note: " + note));
    if (remarks.leavesOrderOpen()) {
      to.err().remark("  help: add --sequential if every module runs in the printed order");
    }
    to.err().print(RefusalText.of(model.faults()));
    if (!model.faults().isEmpty()) {
      tally.refuse();
    }
  }

  /** Refuses a shape that is the input of no layer and gives no size of one. */
  private void requireFit(Shape shape, List<ModelLayer> layers) {
    List<Layer> specs =
        layers.stream().map(ModelLayer::spec).filter(Objects::nonNull).distinct().toList();
    boolean fits =
        specs.stream()
            .anyMatch(
                spec ->
                    shape.rank() == spec.spatialRank() + 1
                        || shape.rank() == spec.spatialRank() + 2
                        || spec.inputSize(0).isKnown());
    if (!specs.isEmpty() && !fits) {
      Layer first = specs.get(0);
      String axes = String.join(",", Layout.spatialAxes(first.spatialRank()).split(""));
      throw usage(
          "--input-shape fits no layer of this model (got '" + inputShape + "')",
          first.opName() + " takes N,C," + axes + " or C," + axes);
    }
  }

  /** Text and pages are written at the end. */
  private Progress progress(Console to) {
    return format == Format.TEXT || format == Format.HTML
        ? Progress.beforeAnswers(to, "scanned", " layers")
        : Progress.of(to, "scanned", " layers");
  }

  /** The layer with its plan and proof, or the reasons for having none. */
  private ScannedLayer scanned(ModelLayer layer, @Nullable ProofService proofs) {
    if (layer.content() instanceof ModelLayer.Padding padding) {
      return new ScannedLayer(layer, plan(layer, padding), List.of(), null);
    }
    if (!layer.isWindow()) {
      return new ScannedLayer(layer, null, List.of(), null);
    }
    if (layer.refusal() != null) {
      return refused(layer, layer.refusal());
    }
    if (layer.doubt() != null) {
      // A doubt is a note of the row; only a requested proof fails.
      return Boolean.TRUE.equals(verifyOption)
          ? refused(layer, doubt(layer, layer.doubt()))
          : new ScannedLayer(layer, null, List.of(), null);
    }
    // Arguments that the framework accepts make a layer.
    Layer spec = Objects.requireNonNull(layer.layer());
    Attempt<Alternative> attempt =
        translated.computeIfAbsent(spec, own -> Attempt.of(() -> chosen(own)));
    if (!attempt.succeeded()) {
      tally.refuse(attempt);
      return refused(layer, new Refusal(attempt.faults()));
    }
    Alternative taken = attempt.requireResult();
    return proofs == null
        ? new ScannedLayer(layer, taken.requirePlan(), List.of(), null)
        : proven(layer, new LayerRecord(LayerRecord.Label.NONE, spec, null), taken, proofs);
  }

  /** ONNX nodes have the usual target of the PyTorch layers next to them in a model. */
  private Alternative chosen(Layer layer) {
    StrategyChoice choice = strategy.choice();
    return choice.to() == null && layer.framework() == Framework.ONNX
        ? new StrategyChoice(choice.name(), choice.runtime(), Targets.TENSORFLOW).choose(layer)
        : strategy.choose(layer);
  }

  /** A padding that is part of no layer has a plan in TensorFlow alone, where it is not its own. */
  private @Nullable Plan plan(ModelLayer layer, ModelLayer.Padding padding) {
    boolean isTensorFlows = layer.recorded() != null && layer.recorded().channelsLast();
    Target to = strategy.choice().to();
    boolean isElsewhere = to != null && to != Targets.TENSORFLOW;
    return isTensorFlows || isElsewhere ? null : PadPlan.of(padding.pad()).orElse(null);
  }

  /** A layer that cannot be proven still has its plan. */
  private ScannedLayer proven(
      ModelLayer layer, LayerRecord record, Alternative taken, ProofService proofs) {
    Attempt<LayerProof> attempt = proofs.prove(record, taken).locatedAt(layer.place());
    Agreement found = attempt.succeeded() ? attempt.requireResult().agreement() : null;
    tally.add(attempt, found != null && found.agree());
    return new ScannedLayer(layer, taken.requirePlan(), attempt.faults(), found);
  }

  private static Refusal doubt(ModelLayer layer, String doubt) {
    return new Refusal(
        Fault.at(
            layer.place(),
            doubt,
            layer.recorded() == null
                ? "read its forward method, and verify what it computes with padbridge verify"
                : null));
  }

  private ScannedLayer refused(ModelLayer layer, Refusal refusal) {
    tally.refuse();
    return new ScannedLayer(layer, null, Fault.locatedAt(refusal.faults(), layer.place()), null);
  }

  /** Parses {@code 1,3,224,224}; the batch may be open, {@code ?}. */
  private Shape shape(String text) {
    List<Size> sizes = new ArrayList<>();
    for (String item : text.replaceAll("[()\\[\\] ]", "").split(",", -1)) {
      if (item.equals("?") && sizes.isEmpty()) {
        sizes.add(Size.unknown("N"));
      } else if (item.matches("[0-9]{1,9}") && Integer.parseInt(item) > 0) {
        sizes.add(Size.of(Integer.parseInt(item)));
      } else {
        throw usage(
            "--input-shape must be sizes such as 1,3,224,224 (got '" + text + "')",
            item.matches("\\?|None|-1") ? "only the batch may be unknown: ?,3,224,224" : null);
      }
    }
    return new Shape(sizes);
  }
}
