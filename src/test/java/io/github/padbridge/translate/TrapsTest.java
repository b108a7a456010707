package io.github.padbridge.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomPools;
import io.github.padbridge.RandomSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.RecordReader;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrapsTest {
  private static final long SEED = 81;

  private static ConvSpec layer(int kernel, int stride, int padding, int dilation, String size) {
    return TestData.spec(
        String.format(
            "{'op': 'conv1d', 'kernel_size': %d, 'stride': %d, 'padding': %d, 'dilation': %d, 'input_shape': [1, 1, %s]}",
            kernel, stride, padding, dilation, size));
  }

  private static Optional<String> same(ConvSpec spec) {
    return Traps.of(spec).stream().filter(trap -> trap.contains("\"SAME\"")).findFirst();
  }

  /** What SAME pads around a pooling is said once, with the axes where it does not hold for all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(2, 3), strides=(4, 1) | ' where H_in mod 4 is 1, and on axis W'",
        "(1, 3), strides=1 | ' on axis W'",
        "3, strides=1 | ''",
        "3 | ' where H_in or W_in mod 3 is 1 or 2'",
      })
  void whatPaddingMeansToAPooling(String window, String where) {
    Map.of(
            "Max",
            "padding a max pooling with zeros is wrong for negative inputs%s; pad with -inf",
            "Average",
            "average pooling with SAME does not count its padding%s; set count_include_pad=False")
        .forEach(
            (name, what) -> {
              String call = "keras.layers." + name + "Pooling2D(" + window + ", padding='same')";
              Layer layer =
                  new RecordReader(Map.of())
                      .read(CallReader.read(new SourceText("", call), Map.of()).record())
                      .spec();
              assertThat(Traps.of(layer))
                  .filteredOn(trap -> trap.startsWith(what.substring(0, what.indexOf('%'))))
                  .containsExactly(what.formatted(where));
            });
  }

  @Test
  void aLargeStrideTakesNoLonger() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int stride : List.of(20_000_001, Integer.MAX_VALUE)) {
            assertThat(same(layer(2, stride, 0, 1, "null"))).isEmpty();
            assertThat(same(layer(20_000_000, stride, 1, 1, "null"))).isPresent();
          }
        });
  }

  /** What each trap says of a layer is true of the layers that it is said of, and of no others. */
  @Test
  void trapsAreSaidWhereTheyAreTrue() {
    RandomSpecs specs = new RandomSpecs(SEED);
    Map<String, Integer> said = new TreeMap<>();
    for (int i = 0; i < 6000; i++) {
      ConvSpec spec = specs.next();
      List<String> traps = Traps.of(spec);
      truths(spec)
          .forEach(
              (part, truth) -> {
                assertThat(traps.stream().anyMatch(trap -> trap.contains(part)))
                    .as("%s of %s", part, spec)
                    .isEqualTo(truth);
                said.merge(part.replaceAll(" \\(here.*", ""), truth ? 1 : 0, Integer::sum);
              });
      // SameSizesTest has what is said of SAME.
      int others = (int) traps.stream().filter(trap -> !trap.contains("SAME")).count();
      assertThat(others)
          .as("%s", traps)
          .isEqualTo(Collections.frequency(truths(spec).values(), true));
    }
    assertThat(said)
        .isEqualTo(
            Map.of(
                "TensorFlow returns wrong numbers",
                42,
                "need output_padding < stride",
                642,
                "bias_add after a grouped",
                305,
                "conv3d does not support groups",
                346,
                "conv3d does not support dilations",
                961,
                "d_transpose and the Keras layer do not support groups",
                1000,
                "d_transpose does not support dilations",
                2662,
                "depthwise_conv2d returns wrong numbers",
                109,
                "depthwise_conv2d does not support unequal strides",
                97,
                "do not support strides together with dilations",
                2050));
  }

  private static Map<String, Boolean> truths(ConvSpec spec) {
    int rank = spec.spatialRank();
    boolean transposed = spec.op().isTransposed();
    boolean grouped = spec.groups() != 1;
    boolean strided = spec.stride().stream().anyMatch(stride -> stride != 1);
    boolean dilated = spec.dilation().stream().anyMatch(dilation -> dilation != 1);
    boolean depthwise =
        rank == 2 && !transposed && grouped && spec.weightShape().size(1).value() == 1;
    OptionalInt extended =
        IntStream.range(0, rank)
            .filter(axis -> spec.outputPadding().get(axis) >= spec.stride().get(axis))
            .findFirst();
    Map<String, Boolean> truths = new TreeMap<>();
    truths.put("d_transpose does not support dilations", transposed && dilated);
    truths.put("d_transpose and the Keras layer do not support groups", transposed && grouped);
    truths.put(
        extended.isEmpty()
            ? "need output_padding < stride"
            : "need output_padding < stride (here "
                + spec.outputPadding().get(extended.getAsInt())
                + " and "
                + spec.stride().get(extended.getAsInt())
                + ")",
        transposed && extended.isPresent());
    truths.put("do not support strides together with dilations", !transposed && strided && dilated);
    truths.put("depthwise_conv2d returns wrong numbers", depthwise && strided && dilated);
    truths.put(
        "depthwise_conv2d does not support unequal strides",
        depthwise && !spec.stride().get(0).equals(spec.stride().get(1)));
    truths.put("bias_add after a grouped", !transposed && rank < 3 && grouped && spec.bias());
    truths.put("conv3d does not support dilations", !transposed && rank == 3 && dilated);
    truths.put("conv3d does not support groups", !transposed && rank == 3 && grouped);
    truths.put("TensorFlow returns wrong numbers", !transposed && isNarrow(spec));
    return truths;
  }

  /** One channel in, of each group where these run one by one; one column out of several. */
  private static boolean isNarrow(ConvSpec spec) {
    int rank = spec.spatialRank();
    long channels = rank == 3 ? spec.weightShape().size(1).value() : spec.inChannels().value();
    return rank > 1
        && channels == 1
        && spec.outputSize(rank - 1).value() == 1
        && spec.stride().get(rank - 1) != 1
        && spec.stride().get(rank - 2) == 1;
  }

  @Test
  void trapsOfPoolingsAreSaidWhereTheyAreTrue() {
    RandomPools pools = new RandomPools(SEED + 1);
    Map<String, Integer> said = new TreeMap<>();
    for (int i = 0; i < 6000; i++) {
      PoolSpec known = pools.next(PoolOp.values()[i % PoolOp.values().length]);
      Shape openShape = known.inputShape();
      for (int axis = known.channelAxis() + 1; axis < openShape.rank(); axis++) {
        openShape = openShape.with(axis, Size.unknown("size" + axis));
      }
      for (PoolSpec spec : List.of(known, known.withInputShape(openShape))) {
        boolean padded = spec.padding().stream().anyMatch(padding -> padding != 0);
        boolean max = spec.op().isMax();
        Map<String, Boolean> truths = new TreeMap<>();
        truths.put("padding a max pooling with zeros", max && padded);
        boolean overrides = spec.divisorOverride() != null;
        truths.put(
            "counts zeros that are padded before it",
            !max && padded && !spec.countIncludePad() && !overrides);
        truths.put("this layer always by", overrides);
        truths.put("do not support dilation", isSpread(spec));
        truths.put("does not support float64", spec.spatialRank() == 3);
        List<String> traps = Traps.of(spec);
        truths.forEach(
            (part, truth) -> {
              assertThat(traps.stream().anyMatch(trap -> trap.contains(part)))
                  .as("%s of %s", part, spec)
                  .isEqualTo(truth);
              said.merge(part, truth ? 1 : 0, Integer::sum);
            });
      }
    }
    assertThat(said)
        .isEqualTo(
            Map.of(
                "does not support float64",
                4000,
                "this layer always by",
                1002,
                "do not support dilation",
                1680,
                "counts zeros that are padded before it",
                1828,
                "padding a max pooling with zeros",
                4454));
  }

  private static boolean isSpread(PoolSpec spec) {
    return IntStream.range(0, spec.spatialRank())
        .anyMatch(axis -> spec.dilation().get(axis) != 1 && spec.kernelSize().get(axis) != 1);
  }
}
