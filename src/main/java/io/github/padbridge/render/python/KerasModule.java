package io.github.padbridge.render.python;

import io.github.padbridge.translate.Translation;

/** Functions that build Keras models, channels last, with the layers' weights in them. */
public final class KerasModule extends PythonModule {
  @Override
  String head() {
    CodeWriter code = new CodeWriter();
    code.line(0, "\"\"\"Convolutions as Keras models, written by padbridge.\"\"\"");
    code.line(0, "");
    code.line(0, "import keras");
    code.line(0, "import numpy as np");
    return code.toString();
  }

  @Override
  String function(String name, Translation translation) {
    return KerasFunction.of(name, translation);
  }
}
