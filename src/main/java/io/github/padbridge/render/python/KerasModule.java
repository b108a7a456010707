package io.github.padbridge.render.python;

import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.repair.ChainTranslation;
import io.github.padbridge.translate.Translation;

/** Functions that build Keras models, channels last, with the layers' weights in them. */
public final class KerasModule extends PythonModule {
  public KerasModule() {
    super(
        TensorFlowOpSet.OPS,
        DataFormat.CHANNELS_LAST,
        null,
        "Convolutions as Keras models",
        "import keras",
        "import numpy as np");
  }

  /** The next function, for a layer whose Keras layers are not those of a plan. */
  public String function(LayerRecord.Label label, ChainTranslation translation) {
    String wish = translation.layers().get(0).opName();
    return function(label, wish, name -> KerasSteps.of(name, translation));
  }

  @Override
  String function(String name, Translation translation) {
    return KerasFunction.of(name, translation);
  }
}
