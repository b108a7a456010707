package io.github.padbridge.frameworks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/** ONNX Runtime on the CPU, on one thread. */
final class OnnxRuntime {
  private OnnxRuntime() {}

  /**
   * Loads it.
   *
   * @return its name and version
   */
  static String start() {
    return "ONNX Runtime " + environment().getVersion();
  }

  /** One for the process, which lives as long. */
  private static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
  }

  /**
   * The only output of a model.
   *
   * @param model the bytes of a {@code ModelProto}
   * @param input the name of its only input
   * @throws IllegalStateException with the words of ONNX Runtime if it refuses the model
   */
  static Tensor run(byte[] model, String input, Tensor x, Precision precision) {
    try (SessionOptions options = options();
        OrtSession session = environment().createSession(model, options);
        OnnxTensor data = tensor(x, precision);
        OrtSession.Result result = session.run(Map.of(input, data))) {
      return read((OnnxTensor) result.get(0), precision);
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static SessionOptions options() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    return options;
  }

  private static OnnxTensor tensor(Tensor tensor, Precision precision) throws OrtException {
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return switch (precision) {
      case FLOAT32 ->
          OnnxTensor.createTensor(
              environment(), FloatBuffer.wrap(TorchTensors.floats(tensor.data())), shape);
      case FLOAT64 ->
          OnnxTensor.createTensor(environment(), DoubleBuffer.wrap(tensor.data()), shape);
    };
  }

  private static Tensor read(OnnxTensor tensor, Precision precision) {
    long[] sizes = tensor.getInfo().getShape();
    int[] shape = Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
    double[] data = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    switch (precision) {
      case FLOAT32 -> {
        FloatBuffer numbers = tensor.getFloatBuffer();
        Arrays.setAll(data, i -> numbers.get(i));
      }
      case FLOAT64 -> tensor.getDoubleBuffer().get(data);
    }
    return new Tensor(shape, data);
  }
}
