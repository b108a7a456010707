package io.github.padbridge.model;

import io.github.padbridge.diagnostic.Abridged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gathers the modules of a model that move windows over their input, or look as if they did, and
 * have no row of their own.
 */
final class LeftOut {
  private static final Pattern ADAPTIVE = Pattern.compile("(?i)adaptive|global.*pool");
  private static final Pattern POOL = Pattern.compile("(?i)pool(?!former)");
  private static final Pattern UNFOLD =
      Pattern.compile("(?:^|[a-z0-9])(Unfold|Fold)$|^(Unf|F)old$");
  private static final Pattern CONVOLUTION =
      Pattern.compile("Conv(?![a-z])(?!Ne[Xx]t)|[Cc]onvolution|(?i:deconv|involution)");

  /** transformers' linear layer: models/gpt2/modeling_gpt2.py, pytorch_utils.py. */
  private static final Pattern LINEAR = Pattern.compile("nf=\\d+, ?nx=\\d+");

  /** What is said of the modules of one class. */
  private record Kind(String className, String why) {}

  private final Map<Kind, List<String>> found = new LinkedHashMap<>();

  /** Takes a module that has no row, and notes it if it is one of these. */
  void meet(PrintedModule module, String path) {
    reason(module)
        .ifPresent(
            why ->
                found
                    .computeIfAbsent(new Kind(module.className(), why), kind -> new ArrayList<>())
                    .add(
                        "line "
                            + module.line()
                            + (path.isEmpty() ? "" : ", " + Abridged.of(path))));
  }

  private static Optional<String> reason(PrintedModule module) {
    String name = module.bareClass();
    if (ConvolutionClass.isOther(module)) {
      return Optional.of("prints like a convolution, and computes something else");
    }
    if (!module.children().isEmpty()) {
      return Optional.empty();
    }
    if (LINEAR.matcher(module.arguments()).matches()) {
      return Optional.of("is a linear layer");
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

  /** A sentence for each class, without a full stop. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    found.forEach(
        (kind, where) ->
            notes.add(
                Abridged.of(kind.className())
                    + " is left out: it "
                    + kind.why()
                    + " ("
                    + where.get(0)
                    + (where.size() == 1 ? "" : ", and " + (where.size() - 1) + " more")
                    + ")"));
    return notes;
  }
}
