package io.github.padbridge.cli;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.cli.input.LayerInputs;
import io.github.padbridge.cli.output.AnswerWriter;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.cli.output.IoConsumer;
import io.github.padbridge.cli.output.LayerTableWriter;
import io.github.padbridge.cli.output.LayerWriter;
import io.github.padbridge.cli.output.ModuleWriter;
import io.github.padbridge.cli.output.Progress;
import io.github.padbridge.cli.output.RecordWriter;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.render.ChainJson;
import io.github.padbridge.render.ChainText;
import io.github.padbridge.render.ColumnRanks;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.LayerTable;
import io.github.padbridge.render.TableWriter;
import io.github.padbridge.render.TranslationText;
import io.github.padbridge.render.python.ChainModule;
import io.github.padbridge.render.python.DataFormat;
import io.github.padbridge.render.python.JaxModule;
import io.github.padbridge.render.python.KerasModule;
import io.github.padbridge.render.python.OnnxModule;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.render.python.TensorFlowModule;
import io.github.padbridge.render.python.TorchModule;
import io.github.padbridge.repair.ChainTarget;
import io.github.padbridge.repair.ChainTranslation;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code padbridge translate}: the plan of each layer in another framework. */
final class TranslateCommand extends SubCommand {
  /** How many parts may wait: the answers of one may take a megabyte. */
  private static final int PARTS_AHEAD = 1;

  /** The formats of functions whose layout can be chosen. */
  private static final Set<Format> LAYOUTS =
      EnumSet.of(Format.PYTHON, Format.PYTORCH, Format.ONNX, Format.JAX);

  private static final Set<Format> TABLES = EnumSet.of(Format.CSV, Format.TSV, Format.MARKDOWN);

  private final SpecOptions layers;
  private final StrategyOptions strategy;
  private Format format = Format.TEXT;
  private @Nullable DataFormat dataFormat;
  private final JobOptions jobs;
  private final OutputOption output;
  private final Tally tally = new Tally();

  TranslateCommand(Console console) {
    this(console, StrategyOptions::new);
  }

  /** A command whose plans are made by {@code strategy}. */
  TranslateCommand(Console console, Function<Options, StrategyOptions> strategy) {
    super(
        console,
        "translate",
        "Translates a layer to another framework, step by step.",
        "As text, the answer has the arithmetic of every size; as code, it is a Python module.");
    this.layers = new SpecOptions(options);
    this.strategy = strategy.apply(options).withTarget();
    options.group(OptionGroup.OUTPUT);
    options
        .format(
            value -> format = value,
            EnumSet.complementOf(EnumSet.of(Format.SVG, Format.HTML, Format.MTX)))
        .description(Options.FORMULAS);
    options
        .option(DataFormat.class, value -> dataFormat = value, "--data-format")
        .paramLabel("LAYOUT")
        .description(
            "Layout in which Python functions take and return data: ${COMPLETION-CANDIDATES}."
                + " Default: the layout of the layer.");
    this.output = new OutputOption(options);
    this.jobs = new JobOptions(options);
    options.examples(
        "padbridge translate 'nn.Conv2d(3, 64, 7, stride=2, padding=3)'",
        "padbridge translate 'nn.Conv2d(3, 64, 7, stride=2, padding=3)' --format keras",
        "padbridge translate 'keras.layers.Conv2D(64, 3, padding=\"same\")' --to pytorch",
        "padbridge translate layers.jsonl --format jsonl -o plans.jsonl");
  }

  @Override
  public Integer call() throws IOException {
    if (dataFormat != null && !LAYOUTS.contains(format)) {
      throw usage("--data-format needs --format python, pytorch, onnx or jax");
    }
    strategy.writes(format);
    if (format == Format.KERAS) {
      strategy.byDefault(Strategy.KERAS.id());
    }
    strategy.check();
    jobs.jobs();
    boolean asksForPlan =
        options.isGiven("--to") || options.isGiven("--strategy") || options.isGiven("--runtime");
    if (TABLES.contains(format) && asksForPlan) {
      throw usage(
          "--to, --strategy and --runtime cannot be used with --format " + format,
          "a table holds the paddings and slices, which are the same in every plan");
    }
    if (format == Format.KERAS && !strategy.isNamed(Strategy.KERAS.id())) {
      throw usage("--format keras needs --strategy keras");
    }
    return output.write(console, tally, this::translate);
  }

  private void translate(Console console) throws IOException {
    try (Progress progress = Progress.of(console, "translated", " layers")) {
      translate(progress.console(), progress);
    }
  }

  private void translate(Console to, Progress progress) throws IOException {
    switch (format) {
      case TEXT, JSON -> inOrder(to, records(to), progress);
      case JSONL -> inParts(to, this::records, progress);
      case CSV, TSV -> {
        header(to).finish();
        inParts(to, part -> rows(format.rows(part.out())), progress);
      }
      case MARKDOWN -> inOrder(to, rows(header(to)), progress);
      case PYTHON -> inOrder(to, module(to, new TensorFlowModule(dataFormat)), progress);
      case KERAS -> inOrder(to, module(to, new KerasModule()), progress);
      case PYTORCH -> inOrder(to, module(to, new TorchModule(dataFormat)), progress);
      case ONNX -> inOrder(to, module(to, new OnnxModule(dataFormat)), progress);
      case JAX -> inOrder(to, module(to, new JaxModule(dataFormat)), progress);
      case SVG, HTML, MTX -> throw new IllegalStateException("" + format);
    }
  }

  private TableWriter header(Console to) throws IOException {
    return format.table(to, LayerTable.COLUMNS, ColumnRanks.EQUAL);
  }

  private LayerAnswers<Layer> rows(TableWriter table) {
    return new LayerAnswers<>(TranslateCommand::translatable, new LayerTableWriter(table), tally);
  }

  private static Layer translatable(LayerRecord record) {
    Layer layer = record.spec();
    if (layer.padsAtRuntime()) {
      // With open sizes there may be no plan for all of them.
      Alternative.usual(layer, Targets.usual(layer), Runtime.PORTABLE);
    }
    return layer;
  }

  private LayerAnswers<Translation> records(Console to) {
    AnswerWriter answers = new AnswerWriter(format, to);
    RecordWriter<Translation> writer =
        new RecordWriter<>(
            answers,
            "\n",
            (label, translation) ->
                TranslationText.of(label, translation, to.screen().tableColumns()),
            JsonAnswer::translation);
    return translations(
        writer,
        (label, chain) ->
            writer.write(
                () -> ChainText.of(label, chain), json -> new ChainJson(json).write(label, chain)));
  }

  private LayerAnswers<Translation> module(Console to, PythonModule module) {
    ModuleWriter writer = new ModuleWriter(to, module);
    ChainModule chains = new ChainModule();
    return translations(
        writer,
        (label, chain) -> {
          if (module instanceof KerasModule keras && chain.isOneLayer()) {
            writer.write(label, chain.place(), () -> keras.function(label, chain));
          } else {
            writer.code(chains.code(chain));
          }
        });
  }

  /** Writes a chain. */
  private interface ChainWriter {
    void write(LayerRecord.Label label, ChainTranslation chain) throws IOException;
  }

  private LayerAnswers<Translation> translations(
      LayerWriter<Translation> writer, ChainWriter chains) {
    return new LayerAnswers<>(
        record -> strategy.translation(record.spec()),
        writer,
        (input, noLayer) -> chains.write(input.label(), translation(input, noLayer)),
        tally);
  }

  /** A chain that has no plan as one layer, written step by step. */
  private ChainTranslation translation(LayerInput input, Refusal noLayer) {
    Chain chain = strategy.chain(input).orElseThrow(() -> noLayer);
    if (input.layer() == null || input.chain() == null) {
      return translation(chain);
    }
    try {
      ChainTranslation translation = translation(chain);
      String reason = noLayer.faults().get(0).message();
      console.err().println("note: " + reason + ": the steps are written one by one");
      return translation;
    } catch (Refusal noChain) {
      throw noLayer;
    }
  }

  private ChainTranslation translation(Chain chain) {
    if (dataFormat != null) {
      throw new Refusal(
          Fault.at(
              chain.ops().get(0).place(),
              "--data-format describes one layer and cannot be used with a chain (got "
                  + dataFormat
                  + ")",
              "leave it out: the code says in which layout it takes its data"));
    }
    return strategy.translation(chain, target());
  }

  /** What the format is code of; null where it is none. */
  private @Nullable ChainTarget target() {
    return switch (format) {
      case PYTHON -> ChainTarget.TENSORFLOW;
      case KERAS -> ChainTarget.KERAS;
      case PYTORCH -> ChainTarget.PYTORCH;
      case ONNX -> ChainTarget.ONNX;
      case JAX -> ChainTarget.JAX;
      case TEXT, JSON, JSONL, CSV, TSV, MARKDOWN, SVG, HTML, MTX -> null;
    };
  }

  private void inOrder(Console to, LayerAnswers<?> answers, Progress progress) throws IOException {
    layers.inputs(to, output.file()).forEach(progress.counting(answers));
    answers.writer().finish();
  }

  /** Writes independent records. Threads work on parts of the input. */
  private void inParts(Console to, Function<Console, LayerAnswers<?>> answers, Progress progress)
      throws IOException {
    // Reused, because they have grown.
    Deque<ByteArrayOutputStream> free = new ArrayDeque<>();
    IoConsumer<ByteArrayOutputStream> sink =
        part -> {
          part.writeTo(to.out());
          part.reset();
          free.add(part);
        };
    try (OrderedWork<ByteArrayOutputStream> work =
        new OrderedWork<>(jobs.jobs(), PARTS_AHEAD, sink)) {
      layers
          .inputs(work.answering(to), output.file())
          .batches(
              batch -> {
                ByteArrayOutputStream out =
                    free.isEmpty() ? new ByteArrayOutputStream() : free.remove();
                Console part = to.writing(out);
                work.add(() -> part(batch, answers.apply(part), progress, out));
              });
      work.finish();
    }
    to.out().flush();
  }

  private static ByteArrayOutputStream part(
      LayerInputs.Batch batch,
      LayerAnswers<?> answers,
      Progress progress,
      ByteArrayOutputStream out)
      throws IOException {
    batch.forEach(progress.counting(answers));
    answers.writer().finish();
    return out;
  }
}
