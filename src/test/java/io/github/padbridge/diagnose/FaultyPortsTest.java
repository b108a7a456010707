package io.github.padbridge.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.TestData;
import io.github.padbridge.execute.Definition;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.Tensor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Random layers with every mistake, and with two mistakes. */
class FaultyPortsTest {
  private static final int LAYERS = 30;

  private static final Set<Kind> OF_POOLINGS = EnumSet.of(Kind.DIVISOR, Kind.CEIL_MODE);
  private static final Set<Kind> OF_TRANSPOSED =
      EnumSet.of(Kind.CROP, Kind.OUTPUT_PADDING, Kind.BIAS_EARLY);
  private static final Set<Kind> OF_EVERY_LAYER =
      EnumSet.of(Kind.SAME, Kind.LAYOUT_RESHAPED, Kind.OUTPUT_LAYOUT);
  private static final Set<Kind> OF_FORWARD = EnumSet.of(Kind.PADDING, Kind.PADDING_MODE);

  private static List<String> ops(Kind kind) {
    if (OF_POOLINGS.contains(kind)) {
      return kind == Kind.DIVISOR ? List.of("avg_pool2d") : List.of("avg_pool2d", "max_pool2d");
    }
    if (OF_TRANSPOSED.contains(kind)) {
      return List.of("conv_transpose2d");
    }
    if (kind == Kind.STRIDE) {
      return List.of("conv2d", "conv_transpose2d", "avg_pool2d", "max_pool2d");
    }
    if (OF_FORWARD.contains(kind)) {
      return List.of("conv2d");
    }
    return OF_EVERY_LAYER.contains(kind)
        ? List.of("conv2d", "conv_transpose2d", "avg_pool2d", "max_pool2d")
        : List.of("conv2d", "conv_transpose2d");
  }

  /** A port whose output is not that of the layer, unless it is right. */
  private static FaultyPort port(List<String> ops, Set<Kind> mistakes, SplittableRandom random) {
    while (true) {
      FaultyPort port = FaultyPort.of(ops.get(random.nextInt(ops.size())), mistakes, random);
      Tensor right = port.right();
      Tensor y = port.numbers().y();
      if (mistakes.contains(Kind.SAME)
          || !Arrays.equals(right.shape(), y.shape())
          || !Arrays.equals(right.data(), y.data())) {
        return port;
      }
    }
  }

  private static List<Set<Kind>> found(FaultyPort port, Tolerance tolerance) {
    return Diagnosis.of(port.layer(), port.numbers(), tolerance).findings().stream()
        .<Set<Kind>>map(finding -> new HashSet<>(finding.kinds()))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void oneMistake(Kind mistake) {
    SplittableRandom random = new SplittableRandom(20240305 + mistake.ordinal());
    int layers = 0;
    for (int i = 0; i < LAYERS; i++) {
      FaultyPort port = port(ops(mistake), Set.of(mistake), random);
      List<Set<Kind>> found = found(port, Tolerance.FLOAT64);
      assertThat(found).as(port.layer().toString()).contains(Set.of(mistake));
      if (mistake != Kind.SAME) {
        assertThat(found).as(port.layer().toString()).doesNotContain(Set.of(Kind.SAME));
      }
      layers++;
    }
    assertThat(layers).isEqualTo(LAYERS);
  }

  @ParameterizedTest
  @CsvSource({
    "conv2d, KERNEL_FLIPPED, BIAS_MISSING",
    "conv2d, KERNEL_AXES, OUTPUT_LAYOUT",
    "conv2d, CHANNELS_EXCHANGED, DILATION",
    "conv2d, GROUPS_ORDER, OUTPUT_LAYOUT",
    "conv2d, PADDING, OUTPUT_LAYOUT",
    "conv2d, PADDING, LAYOUT_RESHAPED",
    "conv2d, PADDING_MODE, KERNEL_FLIPPED",
    "conv2d, STRIDE, BIAS_TWICE",
    "conv2d, DILATION, STRIDE",
    "conv_transpose2d, CROP, KERNEL_FLIPPED",
    "conv_transpose2d, CROP, OUTPUT_LAYOUT",
    "conv_transpose2d, OUTPUT_PADDING, CHANNELS_EXCHANGED",
    "conv_transpose2d, BIAS_EARLY, KERNEL_AXES",
    "conv_transpose2d, LAYOUT_RESHAPED, OUTPUT_LAYOUT",
    "avg_pool2d, DIVISOR, OUTPUT_LAYOUT",
    "avg_pool2d, DIVISOR, CEIL_MODE",
    "max_pool2d, STRIDE, LAYOUT_RESHAPED",
  })
  void twoMistakes(String op, Kind one, Kind other) {
    SplittableRandom random = new SplittableRandom(20240306);
    int right = 0;
    for (int i = 0; i < 10; i++) {
      FaultyPort port = port(List.of(op), EnumSet.of(one, other), random);
      List<Set<Kind>> found = found(port, Tolerance.FLOAT64);
      // One of both mistakes may change nothing, as another rounding where no window is cut off.
      assertThat(found)
          .as(port.layer().toString())
          .isNotEmpty()
          .allMatch(
              kinds ->
                  kinds.size() == 2 || kinds.equals(Set.of(one)) || kinds.equals(Set.of(other)));
      right += found.contains(Set.of(one, other)) ? 1 : 0;
    }
    assertThat(right)
        .isGreaterThanOrEqualTo(one == Kind.DIVISOR && other == Kind.CEIL_MODE ? 4 : 10);
  }

  /** A port in bfloat16 without a small bias: both explanations are within the tolerance. */
  @Test
  void aCoarseTypeLetsBothFit() {
    SplittableRandom random = new SplittableRandom(20240307);
    int ambiguous = 0;
    for (int i = 0; i < 10; i++) {
      FaultyPort port = FaultyPort.of("conv2d", Set.of(Kind.BIAS_MISSING), random);
      CaseTensors numbers = port.numbers();
      double[] small = Arrays.stream(numbers.bias().data()).map(b -> b * 1e-4).toArray();
      Tensor bias = new Tensor(numbers.bias().shape(), small);
      CaseTensors given =
          new CaseTensors(numbers.x(), numbers.weight(), bias, rounded(numbers.y()));
      List<Set<Kind>> found = found(new FaultyPort(port.layer(), given), Tolerance.BFLOAT16);
      assertThat(found).contains(Set.of(Kind.BIAS_MISSING));
      ambiguous += found.contains(Set.of(Kind.SAME)) ? 1 : 0;
    }
    assertThat(ambiguous).isEqualTo(10);
  }

  private static Tensor rounded(Tensor y) {
    double[] numbers =
        Arrays.stream(y.data())
            .map(n -> Float.intBitsToFloat((Float.floatToIntBits((float) n) + 0x8000) & 0xFFFF0000))
            .toArray();
    return new Tensor(y.shape(), numbers);
  }

  /** Zeros fit everything: the layer is named first, and others with it. */
  @Test
  void zerosTellNothing() {
    FaultyPort port = FaultyPort.of("conv2d", Set.of(Kind.SAME), new SplittableRandom(20240308));
    CaseTensors numbers = port.numbers();
    Tensor x = zeros(numbers.x());
    CaseTensors on = new CaseTensors(x, numbers.weight(), zeros(numbers.bias()), null);
    Tensor y = Definition.inLoops(port.layer(), on);
    Diagnosis diagnosis =
        Diagnosis.of(
            port.layer(), new CaseTensors(x, on.weight(), on.bias(), y), Tolerance.FLOAT32);
    assertThat(diagnosis.isLayer()).isTrue();
    assertThat(diagnosis.findings()).hasSizeGreaterThan(2);
  }

  private static Tensor zeros(Tensor like) {
    return new Tensor(like.shape(), new double[like.data().length]);
  }

  /** A window that lies beyond the data explains nothing. */
  @Test
  void emptyWindows() {
    LayerRecord pooling =
        TestData.layer(
            "{'op': 'max_pool1d', 'kernel_size': 3, 'stride': 3, 'padding': 1,"
                + " 'input_shape': [1, 1, 2]}");
    CaseTensors numbers =
        new CaseTensors(
            new Tensor(new int[] {1, 1, 2}, new double[] {1, 2}),
            null,
            null,
            new Tensor(new int[] {1, 1, 1}, new double[] {9}));
    assertThat(Diagnosis.of(pooling.spec(), numbers, Tolerance.FLOAT32).isExplained()).isFalse();
  }

  /** NaN is never equal; the nearest computation says where it stands. */
  @Test
  void notANumberIsADifference() {
    FaultyPort port = FaultyPort.of("conv2d", Set.of(Kind.SAME), new SplittableRandom(20240309));
    port.numbers().y().data()[5] = Double.NaN;
    Diagnosis diagnosis = Diagnosis.of(port.layer(), port.numbers(), Tolerance.FLOAT32);
    assertThat(diagnosis.isExplained()).isFalse();
    Nearest nearest = diagnosis.nearest();
    assertThat(nearest.changes()).isEmpty();
    assertThat(nearest.given()).isNaN();
    assertThat(nearest.checked() - nearest.fitting()).isEqualTo(1);
  }
}
