package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.notation.DataLayout;
import io.github.padbridge.notation.TensorContext;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** The options that describe the padded tensor. */
final class TensorOptions {
  private static final Set<String> UNKNOWN = Set.of("?", "null", "None");
  private @Nullable Integer rank;
  private @Nullable String layout;
  private @Nullable String inputShape;
  private final Options options;

  TensorOptions(Options options) {
    this.options = options;
    options.group(OptionGroup.TENSOR);
    options
        .option(Integer.class, value -> rank = value, "--rank")
        .paramLabel("N")
        .description("Number of axes of the tensor.");
    options
        .option(String.class, value -> layout = value, "--layout")
        .paramLabel("NAME")
        .description("Meaning of the axes, such as NCHW, NHWC, NCL, NDHWC or CHW.");
    options
        .option(String.class, value -> inputShape = value, "--input-shape")
        .paramLabel("N,C,...")
        .description("Shape of the tensor, in the order of the notation; ? for an unknown size.");
  }

  boolean hasInputShape() {
    return inputShape != null;
  }

  /**
   * @throws ParameterException if an option is invalid, or two options contradict each other
   */
  TensorContext asked() {
    if (rank != null && (rank < 1 || rank > TensorContext.HIGHEST_RANK)) {
      throw options.usage(
          "--rank must be from 1 to " + TensorContext.HIGHEST_RANK + " (got " + rank + ")");
    }
    DataLayout known = layout == null ? null : layout(layout);
    Shape shape = inputShape == null ? null : shape(inputShape, known);
    agree("--layout " + layout, known == null ? null : known.rank(), "--rank " + rank, rank);
    Integer sizes = shape == null ? null : shape.rank();
    agree("--input-shape " + inputShape, sizes, "--rank " + rank, rank);
    agree(
        "--input-shape " + inputShape,
        sizes,
        "--layout " + layout,
        known == null ? null : known.rank());
    return new TensorContext(rank, known, shape);
  }

  private void agree(
      String first, @Nullable Integer firstRank, String second, @Nullable Integer secondRank) {
    if (firstRank != null && secondRank != null && !firstRank.equals(secondRank)) {
      throw options.usage(first + " and " + second + " have different numbers of axes");
    }
  }

  private DataLayout layout(String name) {
    return DataLayout.named(name)
        .orElseThrow(
            () ->
                options.usage(
                    "there is no layout '" + name + "'",
                    Suggestion.help(name, DataLayout.names())));
  }

  private Shape shape(String text, @Nullable DataLayout known) {
    String inside = text.strip().replaceAll("^\\((.*?),?\\)$|^\\[(.*)\\]$", "$1$2");
    String[] words = inside.split(",", -1);
    if (words.length > TensorContext.HIGHEST_RANK) {
      throw options.usage(
          "--input-shape must have 1 to "
              + TensorContext.HIGHEST_RANK
              + " sizes (got "
              + words.length
              + ")");
    }
    List<Size> sizes = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      String word = words[i].strip();
      boolean isNamed = known != null && known.rank() == words.length;
      sizes.add(
          UNKNOWN.contains(word)
              ? Size.unknown(TensorContext.sizeName(isNamed ? known : null, i))
              : Size.of(size(word)));
    }
    return new Shape(sizes);
  }

  private int size(String word) {
    if (!word.matches("[0-9]{1,10}") || Long.parseLong(word) > Integer.MAX_VALUE) {
      throw options.usage(
          "--input-shape must be sizes such as 1,3,32,32, with ? for an unknown one (got '"
              + (word.length() > 60 ? word.substring(0, 60) + "..." : word)
              + "')");
    }
    return Integer.parseInt(word);
  }
}
