package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Verifier;
import io.github.padbridge.execute.VerifySettings;
import io.github.padbridge.proof.Agreement;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.render.AgreementText;
import io.github.padbridge.render.JsonAnswer;
import io.github.padbridge.spec.LayerRecord;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code padbridge verify}: PyTorch's definition and the plan, executed and compared. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Executes PyTorch's definition and the TensorFlow plan on ND4J and compares the numbers.",
      "Exit code 0: all agree; 1: some layer differs; 2: some input is unusable."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private LayerInputs layers;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; default text.")
  private AnswerFormat format;

  @Option(
      names = "--seed",
      defaultValue = "" + VerifySettings.DEFAULT_SEED,
      description = "What the draws start from; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description =
          "Random draws a layer; default: as many as bound the chance of a miss below 1e-12.")
  private Integer draws;

  @Option(
      names = "--dtype",
      description =
          "float32 or float64: compare random reals within a tolerance, not integers exactly.")
  private String dtype;

  @Option(
      names = "--rtol",
      description = "Relative tolerance; default as torch.testing.assert_close for the dtype.")
  private Double rtol;

  @Option(
      names = "--atol",
      description = "Absolute tolerance; default as torch.testing.assert_close for the dtype.")
  private Double atol;

  @Option(names = "--full", description = "Run large layers whole, not on fewer channels.")
  private boolean full;

  @Spec private CommandSpec commandSpec;

  private Verifier verifier;
  private int agreeing;
  private int differing;
  private int refused;
  private RuntimeException fault;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    VerifySettings settings = settings();
    AnswerWriter writer = new AnswerWriter(format, console);
    layers.forEach(console.in(), input -> answer(input, settings, writer));
    writer.finish();
    if (format == AnswerFormat.TEXT && agreeing + differing + refused > 1) {
      console.err().println(agreeing + " agree, " + differing + " differ, " + refused + " refused");
    }
    if (fault != null) {
      throw fault;
    }
    return refused > 0 ? ExitCode.UNUSABLE : differing > 0 ? ExitCode.DIFFERS : ExitCode.OK;
  }

  private VerifySettings settings() {
    Precision precision =
        dtype == null
            ? Precision.FLOAT64
            : Precision.named(dtype)
                .orElseThrow(
                    () ->
                        usage(
                            "--dtype must be one of "
                                + String.join(", ", Precision.dtypes())
                                + " (got "
                                + dtype
                                + ")"));
    if (draws != null && draws < 1) {
      throw usage("--draws must be at least 1 (got " + draws + ")");
    }
    Tolerance usual = precision.tolerance();
    Tolerance tolerance =
        dtype == null && rtol == null && atol == null
            ? null
            : new Tolerance(
                tolerance("--rtol", rtol, usual.relative()),
                tolerance("--atol", atol, usual.absolute()));
    return new VerifySettings(seed, draws, precision, tolerance, full);
  }

  private double tolerance(String option, Double given, double usual) {
    if (given != null && !(given >= 0 && given < Double.POSITIVE_INFINITY)) {
      throw usage(option + " must be a number that is not negative (got " + given + ")");
    }
    return given == null ? usual : given;
  }

  private ParameterException usage(String message) {
    return new ParameterException(commandSpec.commandLine(), message);
  }

  private void answer(LayerInput input, VerifySettings settings, AnswerWriter writer) {
    try {
      if (input.refusal() != null) {
        refused++;
        writer.refuse(input.label(), input.located(input.refusal()));
        return;
      }
      try {
        // ND4J starts with the first layer that is to be executed, if there is one.
        verifier =
            verifier == null
                ? new Verifier(settings, spec -> Strategy.PAD_SLICE.plan(spec, Runtime.PORTABLE))
                : verifier;
        Agreement agreement = verifier.verify(input.layer());
        agreeing += agreement.agree() ? 1 : 0;
        differing += agreement.agree() ? 0 : 1;
        writer.write(new Verified(input.label(), agreement));
      } catch (Refusal refusal) {
        refused++;
        writer.refuse(input.label(), input.located(refusal));
      } catch (RuntimeException e) {
        // Whatever it was, the other layers are still to be answered.
        fault = e;
        refused++;
        writer.refuse(
            input.label(),
            List.of(Fault.at(input.place(), "a fault of padbridge's own: " + e, null)));
      } catch (OutOfMemoryError e) {
        refused++;
        Fault tooLarge =
            Fault.at(input.place(), "there is not enough memory to execute this layer", null);
        writer.refuse(input.label(), List.of(tooLarge));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Verified(LayerRecord.Label label, Agreement agreement)
      implements AnswerWriter.Answer {
    @Override
    public String text() {
      return AgreementText.of(label, agreement);
    }

    @Override
    public void json(JsonAnswer json) throws IOException {
      json.agreement(label, agreement);
    }
  }
}
