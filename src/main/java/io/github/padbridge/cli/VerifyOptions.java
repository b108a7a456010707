package io.github.padbridge.cli;

import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.proof.Comparison.Tolerance;
import io.github.padbridge.proof.Engine;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.translate.Runtime;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** The options for proofs: numbers, tolerance, memory, engine. */
final class VerifyOptions {
  private static final String ND4J = "nd4j";
  private static final String FRAMEWORKS = "frameworks";

  private static final Pattern MEMORY =
      Pattern.compile("([0-9]{1,9}(?:[.][0-9]{1,9})?)([KMGT]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);

  private long seed;
  private @Nullable Integer draws;
  private @Nullable String dtype;
  private @Nullable Double rtol;
  private @Nullable Double atol;
  private boolean full;
  private @Nullable String maxMemory;
  private String engine = ND4J;
  private final Options options;

  VerifyOptions(Options options) {
    this.options = options;
    options.group(OptionGroup.PROOF);
    options
        .option(Long.class, value -> seed = value, "--seed")
        .defaultValue("" + VerifySettings.DEFAULT_SEED)
        .description("Seed of the random draws. Default: ${DEFAULT-VALUE}.");
    options
        .option(Integer.class, value -> draws = value, "--draws")
        .paramLabel("N")
        .description(
            "Number of random draws for each layer. Default: enough that the chance of a miss is"
                + " below 1e-12.");
    options
        .option(String.class, value -> dtype = value, "--dtype")
        .completionCandidates(Precision.dtypes())
        .description(
            "Compare random reals of this type, float32 or float64, within a tolerance. Default:"
                + " compare random integers exactly.");
    options
        .option(Double.class, value -> rtol = value, "--rtol")
        .description(
            "Relative tolerance. Default: that of torch.testing.assert_close for the dtype.");
    options
        .option(Double.class, value -> atol = value, "--atol")
        .description(
            "Absolute tolerance. Default: that of torch.testing.assert_close for the dtype.");
    options.flag(
        value -> full = value,
        "--full",
        "Run large layers with all their channels. Default: with fewer.");
    options
        .option(String.class, value -> maxMemory = value, "--max-memory")
        .paramLabel("SIZE")
        .description(
            "Memory that proofs may use, such as 2G or 500M. Default: half of the memory of the"
                + " machine.");
    options
        .option(String.class, value -> engine = value, "--engine")
        .paramLabel("NAME")
        .completionCandidates(List.of(ND4J, FRAMEWORKS))
        .defaultValue(ND4J)
        .description(
            "Run both sides on nd4j or on frameworks: libtorch, TensorFlow and ONNX Runtime"
                + " themselves, in a distribution that has them (mvn -Pframeworks package). Default: nd4j.");
  }

  /**
   * @throws ParameterException if an option is invalid
   */
  VerifySettings settings() {
    return settings(null);
  }

  /**
   * @param given the tolerance of numbers that are given; null if there are none
   * @throws ParameterException if an option is invalid
   */
  VerifySettings settings(@Nullable Tolerance given) {
    Precision precision =
        dtype == null
            ? null
            : Precision.named(dtype)
                .orElseThrow(
                    () ->
                        options.usage(
                            "--dtype must be one of "
                                + String.join(", ", Precision.dtypes())
                                + " (got "
                                + dtype
                                + ")"));
    if (draws != null && draws < 1) {
      throw options.usage("--draws must be at least 1 (got " + draws + ")");
    }
    Tolerance usual =
        precision == null && given != null
            ? given
            : (precision == null ? Precision.FLOAT64 : precision).tolerance();
    Tolerance tolerance =
        given == null && dtype == null && rtol == null && atol == null
            ? null
            : new Tolerance(
                tolerance("--rtol", rtol, usual.relative()),
                tolerance("--atol", atol, usual.absolute()));
    return new VerifySettings(seed, draws, precision, tolerance, full, maxMemory());
  }

  /**
   * The engine, not yet started.
   *
   * @param runtime the TensorFlow build that the plans are for
   * @throws ParameterException if the distribution does not have the engine
   */
  Engine engine(Runtime runtime) {
    if (engine.equals(ND4J)) {
      return new Nd4jEngine();
    }
    if (!engine.equals(FRAMEWORKS)) {
      throw options.usage(
          "--engine must be one of " + ND4J + ", " + FRAMEWORKS + " (got '" + engine + "')");
    }
    Engine frameworks =
        ServiceLoader.load(Engine.class)
            .findFirst()
            .orElseThrow(
                () ->
                    options.usage(
                        "this distribution has no libtorch, TensorFlow and ONNX Runtime for --engine frameworks",
                        "build one with mvn -Pframeworks package (linux-x86_64)"));
    frameworks.useOneDnn(runtime == Runtime.ONEDNN);
    return frameworks;
  }

  private @Nullable Long maxMemory() {
    if (maxMemory == null) {
      return null;
    }
    Matcher size = MEMORY.matcher(maxMemory);
    if (!size.matches()) {
      throw options.usage(
          "--max-memory must be a size such as 500M or 2G (got '" + maxMemory + "')");
    }
    int power = " KMGT".indexOf(size.group(2).toUpperCase(Locale.ROOT));
    return (long) (Double.parseDouble(size.group(1)) * Math.pow(1024, power));
  }

  private double tolerance(String option, @Nullable Double given, double usual) {
    if (given != null && !(given >= 0 && given < Double.POSITIVE_INFINITY)) {
      throw options.usage(option + " must be a finite number of at least 0 (got " + given + ")");
    }
    return given == null ? usual : given;
  }
}
