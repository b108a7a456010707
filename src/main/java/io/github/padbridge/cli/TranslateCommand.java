package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.render.LayerTable;
import io.github.padbridge.render.TableWriter;
import io.github.padbridge.render.python.DataFormat;
import io.github.padbridge.render.python.KerasModule;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.render.python.TensorFlowModule;
import io.github.padbridge.render.python.TorchModule;
import io.github.padbridge.translate.Strategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code padbridge translate}: the plan of each layer in another framework. */
final class TranslateCommand implements SubCommand {
  /** How translations are written. */
  enum Format {
    TEXT,
    JSON,
    JSONL,
    CSV,
    TSV,
    MARKDOWN,
    /** TensorFlow code. */
    PYTHON,
    KERAS,
    PYTORCH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The answers of a part may take a megabyte. */
  private static final int PARTS_AHEAD = 1;

  private final Console console;
  private final Options options;
  private final LayerInputs layers;
  private final StrategyOptions strategy;
  private Format format = Format.TEXT;
  private @Nullable DataFormat dataFormat;
  private final JobOptions jobs;
  private final OutputOption output;
  private final InternalErrors internalErrors = new InternalErrors();
  private int exitCode = ExitCode.OK;

  TranslateCommand(Console console) {
    this(console, StrategyOptions::new);
  }

  /** A command whose plans are made by {@code strategy}. */
  TranslateCommand(Console console, Function<Options, StrategyOptions> strategy) {
    this.console = console;
    this.options =
        new Options(
            "translate",
            this,
            "Prints the steps of another framework that compute what a layer computes, with the arithmetic.");
    this.layers = new LayerInputs(options);
    this.strategy = strategy.apply(options).withTarget();
    this.jobs = new JobOptions(options);
    options
        .option(Format.class, value -> format = value, "--format")
        .defaultValue("text")
        .description(
            "${COMPLETION-CANDIDATES}; default text. json is always an array; csv and tsv put ' before",
            "text that a spreadsheet would run as a formula.");
    options
        .option(DataFormat.class, value -> dataFormat = value, "--data-format")
        .description(
            "${COMPLETION-CANDIDATES}: the layout in which Python functions take and return data; default the layer's.");
    this.output = new OutputOption(options);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws IOException {
    if (dataFormat != null && format != Format.PYTHON && format != Format.PYTORCH) {
      throw options.usage("--data-format goes with --format python or pytorch");
    }
    if (format == Format.KERAS) {
      strategy.byDefault(Strategy.KERAS.id());
    }
    strategy.check();
    jobs.jobs();
    boolean isTable = List.of(Format.CSV, Format.TSV, Format.MARKDOWN).contains(format);
    boolean asksForPlan = isGiven("--to") || isGiven("--strategy") || isGiven("--runtime");
    if (isTable && asksForPlan) {
      throw options.usage(
          "--to, --strategy and --runtime go with plans; --format "
              + format
              + " is the padding and the slices that all of them come to");
    }
    if (format == Format.KERAS && !strategy.isNamed(Strategy.KERAS.id())) {
      throw options.usage("--format keras goes with --strategy keras");
    }
    layers.mustNotRead(output.file());
    int code = output.write(console, this::translate);
    internalErrors.throwFirst();
    return code;
  }

  private boolean isGiven(String option) {
    return options.isGiven(option);
  }

  private int translate(Console to) throws IOException {
    switch (format) {
      case JSONL -> inParts(to, part -> records(AnswerFormat.JSONL, part));
      case CSV -> table(TableFormat.CSV, to);
      case TSV -> table(TableFormat.TSV, to);
      case MARKDOWN -> inOrder(to, new LayerTableWriter(header(TableFormat.MARKDOWN, to)));
      case TEXT -> inOrder(to, records(AnswerFormat.TEXT, to));
      case JSON -> inOrder(to, records(AnswerFormat.JSON, to));
      case PYTHON -> inOrder(to, module(to, new TensorFlowModule(dataFormat)));
      case KERAS -> inOrder(to, module(to, new KerasModule()));
      case PYTORCH -> inOrder(to, module(to, new TorchModule(dataFormat)));
    }
    return exitCode;
  }

  private void table(TableFormat separated, Console to) throws IOException {
    header(separated, to).finish();
    inParts(to, part -> new LayerTableWriter(separated.rows(part)));
  }

  private static TableWriter header(TableFormat table, Console to) throws IOException {
    return table.writer(to, LayerTable.COLUMNS);
  }

  private TranslationWriter records(AnswerFormat records, Console to) {
    return new RecordWriter(new AnswerWriter(records, to), strategy::translation);
  }

  private TranslationWriter module(Console to, PythonModule module) {
    return new ModuleWriter(to, module, strategy::translation);
  }

  private void inOrder(Console to, TranslationWriter writer) throws IOException {
    layers.forEach(to, input -> count(isAnswered(input, writer)));
    writer.finish();
  }

  /**
   * Writes a form in which every record stands by itself, so that parts of it can be made apart.
   */
  private void inParts(Console to, Function<Console, TranslationWriter> writer) throws IOException {
    Deque<ByteArrayOutputStream> written = new ArrayDeque<>();
    OrderedWork.Sink<Part> sink =
        part -> {
          part.out().writeTo(to.out());
          count(part.isAnswered());
          // Room that has been made once is used again.
          part.out().reset();
          written.add(part.out());
        };
    try (OrderedWork<Part> work = new OrderedWork<>(jobs.jobs(), PARTS_AHEAD, sink)) {
      layers.batches(
          work.answering(to),
          batch -> {
            ByteArrayOutputStream out =
                written.isEmpty() ? new ByteArrayOutputStream() : written.remove();
            try {
              work.add(() -> part(batch, writer, new Console(to.in(), out, to.err()), out));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      work.finish();
    }
    to.out().flush();
  }

  /** Some of the answers. */
  private record Part(ByteArrayOutputStream out, boolean isAnswered) {}

  private Part part(
      LayerInputs.Batch batch,
      Function<Console, TranslationWriter> form,
      Console console,
      ByteArrayOutputStream out)
      throws IOException {
    TranslationWriter writer = form.apply(console);
    AtomicBoolean answered = new AtomicBoolean(true);
    batch.forEach(
        input -> {
          if (!isAnswered(input, writer)) {
            answered.set(false);
          }
        });
    writer.finish();
    return new Part(out, answered.get());
  }

  private void count(boolean answered) {
    exitCode = answered ? exitCode : ExitCode.UNUSABLE;
  }

  private boolean isAnswered(LayerInput input, TranslationWriter writer) {
    Attempt<Boolean> attempt = Attempt.of(() -> isWritten(input, writer));
    if (attempt.succeeded()) {
      return attempt.requireResult();
    }
    internalErrors.add(attempt);
    try {
      return writer.refuse(input, new Refusal(attempt.faults()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWritten(LayerInput input, TranslationWriter writer) {
    try {
      return writer.write(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
