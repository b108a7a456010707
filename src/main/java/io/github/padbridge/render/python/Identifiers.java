package io.github.padbridge.render.python;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Unique names for the functions of one Python module. No name hides a name that the module uses.
 */
final class Identifiers {
  /** Keywords in lower case, including soft keywords. */
  private static final String KEYWORDS =
      """
      and as assert async await break case class continue def del elif else except false finally for
      from global if import in is lambda match none nonlocal not or pass raise return true try while
      with yield
      """;

  /** The lower-case names of the Python builtins. */
  private static final String BUILTINS =
      """
      abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile
      complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format
      frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len
      license list locals map max memoryview min next object oct open ord pow print property quit range
      repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip
      """;

  /** The imported names, in lower case. */
  private static final String IMPORTS =
      "checker f helper jax jnp keras lax np numpy numpy_helper onnx tensorflow tensorproto tf torch";

  /** The names of helper functions and of the table of all functions. */
  private static final String HELPERS =
      "constant convert_weight late_same_padding layers make_model node ones_like same_pad";

  private final Set<String> taken = new HashSet<>();

  /** The last number that was tried for a name, so that many equal wishes are fast. */
  private final Map<String, Integer> numbers = new HashMap<>();

  Identifiers() {
    for (String names : new String[] {KEYWORDS, BUILTINS, IMPORTS, HELPERS}) {
      taken.addAll(Set.of(names.strip().split("\\s+")));
    }
  }

  /** A name made of {@code wish}: {@code encoder.0.conv} becomes {@code encoder_0_conv}. */
  String take(String wish) {
    String name =
        wish.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
      name = name.isEmpty() ? "layer" : "layer_" + name;
    }
    String unique = name;
    while (!taken.add(unique)) {
      unique = name + "_" + numbers.merge(name, 2, (last, two) -> last + 1);
    }
    return unique;
  }
}
