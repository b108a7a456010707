package io.github.padbridge.frameworks;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Definition;
import io.github.padbridge.execute.NativeCache;
import io.github.padbridge.frameworks.TorchLayer.ConvArguments;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.plan.OnnxOpSet;
import io.github.padbridge.plan.OpSet;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.TensorFlowOpSet;
import io.github.padbridge.plan.TorchOpSet;
import io.github.padbridge.plan.step.Pool;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.proof.Engine;
import io.github.padbridge.proof.ExecutionFault;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.Framework;
import java.io.IOException;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.tensorflow.TensorFlow;

/** libtorch, TensorFlow and ONNX Runtime themselves. */
public final class FrameworksEngine implements Engine {
  private static final String SWITCH = "TF_ENABLE_ONEDNN_OPTS";

  /** One for the process: TensorFlow reads its switch when it starts, and is on without it. */
  private static volatile boolean oneDnn = !"0".equals(System.getenv(SWITCH));

  private boolean started;

  /** What they are called, with their versions once they have started. */
  private String libtorch = "libtorch";

  private String tensorFlow = "TensorFlow";

  private String onnxRuntime = "ONNX Runtime";

  static boolean usesOneDnn() {
    return oneDnn;
  }

  /** The environment variable takes precedence. */
  @Override
  public void useOneDnn(boolean on) {
    if (System.getenv(SWITCH) == null) {
      oneDnn = on;
    }
  }

  @Override
  public synchronized void start() {
    if (started) {
      return;
    }
    NativeCache.choose();
    try {
      Loader.load(torch.class);
      // The environment of the process itself, which Java cannot change.
      torch.set_env(SWITCH, oneDnn ? "1" : "0", false);
      torch.set_env("TF_CPP_MIN_LOG_LEVEL", "2", false);
      // One convolution of a proof is not worth a second thread.
      torch.set_num_threads(1);
      libtorch = "libtorch " + Loader.getVersion("org.bytedeco", "pytorch").replaceFirst("-.*", "");
      tensorFlow = "TensorFlow " + TensorFlow.version();
      onnxRuntime = OnnxRuntime.start();
      started = true;
    } catch (IOException | LinkageError | RuntimeException e) {
      throw new Refusal(
          new Fault(
              "libtorch, TensorFlow and ONNX Runtime cannot be started here: " + e,
              "mvn -Pframeworks package puts them into the distribution, for linux-x86_64;"
                  + " --engine nd4j verifies without them",
              List.of(),
              null));
    }
  }

  @Override
  public String definition(Layer layer) {
    return switch (layer.framework()) {
      case PYTORCH -> libtorch;
      case TENSORFLOW -> tensorFlow;
      case ONNX -> onnxRuntime;
      case JAX -> layer.framework().title();
    };
  }

  @Override
  public String note() {
    return "run by "
        + libtorch
        + ", "
        + tensorFlow
        + (oneDnn ? " with oneDNN" : "")
        + " and "
        + onnxRuntime;
  }

  /**
   * With oneDNN on, the type that it is on for. Without it float64, of which TensorFlow's CPU build
   * has all but the 3-D poolings, and ONNX Runtime no convolution.
   */
  @Override
  public Precision widest(Layer layer, Plan plan) {
    boolean poolsVolumes =
        layer instanceof TensorFlowSpec spec
            ? spec.op().isPooling() && spec.spatialRank() == 3
            : plan.steps().stream().anyMatch(traced -> poolsVolumes(traced.step()));
    boolean isOnnx = layer.framework() == Framework.ONNX || plan.target().equals(OnnxOpSet.OPS);
    return oneDnn || poolsVolumes || isOnnx ? Precision.FLOAT32 : Precision.FLOAT64;
  }

  private static boolean poolsVolumes(Step step) {
    return step instanceof Pool pool && pool.grid().rank() == 3;
  }

  @Override
  public Tensor define(Layer layer, CaseTensors on, Precision precision) {
    try {
      return layer.accept(
          new Layer.Visitor<Tensor>() {
            @Override
            public Tensor conv(ConvSpec spec) {
              return TorchLayer.run(ConvArguments.of(spec), on, precision);
            }

            @Override
            public Tensor pool(PoolSpec spec) {
              return TorchLayer.run(spec, on.x(), precision);
            }

            @Override
            public Tensor tensorFlow(TensorFlowSpec spec) {
              return TensorFlowLayer.run(spec, on, precision);
            }

            @Override
            public Tensor onnx(OnnxSpec spec) {
              return OnnxLayer.run(spec, on, precision);
            }

            @Override
            public Tensor jax(JaxSpec spec) {
              throw new IllegalStateException("JAX runs in Python only");
            }
          });
    } catch (RuntimeException e) {
      throw new Refusal(
          new Fault(
              definition(layer) + " will not run this layer: " + words(e),
              (layer.framework() == Framework.TENSORFLOW && !oneDnn
                      ? "--runtime onednn runs it with oneDNN on, which has more ops; "
                      : "")
                  + "--engine nd4j runs it by its definition",
              List.of(),
              null));
    }
  }

  @Override
  public Tensor defineInLoops(Layer layer, CaseTensors on) {
    return Definition.inLoops(layer, on);
  }

  @Override
  public Tensor run(Plan plan, CaseTensors on, Precision precision) {
    Runner runner = runner(plan.target());
    try {
      return runner.way().run(plan, on, precision);
    } catch (ExecutionFault fault) {
      throw fault;
    } catch (RuntimeException e) {
      throw new ExecutionFault(runner.title() + " says: " + words(e));
    }
  }

  /** Runs plans in one framework. */
  private interface PlanRunner {
    Tensor run(Plan plan, CaseTensors on, Precision precision);
  }

  /** What runs the plans of a target, with its name and version. */
  private record Runner(String title, PlanRunner way) {}

  private Runner runner(OpSet target) {
    if (target.equals(TorchOpSet.OPS)) {
      return new Runner(libtorch, PlanOnLibtorch::run);
    }
    if (target.equals(TensorFlowOpSet.OPS)) {
      return new Runner(tensorFlow, PlanOnTensorFlow::run);
    }
    if (target.equals(OnnxOpSet.OPS)) {
      return new Runner(onnxRuntime, PlanOnOnnxRuntime::run);
    }
    throw new Refusal(
        new Fault(
            "this engine does not run plans for " + target.title(),
            "--engine nd4j runs the plans of every target",
            List.of(),
            null));
  }

  /** What a framework throws, in one line. */
  private static String words(RuntimeException e) {
    String words = e.getMessage() == null ? e.toString() : e.getMessage();
    return words.lines().findFirst().orElse(words);
  }
}
