package io.github.padbridge.cli;

/** What options are about, in the order of the help. */
enum OptionGroup {
  LAYER("Layer"),
  TENSORFLOW("TensorFlow and Keras layers"),
  POOLING("Pooling layers"),
  TENSOR("Padded tensor"),
  NUMBERS("Numbers of the layer"),
  VALUES("Combinations"),
  TRANSLATION("Translation"),
  PROOF("Proof"),
  OUTPUT("Output"),
  GENERAL("General");

  private final String title;

  OptionGroup(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
