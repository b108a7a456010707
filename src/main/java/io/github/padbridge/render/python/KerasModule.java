package io.github.padbridge.render.python;

import io.github.padbridge.plan.TensorFlowStep;
import io.github.padbridge.translate.Translation;

/** Functions that build Keras models, channels last, with the layers' weights in them. */
public final class KerasModule extends PythonModule {
  public KerasModule() {
    super(
        TensorFlowStep.OPS,
        DataFormat.CHANNELS_LAST,
        null,
        "Convolutions as Keras models",
        "import keras",
        "import numpy as np");
  }

  @Override
  String function(String name, Translation translation) {
    return KerasFunction.of(name, translation);
  }
}
