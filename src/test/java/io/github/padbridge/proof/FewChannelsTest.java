package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.ChainRun.Parameters;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FewChannelsTest {
  private static final int SIZE = 6;

  /** The channels of a text, of its result, and of its result on few channels. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nn.Conv1d(9, 7, 3)                                               |  9 |  7 | 4
          nn.Conv1d(9, 2, 3, stride=2)                                     |  9 |  2 | 2
          nn.Conv1d(3, 7, 3, padding=1)                                    |  3 |  7 | 4
          nn.Conv1d(9, 9, 3, groups=9)                                     |  9 |  9 | 4
          nn.Conv1d(9, 18, 3, groups=9)                                    |  9 | 18 | 8
          nn.Conv1d(12, 9, 3, groups=3)                                    | 12 |  9 | 4
          nn.Conv1d(12, 3, 3, groups=3)                                    | 12 |  3 | 2
          nn.ConvTranspose1d(9, 7, 3, stride=2)                            |  9 |  7 | 4
          nn.ConvTranspose1d(9, 18, 3, groups=9)                           |  9 | 18 | 8
          nn.ConvTranspose1d(12, 9, 3, groups=3)                           | 12 |  9 | 4
          nn.MaxPool1d(2)                                                  |  9 |  9 | 4
          nn.Sequential(nn.Conv1d(9, 7, 3), nn.ReLU(), nn.Conv1d(7, 5, 2)) |  9 |  5 | 4
          nn.Sequential(nn.Conv1d(9, 8, 3), nn.Conv1d(8, 16, 2, groups=8)) |  9 | 16 | 8
          nn.Sequential(nn.Conv1d(9, 9, 3, groups=9), nn.MaxPool1d(2))     |  9 |  9 | 4
          """)
  void the_others_are_zero(String text, int in, int out, int fewOut) {
    Chain chain = chain(text);
    Chain few = FewChannels.of(chain, in).orElseThrow();
    SplittableRandom random = new SplittableRandom(1);
    Tensor x = drawn(random, Math.min(in, 4), SIZE);
    List<Parameters> parameters = new ArrayList<>();
    Tensor seen = run(few, x, (n, layer) -> add(parameters, random, layer));
    Tensor all = run(chain, spread(x, chain, in), (n, layer) -> spread(parameters.get(n), layer));
    assertThat(seen.shape()[1]).isEqualTo(fewOut);
    assertThat(all.shape()[1]).isEqualTo(out).isEqualTo(FewChannels.outOf(chain, in));
    double[] expected = new double[all.data().length];
    int each = seen.shape()[2];
    for (int channel = 0; channel < fewOut; channel++) {
      int place = FewChannels.channelOf(chain, channel);
      System.arraycopy(seen.data(), channel * each, expected, place * each, each);
    }
    assertThat(all.data()).containsExactly(expected);
    assertThat(Arrays.stream(expected).filter(value -> value != 0).count()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nn.Sequential(nn.Conv1d(8, 8, 3), nn.Conv1d(8, 8, 3, groups=2))",
        "y = F.pad(x, (0, 0, 1, 0)); nn.Conv1d(9, 9, 3)(y)",
      })
  void others_are_run_whole(String text) {
    assertThat(FewChannels.of(chain(text.replace("; ", "\n")), 8)).isEmpty();
  }

  /** One input channel leaves a depthwise layer all of its multiplier. */
  @Test
  void a_multiplier_is_kept() {
    SideText left = SideText.parse("left", "nn.Conv1d(1, 8, 3)");
    SideText right = SideText.parse("right", "keras.layers.DepthwiseConv1D(3, depth_multiplier=8)");
    Sides sides = Sides.resolve(left, right, Map.of(), null);
    assertThat(FewChannels.of(sides.left(), 1)).isPresent();
    assertThat(FewChannels.of(sides.right(), 1)).isEmpty();
  }

  /** The example of a layer of many channels is that of one of few. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nn.Conv2d(%1$d, %1$d, 3, stride=2, padding=1)           | keras.layers.Conv2D(%1$d, 3, strides=2, padding='same')
          nn.Conv2d(%1$d, %1$d, 3, stride=2, padding=1)           | nn.Conv2d(%1$d, %1$d, 3, stride=2)
          nn.ConvTranspose2d(%1$d, %1$d, 3, stride=2, padding=1)  | keras.layers.Conv2DTranspose(%1$d, 3, strides=2, padding='same')
          nn.Conv2d(%1$d, %1$d, 3, groups=2, padding=1)           | keras.layers.Conv2D(%1$d, 3, groups=2, padding='same', strides=2)
          nn.Conv2d(%1$d, %1$d, 3, padding=1, padding_mode='reflect') | nn.Conv2d(%1$d, %1$d, 3, padding=1)
          """)
  void an_example_has_all_channels(String left, String right) {
    Counterexample few = example(left, right, 8);
    Counterexample many = example(left, right, 1024);
    for (int[][] shapes :
        List.of(
            new int[][] {few.inputShape(), many.inputShape()},
            new int[][] {few.leftShape(), many.leftShape()},
            new int[][] {few.rightShape(), many.rightShape()})) {
      assertThat(shapes[0][1]).isEqualTo(8);
      shapes[0][1] = 1024;
      assertThat(shapes[1]).isEqualTo(shapes[0]);
    }
    assertThat(many.first() == null).isEqualTo(few.first() == null);
  }

  private static Counterexample example(String left, String right, int channels) {
    Sides sides =
        Sides.resolve(
            SideText.parse("left", String.format(left, channels)),
            SideText.parse("right", String.format(right, channels)),
            Map.of(),
            null);
    return Counterexample.of(
            sides.left(),
            sides.right(),
            Equivalence.of(sides.left(), sides.right()),
            (layer, on) -> new Nd4jEngine().defineInLoops(layer, on))
        .orElseThrow();
  }

  private static Chain chain(String text) {
    return Sides.resolve(
            SideText.parse("left", text), SideText.parse("right", text), Map.of(), null)
        .left();
  }

  private static Tensor run(Chain chain, Tensor x, ChainRun.Source source) {
    return ChainRun.of(
        chain,
        x,
        source,
        (layer, on) -> new Nd4jEngine().defineInLoops(layer, on),
        AdaptiveRun::inLoops);
  }

  private static Parameters add(List<Parameters> all, SplittableRandom random, Layer layer) {
    int[] shape = Objects.requireNonNull(layer.weightShape()).toIntArray();
    Tensor bias = drawn(random, 1, layer.outChannels().intValue());
    Tensor vector = new Tensor(new int[] {bias.shape()[2]}, bias.data());
    Tensor weight = new Tensor(shape, drawn(random, 1, shape[0] * shape[1] * shape[2]).data());
    all.add(new Parameters(layer, weight, vector));
    return all.get(all.size() - 1);
  }

  private static Tensor drawn(SplittableRandom random, int channels, int size) {
    double[] data = random.doubles((long) channels * size, 1, 2).toArray();
    return new Tensor(new int[] {1, channels, size}, data);
  }

  /** The first channels of a group are those of the input. */
  private static Tensor spread(Tensor x, Chain chain, int channels) {
    int groups = chain.layers().get(0) instanceof ConvSpec conv ? conv.groups() : 1;
    int perGroup = groups == channels ? 1 : channels / groups;
    int fewPerGroup = groups == 1 ? x.shape()[1] : Math.min(perGroup, 2);
    double[] data = new double[channels * SIZE];
    for (int channel = 0; channel < x.shape()[1]; channel++) {
      int place = channel / fewPerGroup * perGroup + channel % fewPerGroup;
      System.arraycopy(x.data(), channel * SIZE, data, place * SIZE, SIZE);
    }
    return new Tensor(new int[] {1, channels, SIZE}, data);
  }

  /** The parameters of a layer whose others are zero. */
  private static Parameters spread(Parameters few, Layer layer) {
    ConvSpec from = (ConvSpec) few.of();
    ConvSpec to = (ConvSpec) layer;
    int[] shape = to.weightShape().toIntArray();
    int[] fewShape = from.weightShape().toIntArray();
    boolean transposed = to.op().isTransposed();
    double[] weight = new double[Math.toIntExact(Shape.of(shape).elements())];
    double[] fewWeight = Objects.requireNonNull(few.weight()).data();
    int perGroup = shape[0] / to.groups();
    int fewPerGroup = fewShape[0] / from.groups();
    for (int i = 0; i < fewWeight.length; i++) {
      int first = i / (fewShape[1] * fewShape[2]);
      int second = i / fewShape[2] % fewShape[1];
      int place = first / fewPerGroup * perGroup + first % fewPerGroup;
      weight[(place * shape[1] + second) * shape[2] + i % fewShape[2]] = fewWeight[i];
    }
    double[] bias = new double[to.outChannels().intValue()];
    double[] fewBias = Objects.requireNonNull(few.bias()).data();
    int out = bias.length / to.groups();
    int fewOut = fewBias.length / from.groups();
    for (int i = 0; i < fewBias.length; i++) {
      bias[i / fewOut * out + i % fewOut] = fewBias[i];
    }
    assertThat(transposed ? shape[0] : shape[1] * to.groups())
        .isEqualTo(to.inChannels().intValue());
    return new Parameters(
        layer, new Tensor(shape, weight), new Tensor(new int[] {bias.length}, bias));
  }
}
