package io.github.padbridge.frameworks;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.python.Interpreter;
import io.github.padbridge.python.Library;
import io.github.padbridge.python.Module;
import io.github.padbridge.render.python.PythonModule;
import io.github.padbridge.translate.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Output;

/** Modules as padbridge writes them, whose functions are run by the frameworks. */
public final class GeneratedCode {
  private static final String CONVERT_WEIGHT = "convert_weight";

  private final String text;
  private final String function;
  private final Module module;

  /** The code of a module, of which the last function is run. */
  private GeneratedCode(String text) {
    this.text = text;
    this.function = text.substring(text.lastIndexOf("\ndef ") + 5).replaceFirst("(?s)\\(.*", "");
    this.module = Module.of(text);
  }

  /** The code of a module with the function of one layer. */
  public static GeneratedCode of(PythonModule module, Translation translation) {
    return new GeneratedCode(module.function(LayerRecord.Label.NONE, translation) + module.tail());
  }

  /** What the function returns, run by TensorFlow at once, on PyTorch's weight. */
  public Tensor onTensorFlow(CaseTensors on, Precision precision) {
    try (TensorFlowOps tf = new TensorFlowOps(precision)) {
      return tf.read((Output<?>) run(new TensorFlowLibrary(tf), on, tf::array));
    }
  }

  /** The same in a graph that does not know the sizes of its inputs. */
  public Tensor inAGraph(CaseTensors on, Precision precision) {
    try (TensorFlowOps tf = new GraphOps(precision, true)) {
      return tf.read((Output<?>) run(new TensorFlowLibrary(tf), on, tf::array));
    }
  }

  /** What the function returns, run by libtorch. */
  @SuppressWarnings("try") // The scope frees what is made within it.
  public Tensor onLibtorch(CaseTensors on, Precision precision) {
    try (PointerScope scope = new PointerScope()) {
      return TorchTensors.read(
          (org.bytedeco.pytorch.Tensor)
              run(new TorchLibrary(), on, tensor -> TorchTensors.of(tensor, precision)));
    }
  }

  private Object run(Library library, CaseTensors on, Function<Tensor, Object> array) {
    Interpreter interpreter = new Interpreter(module, library);
    List<Object> arguments = new ArrayList<>(List.of(array.apply(on.x())));
    if (on.weight() != null) {
      Object weight = array.apply(on.weight());
      boolean converts = text.contains("\ndef " + CONVERT_WEIGHT + "(");
      arguments.add(converts ? interpreter.call(CONVERT_WEIGHT, List.of(weight)) : weight);
    }
    @Nullable Tensor bias = on.bias();
    if (bias != null) {
      arguments.add(array.apply(bias));
    }
    return interpreter.call(function, arguments);
  }
}
