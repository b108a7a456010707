package io.github.padbridge.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.OnnxOpSet;
import io.github.padbridge.plan.step.Pooling;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.proof.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The frameworks' own faults, by their numbers in the table of the package. A test that fails here
 * tells that one is gone: take it out of the table, and what was done about it out of the code.
 */
@Tag("frameworks")
class FrameworkFaultsTest {
  private static final String ONEDNN = "TF_ENABLE_ONEDNN_OPTS";

  @BeforeAll
  static void start() {
    new FrameworksEngine().start();
  }

  @Test
  @EnabledIfEnvironmentVariable(named = ONEDNN, matches = "1")
  void no1WrongNumbersForOneColumnOfOneChannel() throws IOException {
    assumeAvx512();
    Tensor x = counted(2, 2, 3, 1);
    Tensor filters = counted(1, 2, 1, 1);
    double[] right = conv(x, filters, List.of(1, 2), WindowPadding.VALID, Precision.FLOAT64).data();
    double[] found = conv(x, filters, List.of(1, 2), WindowPadding.VALID, Precision.FLOAT32).data();
    // A window is 1·x + 2·(x + 1) of the numbers counted.
    assertThat(right).containsExactly(5, 14, 23, 32);
    assertThat(found).isNotEqualTo(right);
    assertThat(found[0]).isEqualTo(right[0]);
  }

  @Test
  @EnabledIfEnvironmentVariable(named = ONEDNN, matches = "1")
  void no2WindowsOfNothingButPaddingEndTheProcess(@TempDir Path folder) throws Exception {
    assumeAvx512();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ErrorFile=" + folder.resolve("error.log"),
                "-XX:-CreateCoredumpOnCrash",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                WindowsOfPadding.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(folder.resolve("output")).content().contains("fatal error", "convolution_fwd");
  }

  /** oneDNN has other kernels for other processors. */
  private static void assumeAvx512() throws IOException {
    assumeTrue(Files.readString(Path.of("/proc/cpuinfo")).contains("avx512f"), "needs AVX-512");
  }

  /** What ends the process; it is alone in it. */
  static final class WindowsOfPadding {
    private WindowsOfPadding() {}

    public static void main(String[] arguments) {
      Map<String, Object> attributes =
          Map.of(
              "strides", new long[] {1, 5, 2, 1},
              "padding", "EXPLICIT",
              "explicit_paddings", new long[] {0, 0, 1, 0, 3, 3, 0, 0});
      for (int i = 0; i < 5_000; i++) {
        try (TensorFlowOps tf = new TensorFlowOps(Precision.FLOAT32)) {
          tf.run(
              "Conv2D", attributes, tf.array(counted(2, 4, 1, 2)), tf.array(counted(2, 1, 2, 2)));
        }
      }
    }
  }

  @Test
  @EnabledIfEnvironmentVariable(named = ONEDNN, matches = "0")
  void no3VolumesStartLate() {
    Tensor x = counted(1, 1, 1, 3, 1);
    for (Precision precision : Precision.values()) {
      assertThat(thirds(x, precision)).containsExactly(2);
    }
    for (Pooling pooling : Pooling.values()) {
      assertThat(thirds(x, pooling)).containsExactly(2);
    }
  }

  @Test
  @EnabledIfEnvironmentVariable(named = ONEDNN, matches = "1")
  void no4WithOneDnnTheyDoNot() {
    Tensor x = counted(1, 1, 1, 3, 1);
    assertThat(thirds(x, Precision.FLOAT32)).containsExactly(1);
    assertThat(thirds(x, Precision.FLOAT64)).containsExactly(2);
    assertThat(thirds(x, Pooling.AVG)).containsExactly(1);
    assertThat(thirds(x, Pooling.MAX)).containsExactly(2);
  }

  /** Every third element, by a kernel of one 1. */
  private static double[] thirds(Tensor x, Precision precision) {
    return conv(x, counted(1, 1, 1, 1, 1), List.of(1, 1, 3), WindowPadding.SAME, precision).data();
  }

  private static double[] thirds(Tensor x, Pooling pooling) {
    try (TensorFlowOps tf = new TensorFlowOps(Precision.FLOAT32)) {
      return tf.read(
              new TensorFlowKernels(tf)
                  .pool(
                      tf.array(x), pooling, List.of(1, 1, 1), List.of(1, 1, 3), WindowPadding.SAME))
          .data();
    }
  }

  @Test
  @EnabledIfEnvironmentVariable(named = ONEDNN, matches = "1")
  void no5ABatchOfNoneKeepsItsShape() {
    Tensor x = counted(0, 4, 4, 1);
    Tensor filters = counted(2, 2, 1, 3);
    List<Integer> ones = List.of(1, 1);
    assertThat(conv(x, filters, ones, WindowPadding.VALID, Precision.FLOAT64).shape())
        .containsExactly(0, 3, 3, 3);
    assertThat(conv(x, filters, ones, WindowPadding.VALID, Precision.FLOAT32).shape())
        .containsExactly(0, 4, 4, 1);
  }

  @Test
  @EnabledIfEnvironmentVariable(named = ONEDNN, matches = "0")
  void no6GroupsAndABiasAreFusedAndRefused() {
    assertThatThrownBy(() -> grouped(true)).hasMessageContaining("grouped convolutions");
    assertThat(grouped(false)).isEqualTo(5);
  }

  /**
   * The first output of two groups of one channel, 3 and 4 times a kernel of 1, and a bias of 2.
   */
  private static float grouped(boolean biasAdd) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, 1, 1, 2)));
      Operand<TFloat32> filters = tf.constant(new float[][][][] {{{{1, 1}}}});
      Operand<TFloat32> bias = tf.constant(new float[] {2, 2});
      Operand<TFloat32> y = tf.nn.conv2d(x, filters, List.of(1L, 1L, 1L, 1L), "VALID");
      Operand<TFloat32> sum = biasAdd ? tf.nn.biasAdd(y, bias) : tf.math.add(y, bias);
      TFloat32 numbers = TFloat32.tensorOf(StdArrays.ndCopyOf(new float[][][][] {{{{3, 4}}}}));
      // With something after it, so that the two are not the last of the graph.
      try (Result result = session.runner().feed(x, numbers).fetch(tf.identity(sum)).run()) {
        return ((TFloat32) result.get(0)).getFloat(0, 0, 0, 0);
      }
    }
  }

  @Test
  void no7DilationsAreSwappedInTheShapeThatIsInferred() {
    try (TensorFlowOps tf = new GraphOps(Precision.FLOAT32, false)) {
      Output<?> x = tf.array(counted(1, 1, 1, 3, 1));
      Output<?> filters = tf.array(counted(1, 1, 2, 1, 1));
      Output<?> y =
          new TensorFlowKernels(tf)
              .conv(x, filters, List.of(1, 1, 1), List.of(1, 1, 2), WindowPadding.VALID);
      assertThat(TensorFlowOps.shape(y)).containsExactly(1, 1, 1, 2, 1);
      if (FrameworksEngine.usesOneDnn()) {
        assertThat(tf.read(y).shape()).containsExactly(1, 1, 1, 1, 1);
      }
    }
  }

  @Test
  void no8AnEmptyBatchIsNotReflected() {
    try (TensorFlowOps tf = new TensorFlowOps(Precision.FLOAT32)) {
      Output<?> x = tf.array(counted(0, 3, 1));
      Output<?> amounts = tf.pairs(List.of(new int[2], new int[] {1, 1}, new int[2]));
      assertThat(TensorFlowOps.shape(tf.run("Pad", x, amounts))).containsExactly(0, 5, 1);
      assertThatThrownBy(() -> tf.run("MirrorPad", Map.of("mode", "REFLECT"), x, amounts))
          .hasMessageContaining("paddings must be less than the dimension size: 0");
    }
  }

  @Test
  void no9AWindowOfMinusInfinityIsFinite() {
    double low = Double.NEGATIVE_INFINITY;
    OnnxGraph graph = onnx(new Tensor(new int[] {1, 1, 3}, new double[] {low, low, 1}));
    String y = node(graph, "MaxPool", Map.of("kernel_shape", List.of(2)), OnnxGraph.DATA);
    assertThat(graph.tensor(y).data()).containsExactly(-Float.MAX_VALUE, 1);
  }

  @Test
  void no10SameIsNotDilated() {
    assertThatThrownBy(() -> dilated(Map.of("auto_pad", "SAME_UPPER")))
        .hasMessageContaining("Dilation not supported for AutoPadType::SAME_UPPER");
    // The element before and twice the one after.
    assertThat(dilated(Map.of("pads", List.of(1, 1))).data()).containsExactly(4, 7, 2);
  }

  private static Tensor dilated(Map<String, Object> padding) {
    OnnxGraph graph = onnx(counted(1, 1, 3));
    Map<String, Object> attributes = new HashMap<>(padding);
    attributes.put("dilations", List.of(2));
    String kernel = graph.constant(counted(1, 1, 2));
    return graph.tensor(node(graph, "Conv", attributes, OnnxGraph.DATA, kernel));
  }

  @Test
  void no11OutputPaddingIsLessThanTheStride() {
    OnnxGraph graph = onnx(counted(1, 1, 3));
    String kernel = graph.constant(counted(1, 1, 2));
    Map<String, Object> most = Map.of("dilations", List.of(2), "output_padding", List.of(1));
    assertThatThrownBy(
            () -> graph.tensor(node(graph, "ConvTranspose", most, OnnxGraph.DATA, kernel)))
        .hasMessageContaining("output_padding (1) may be too large for stride (1)");
  }

  @Test
  void no12PadsOfAPoolingAreLessThanItsKernel() {
    OnnxGraph graph = onnx(counted(1, 1, 3));
    Map<String, Object> wide =
        Map.of("kernel_shape", List.of(2), "dilations", List.of(3), "pads", List.of(0, 2));
    assertThatThrownBy(() -> graph.tensor(node(graph, "AveragePool", wide, OnnxGraph.DATA)))
        .hasMessageContaining("Pad should be smaller than kernel");
  }

  @Test
  void no13APadBecomesPadsThatAreRefused() {
    assertThatThrownBy(() -> paddedAverage("NOTSET"))
        .hasMessageContaining("Pad should be smaller than kernel");
    assertThat(paddedAverage("VALID").data()).containsExactly(0, 0.5, 1.5, 2.5);
  }

  private static Tensor paddedAverage(String autoPad) {
    OnnxGraph graph = onnx(counted(1, 1, 3));
    String padded = graph.node("Pad", OnnxGraph.DATA, graph.integers(List.of(0, 0, 2, 0, 0, 0)));
    Map<String, Object> attributes = Map.of("kernel_shape", List.of(2), "auto_pad", autoPad);
    return graph.tensor(node(graph, "AveragePool", attributes, padded));
  }

  private static OnnxGraph onnx(Tensor x) {
    return new OnnxGraph(OnnxOpSet.OPSET, x, Precision.FLOAT32);
  }

  private static String node(
      OnnxGraph graph, String op, Map<String, Object> attributes, String... inputs) {
    return graph.node(op, List.of(inputs), attributes);
  }

  private static Tensor conv(
      Tensor x, Tensor filters, List<Integer> strides, WindowPadding padding, Precision precision) {
    try (TensorFlowOps tf = new TensorFlowOps(precision)) {
      List<Integer> ones = strides.stream().map(stride -> 1).toList();
      return tf.read(
          new TensorFlowKernels(tf).conv(tf.array(x), tf.array(filters), strides, ones, padding));
    }
  }

  /** 1, 2, 3... */
  private static Tensor counted(int... shape) {
    int elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return new Tensor(shape, IntStream.rangeClosed(1, elements).asDoubleStream().toArray());
  }
}
