package io.github.padbridge.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A class that pads or crops by an amount that is not printed.
 *
 * @param what it does, after its name, without a full stop
 */
record OpaqueClass(String what) {
  private static final String NOT_PRINTED = " by an amount that is not printed";

  /** A word of a name: {@code Conv}, {@code 2}, {@code d}, {@code Same}, {@code Padding}. */
  private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+");

  private static final Set<String> PADS = Set.of("pad", "pads", "padded", "padding", "padder");

  private static final Set<String> CROPS = Set.of("crop", "crops", "cropped", "cropping", "chomp");

  /** Classes of public libraries, with their source behind them. */
  private static final Map<String, String> KNOWN =
      Map.of(
          // locuslab/TCN: TCN/tcn.py
          "Chomp1d",
          "crops the end"
              + NOT_PRINTED
              + "; in TCN it is the padding of the convolution before it");

  /** transformers: models/wav2vec2/modeling_wav2vec2.py, data2vec and their copies. */
  private static final Pattern SAME_PAD_LAYER =
      Pattern.compile(".*SamePadLayer|Data2VecAudioPadLayer");

  /** The behaviour of a module without children by its name; empty if it does not pad. */
  static Optional<OpaqueClass> of(PrintedModule module) {
    String name = module.bareClass();
    if (!module.children().isEmpty()) {
      return Optional.empty();
    }
    if (SAME_PAD_LAYER.matcher(name).matches()) {
      return Optional.of(
          new OpaqueClass(
              "crops one element at the end if the kernel of the convolution before it is even"));
    }
    if (KNOWN.containsKey(name)) {
      return Optional.of(new OpaqueClass(KNOWN.get(name)));
    }
    if (speaksOf(name, PADS)) {
      return Optional.of(new OpaqueClass("pads or crops by its name," + NOT_PRINTED));
    }
    return speaksOf(name, CROPS)
        ? Optional.of(new OpaqueClass("crops by its name," + NOT_PRINTED))
        : Optional.empty();
  }

  /** Whether a class pads by its name, such as {@code SamePadConv}; {@code SPADE} does not. */
  static boolean speaksOfPadding(String name) {
    return speaksOf(name, PADS) || name.toLowerCase(Locale.ROOT).contains("same");
  }

  private static boolean speaksOf(String name, Set<String> words) {
    return WORD.matcher(name)
        .results()
        .anyMatch(word -> words.contains(word.group().toLowerCase(Locale.ROOT)));
  }
}
