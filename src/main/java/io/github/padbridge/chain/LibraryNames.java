package io.github.padbridge.chain;

import io.github.padbridge.notation.NotationReader;
import java.util.Set;
import java.util.regex.Pattern;

/** What the full name of a function or class tells about it. */
final class LibraryNames {
  /** Wrappers that compute the weight of a layer. */
  private static final Set<String> WEIGHT_WRAPPERS =
      Set.of("weight_norm", "spectral_norm", "SpectralNormalization", "WeightNormalization");

  private static final Set<String> LIBRARIES =
      Set.of(
          "torch",
          "nn",
          "F",
          "functional",
          "tf",
          "keras",
          "layers",
          "np",
          "numpy",
          "jnp",
          "jax",
          "lax",
          "flax",
          "linen",
          "nnx",
          "eqx",
          "equinox");

  private static final Set<String> WITHOUT_VALUE = Set.of("print", "super");

  private static final Pattern PADS =
      Pattern.compile(
          "pad|(Zero|Constant|Reflection|Replication|Circular)Pad[123]d|"
              + "(ZeroPadding|Cropping)[123]D");

  private LibraryNames() {}

  /** Whether it is the name of a padding or cropping. */
  static boolean isPad(String name) {
    return PADS.matcher(bare(name)).matches() && NotationReader.isNotation(name);
  }

  static boolean isWeightWrapper(String bare) {
    return WEIGHT_WRAPPERS.contains(bare);
  }

  /** Whether it is called for what it does. */
  static boolean hasNoValue(String bare) {
    return WITHOUT_VALUE.contains(bare);
  }

  /** A class may be imported by its own name; a method or a function of the text's own may not. */
  static boolean isOfLibrary(String name) {
    int dot = name.indexOf('.');
    boolean isClass = isClass(name);
    return isClass
        || (dot < 0
            ? WEIGHT_WRAPPERS.contains(name) || WITHOUT_VALUE.contains(name)
            : isLibrary(name));
  }

  /** Whether a name is that of a framework or of a module of one. */
  static boolean isLibrary(String name) {
    int dot = name.indexOf('.');
    return LIBRARIES.contains(dot < 0 ? name : name.substring(0, dot));
  }

  /** Whether it gives initial values to a weight, such as {@code nn.init.zeros_}. */
  static boolean isInitializer(String fullName) {
    return fullName.matches("(torch\\.)?(nn\\.)?init\\..*");
  }

  /** A name without its module. */
  static String bare(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  static boolean isClass(String name) {
    String bare = bare(name);
    return !bare.isEmpty() && Character.isUpperCase(bare.charAt(0));
  }
}
