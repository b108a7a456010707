package io.github.padbridge.cli;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.cli.output.Format;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.repair.ChainTarget;
import io.github.padbridge.repair.ChainTranslation;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.StrategyChoice;
import io.github.padbridge.translate.Target;
import io.github.padbridge.translate.Targets;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** The options for the plan of a layer. */
class StrategyOptions {
  private static final List<String> NAMES =
      Stream.concat(Strategy.ids().stream(), Stream.of(StrategyChoice.AUTO)).toList();

  /** The frameworks to translate to. */
  @SuppressWarnings("ImmutableEnumChecker") // Targets have no state.
  private enum Destination {
    PYTORCH(Targets.PYTORCH, ChainTarget.PYTORCH),
    TENSORFLOW(Targets.TENSORFLOW, ChainTarget.TENSORFLOW),
    /** TensorFlow, with Keras layers. */
    KERAS(Targets.TENSORFLOW, ChainTarget.KERAS),
    ONNX(Targets.ONNX, ChainTarget.ONNX),
    JAX(Targets.JAX, ChainTarget.JAX);

    private final Target target;
    private final ChainTarget chain;

    Destination(Target target, ChainTarget chain) {
      this.target = target;
      this.chain = chain;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private @Nullable Destination to;
  private @Nullable String strategy;
  private Runtime runtime = Runtime.PORTABLE;
  private final Options options;

  StrategyOptions(Options options) {
    this.options = options;
    options.group(OptionGroup.TRANSLATION);
    options
        .option(String.class, value -> strategy = value, "--strategy")
        .paramLabel("NAME")
        .completionCandidates(NAMES)
        .description(
            "Translate by pad-slice, which works for every layer, explicit, same, zero-insert or"
                + " keras, or auto for the fewest ops. Default: pad-slice.");
    options
        .option(Runtime.class, value -> runtime = value, "--runtime")
        .defaultValue("portable")
        .description(
            "TensorFlow build that runs the layer or its translation: portable is any CPU build,"
                + " onednn is float32 with oneDNN on. Default: portable.");
  }

  /** Adds the option for the framework to translate to. */
  StrategyOptions withTarget() {
    options.group(OptionGroup.TRANSLATION);
    options
        .option(Destination.class, value -> to = value, "--to")
        .description(
            "Translate to ${COMPLETION-CANDIDATES}. Default: tensorflow for PyTorch layers, pytorch"
                + " for others.");
    return this;
  }

  Runtime runtime() {
    return runtime;
  }

  /** Whether the user, or {@link #byDefault}, has named this strategy. */
  boolean isNamed(String name) {
    return name.equals(strategy);
  }

  /** Uses {@code name} if the user has not named a strategy. */
  void byDefault(String name) {
    strategy = strategy == null ? name : strategy;
  }

  /**
   * Translates to the framework that a format is code of.
   *
   * @throws ParameterException if the user has named another framework
   */
  void writes(Format format) {
    boolean isOfKeras = strategy == null || isNamed(Strategy.KERAS.id());
    if (format == Format.KERAS && to == null && isOfKeras) {
      to = Destination.KERAS;
    }
    Destination own =
        format == Format.ONNX ? Destination.ONNX : format == Format.JAX ? Destination.JAX : null;
    if (own != null) {
      if (to != null && to != own) {
        throw options.usage("--format " + format + " needs --to " + own);
      }
      to = own;
    }
    if (to == null && format == Format.PYTORCH) {
      to = Destination.PYTORCH;
    }
    if (to == null && format == Format.PYTHON) {
      to = Destination.TENSORFLOW;
    }
  }

  /**
   * @throws ParameterException if there is no such strategy
   */
  void check(String... more) {
    if (to == Destination.KERAS) {
      byDefault(Strategy.KERAS.id());
      if (!isNamed(Strategy.KERAS.id())) {
        throw options.usage("--to keras needs --strategy keras");
      }
    }
    List<String> known = new ArrayList<>(NAMES);
    known.addAll(List.of(more));
    if (strategy != null && !known.contains(strategy)) {
      throw options.usage(
          "there is no strategy '" + strategy + "'", Suggestion.help(strategy, known));
    }
  }

  StrategyChoice choice() {
    return new StrategyChoice(strategy, runtime, to == null ? null : to.target);
  }

  /**
   * The plan for one layer, with its strategy.
   *
   * @throws io.github.padbridge.diagnostic.Refusal if the strategy does not apply to it
   */
  Alternative choose(Layer spec) {
    return choice().choose(spec);
  }

  /**
   * A chain of several steps in the framework to translate to.
   *
   * @param format what the output is code of; null where it is none
   * @throws Refusal if that has no code for it, or an option is for the plans of single layers
   */
  final ChainTranslation translation(Chain chain, @Nullable ChainTarget format) {
    if (format != null && to != null && to.chain != format) {
      throw new Refusal(
          Fault.at(
              chain.ops().get(0).place(),
              "this format is " + format.title() + " code, and --to is " + to,
              "leave --to out"));
    }
    if (strategy != null && !isNamed(Strategy.KERAS.id())) {
      throw ofOneLayer(chain, "--strategy", strategy);
    }
    if (runtime != Runtime.PORTABLE) {
      throw ofOneLayer(chain, "--runtime", runtime.toString());
    }
    ChainTarget target = to == null ? format : to.chain;
    try {
      return ChainTranslation.of(
          chain, target == null && strategy != null ? ChainTarget.KERAS : target);
    } catch (Refusal refusal) {
      requirePlanOfConvolution(chain);
      throw refusal;
    }
  }

  /** For a convolution alone, the reason of the strategy says more. */
  private void requirePlanOfConvolution(Chain chain) {
    if (chain.ops().size() == 1
        && chain.ops().get(0) instanceof Chain.LayerOp alone
        && alone.layer().weightShape() != null) {
      choose(alone.layer()).requirePlan();
    }
  }

  /** The refusal of an option for the plan of one layer. */
  private static Refusal ofOneLayer(Chain chain, String option, String value) {
    return new Refusal(
        Fault.at(
            chain.ops().get(0).place(),
            option + " describes one layer and cannot be used with a chain (got " + value + ")",
            "leave it out, or give the layers one by one"));
  }

  /**
   * The chain that an input is written as, step by step. A single layer is one where it is to be
   * written with Keras layers, and the strategy for that, which was not named, has no plan for it
   * because it is a pooling, or for its padding mode alone.
   *
   * @return empty where the input is written as one layer, or cannot be read
   */
  final Optional<Chain> chain(LayerInput input) {
    if (input.chain() != null) {
      return Optional.of(input.chain());
    }
    boolean isOfKeras = isNamed(Strategy.KERAS.id()) && !options.isGiven("--strategy");
    return input.layer() == null || !isOfKeras || !isOfSteps(input.layer().spec())
        ? Optional.empty()
        : Optional.of(Chain.of(input.layer().spec(), input.place()));
  }

  private boolean isOfSteps(Layer spec) {
    if (spec instanceof JaxSpec jax && jax.reading().paddingMode() != PaddingMode.ZEROS) {
      return true;
    }
    return (spec instanceof ConvSpec conv && conv.paddingMode() != PaddingMode.ZEROS)
        ? hasPlan(() -> conv.withPadding(conv.padding(), PaddingMode.ZEROS, conv.inputShape()))
        : spec.weightShape() == null;
  }

  /** Whether there is a layer, and the strategy has a plan for it. */
  private boolean hasPlan(Supplier<Layer> spec) {
    try {
      choose(spec.get()).requirePlan();
      return true;
    } catch (Refusal refusal) {
      return false;
    }
  }

  /** The layer with its plan; the usual one where strategy keras has none. */
  final Translation translationOrUsual(Layer spec) {
    if (!isNamed(Strategy.KERAS.id()) || hasPlan(() -> spec)) {
      return translation(spec);
    }
    StrategyChoice usual = new StrategyChoice(null, runtime, choice().to());
    return Translation.of(spec, usual.choose(spec).requirePlan(), runtime);
  }

  /** The layer with its plan. */
  final Translation translation(Layer spec) {
    return Translation.of(spec, choose(spec).requirePlan(), runtime);
  }
}
