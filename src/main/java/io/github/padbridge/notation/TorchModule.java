package io.github.padbridge.notation;

/** The padding modules of PyTorch. */
enum TorchModule {
  ZERO("ZeroPad", FillMode.CONSTANT),
  CONSTANT("ConstantPad", FillMode.CONSTANT),
  REFLECTION("ReflectionPad", FillMode.REFLECT),
  REPLICATION("ReplicationPad", FillMode.REPLICATE),
  CIRCULAR("CircularPad", FillMode.CIRCULAR);

  private final String prefix;
  private final FillMode mode;

  TorchModule(String prefix, FillMode mode) {
    this.prefix = prefix;
    this.mode = mode;
  }

  FillMode mode() {
    return mode;
  }

  /** {@code ZeroPad2d}. */
  String className(int spatialRank) {
    return prefix + spatialRank + "d";
  }
}
