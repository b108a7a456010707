package io.github.padbridge.model;

import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds modules that move windows over their input, or look like it, and are not translated, nor is
 * anything inside them. Each module is inspected once.
 */
final class LeftOutJudge {
  private static final Pattern ADAPTIVE = Pattern.compile("(?i)adaptive|global.*pool");
  private static final Pattern POOL = Pattern.compile("(?i)pool(?!former)");
  private static final Pattern UNFOLD =
      Pattern.compile("(?:^|[a-z0-9])(Unfold|Fold)$|^(Unf|F)old$");
  private static final Pattern CONVOLUTION =
      Pattern.compile("Conv(?![a-z])(?!Ne[Xx]t)|[Cc]onvolution|(?i:deconv|involution)");

  /** A name with spatial axes: {@code ModulatedConv2d}, but not {@code GCNConv}. */
  private static final Pattern SPATIAL = Pattern.compile("[123][dD]");

  /** The linear layer of transformers: models/gpt2/modeling_gpt2.py, pytorch_utils.py. */
  private static final Pattern LINEAR = Pattern.compile("nf=\\d+, ?nx=\\d+");

  private final IdentityHashMap<PrintedModule, Optional<String>> reasons = new IdentityHashMap<>();
  private final IdentityHashMap<PrintedModule, Boolean> told = new IdentityHashMap<>();

  /**
   * Why a module that is not a convolution or pooling is left out, as a predicate after its name;
   * empty if it is not left out.
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
      return Optional.of("prints like a convolution but computes something else");
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
              : "is not a PyTorch max or average pooling");
    }
    return CONVOLUTION.matcher(name).find()
        ? Optional.of("does not print the arguments of a PyTorch convolution")
        : Optional.empty();
  }

  /** Whether a module inside has a row for the op in the name of this module. */
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
