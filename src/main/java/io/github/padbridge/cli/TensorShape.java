package io.github.padbridge.cli;

import io.github.padbridge.shape.Shape;
import org.jspecify.annotations.Nullable;

/** The option for the input shape of the left side. */
final class TensorShape {
  private final Options options;
  private @Nullable String text;

  TensorShape(Options options) {
    this.options = options;
    options.group(OptionGroup.LAYER);
    options
        .option(String.class, value -> text = value, "--input-shape")
        .paramLabel("N,C,...")
        .description(
            "Input shape of the left side, in its own layout, such as 1,3,224,224. Without it, the"
                + " sides must be equal at every input size.");
  }

  /**
   * @return null if it is not given
   * @throws picocli.CommandLine.ParameterException if it is not a shape
   */
  @Nullable Shape shape() {
    if (text == null) {
      return null;
    }
    String inside = text.strip().replaceAll("^\\((.*?),?\\)$|^\\[(.*)\\]$", "$1$2");
    if (!inside.matches("\\s*[0-9]{1,9}\\s*(,\\s*[0-9]{1,9}\\s*){0,4}")) {
      throw options.usage(
          "--input-shape must be sizes such as 1,3,224,224 (got '" + text + "')",
          text.matches(".*(\\?|None|-1).*")
              ? "leave --input-shape out to compare at every input size"
              : null);
    }
    String[] words = inside.strip().split("\\s*,\\s*", -1);
    int[] sizes = new int[words.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Integer.parseInt(words[i]);
    }
    return Shape.of(sizes);
  }
}
