package io.github.padbridge.modelfile.keras;

/** A separable convolution, whose sizes are those of a convolution with its windows. */
final class KerasSeparable {
  private KerasSeparable() {}

  /** The convolution with the same windows and filters. */
  static KerasClass asConvolution(KerasClass type) {
    return type.kind() == KerasClass.Kind.SEPARABLE_CONV
        ? new KerasClass(KerasClass.Kind.CONV, type.rank())
        : type;
  }
}
