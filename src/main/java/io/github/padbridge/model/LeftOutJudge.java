package io.github.padbridge.model;

import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the modules that move windows over their input, or look as if they did, and are translated
 * neither by themselves nor by what they hold. Each is looked into once.
 */
final class LeftOutJudge {
  private static final Pattern ADAPTIVE = Pattern.compile("(?i)adaptive|global.*pool");
  private static final Pattern POOL = Pattern.compile("(?i)pool(?!former)");
  private static final Pattern UNFOLD =
      Pattern.compile("(?:^|[a-z0-9])(Unfold|Fold)$|^(Unf|F)old$");
  private static final Pattern CONVOLUTION =
      Pattern.compile("Conv(?![a-z])(?!Ne[Xx]t)|[Cc]onvolution|(?i:deconv|involution)");

  /** A name that tells of spatial axes: {@code ModulatedConv2d}, but not {@code GCNConv}. */
  private static final Pattern SPATIAL = Pattern.compile("[123][dD]");

  /** transformers' linear layer: models/gpt2/modeling_gpt2.py, pytorch_utils.py. */
  private static final Pattern LINEAR = Pattern.compile("nf=\\d+, ?nx=\\d+");

  private final IdentityHashMap<PrintedModule, Optional<String>> reasons = new IdentityHashMap<>();
  private final IdentityHashMap<PrintedModule, Boolean> told = new IdentityHashMap<>();

  /**
   * Why a module that is no convolution and no pooling is left out: a sentence after its name;
   * empty where it is not.
   */
  Optional<String> reason(PrintedModule module) {
    Optional<String> known = reasons.get(module);
    if (known == null) {
      known = judged(module);
      reasons.put(module, known);
    }
    return known;
  }

  private Optional<String> judged(PrintedModule module) {
    if (ConvolutionClass.isOther(module)) {
      return Optional.of("prints like a convolution, and computes something else");
    }
    if (DeformableName.is(module)) {
      return Optional.of("is a deformable convolution by its name");
    }
    return holdsTold(module) ? Optional.empty() : byName(module);
  }

  private static Optional<String> byName(PrintedModule module) {
    String name = module.bareClass();
    if (LINEAR.matcher(module.arguments()).matches()) {
      return Optional.of("is a linear layer");
    }
    boolean holdsLinear =
        module.children().stream().anyMatch(child -> child.bareClass().contains("Linear"));
    if (holdsLinear && !SPATIAL.matcher(name).find()) {
      return Optional.empty();
    }
    if (UNFOLD.matcher(name).find()) {
      return Optional.of("rearranges windows and computes nothing");
    }
    if (POOL.matcher(name).find()) {
      return Optional.of(
          ADAPTIVE.matcher(name).find()
              ? "pools windows that depend on the size of its input"
              : "is not a max or average pooling of PyTorch");
    }
    return CONVOLUTION.matcher(name).find()
        ? Optional.of("prints no arguments of a convolution of PyTorch")
        : Optional.empty();
  }

  /** Whether something inside a module has a row for what the module's name says. */
  private boolean holdsTold(PrintedModule module) {
    Boolean known = told.get(module);
    if (known == null) {
      known =
          module.children().stream()
              .anyMatch(
                  child ->
                      WindowClass.of(child).isPresent()
                          || reason(child).isPresent()
                          || holdsTold(child));
      told.put(module, known);
    }
    return known;
  }
}
