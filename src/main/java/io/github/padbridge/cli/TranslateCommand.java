package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.render.python.DataFormat;
import io.github.padbridge.render.python.KerasModule;
import io.github.padbridge.render.python.TensorFlowModule;
import io.github.padbridge.render.python.TorchModule;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code padbridge translate}: the plan of each layer in the other framework. */
@Command(
    name = "translate",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description =
        "Prints the TensorFlow steps that compute what a PyTorch layer computes, or the PyTorch steps"
            + " of a TensorFlow layer, with the arithmetic.")
final class TranslateCommand implements Callable<Integer> {
  /** How translations are written. */
  enum Format {
    TEXT,
    JSON,
    JSONL,
    /** TensorFlow code. */
    PYTHON,
    KERAS,
    PYTORCH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Console console;

  @Mixin private LayerInputs layers;

  @Mixin private StrategyOptions strategy;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; default text.")
  private Format format;

  @Option(
      names = "--data-format",
      description = {
        "${COMPLETION-CANDIDATES}: the layout in which Python functions take and return data; default the layer's."
      })
  private DataFormat dataFormat;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to a file, whole or not at all; default -, standard output.")
  private String output;

  @Spec private CommandSpec commandSpec;

  private int exitCode = ExitCode.OK;

  TranslateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (dataFormat != null && format != Format.PYTHON && format != Format.PYTORCH) {
      throw new ParameterException(
          commandSpec.commandLine(), "--data-format goes with --format python or pytorch");
    }
    if (format == Format.KERAS) {
      strategy.byDefault(Strategy.KERAS.id());
    }
    strategy.check();
    if (format == Format.KERAS && !strategy.isNamed(Strategy.KERAS.id())) {
      throw new ParameterException(
          commandSpec.commandLine(), "--format keras goes with --strategy keras");
    }
    if (output == null || output.equals(InputFile.STDIN)) {
      translate(console);
      return exitCode;
    }
    layers.mustNotRead(output);
    try (OutputFile file = new OutputFile(output)) {
      translate(new Console(console.in(), file.stream(), console.err()));
      file.commit();
    }
    return exitCode;
  }

  private void translate(Console to) throws IOException {
    TranslationWriter writer = writer(to);
    layers.forEach(to, input -> answer(input, writer));
    writer.finish();
  }

  private TranslationWriter writer(Console console) throws IOException {
    return switch (format) {
      case TEXT -> new RecordWriter(new AnswerWriter(AnswerFormat.TEXT, console));
      case JSON -> new RecordWriter(new AnswerWriter(AnswerFormat.JSON, console));
      case JSONL -> new RecordWriter(new AnswerWriter(AnswerFormat.JSONL, console));
      case PYTHON ->
          new ModuleWriter(
              console,
              new TensorFlowModule(dataFormat == null ? DataFormat.CHANNELS_FIRST : dataFormat));
      case KERAS -> new ModuleWriter(console, new KerasModule());
      case PYTORCH -> new ModuleWriter(console, new TorchModule(dataFormat));
    };
  }

  private void answer(LayerInput input, TranslationWriter writer) {
    try {
      boolean answered = false;
      try {
        answered =
            input.refusal() == null
                ? writer.write(input, translation(input))
                : writer.refuse(input, input.refusal());
      } catch (Refusal refusal) {
        writer.refuse(input, refusal);
      }
      exitCode = answered ? exitCode : ExitCode.UNUSABLE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Translation translation(LayerInput input) {
    Layer spec = input.layer().spec();
    return Translation.of(spec, strategy.plan(spec), strategy.runtime());
  }
}
