package io.github.padbridge.cli;

import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.render.TranslationText;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.translate.Translation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code padbridge translate}: the TensorFlow plan of each layer. */
@Command(
    name = "translate",
    mixinStandardHelpOptions = true,
    description =
        "Prints the TensorFlow steps that compute what the PyTorch layer computes, with the arithmetic.")
final class TranslateCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private LayerInputs layers;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; default text.")
  private AnswerFormat format;

  private boolean first = true;
  private int exitCode = ExitCode.OK;

  TranslateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    AnswerWriter writer = new AnswerWriter(format, console);
    layers.forEach(console.in(), input -> answer(input, writer));
    writer.finish();
    return exitCode;
  }

  private void answer(LayerInput input, AnswerWriter writer) {
    try {
      if (input.refusal() != null) {
        exitCode = ExitCode.UNUSABLE;
        writer.refuse(input.label(), input.located(input.refusal()));
        return;
      }
      writer.write(new Translated(input.label(), Translation.of(input.layer().spec()), first));
      first = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Translated(LayerRecord.Label label, Translation translation, boolean first)
      implements AnswerWriter.Answer {
    @Override
    public String text() {
      return (first ? "" : "\n") + TranslationText.of(label, translation);
    }

    @Override
    public void json(JsonAnswer json) throws IOException {
      json.translation(label, translation);
    }
  }
}
