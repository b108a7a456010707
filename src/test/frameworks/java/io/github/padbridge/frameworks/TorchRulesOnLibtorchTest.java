package io.github.padbridge.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.frameworks.TorchLayer.ConvArguments;
import io.github.padbridge.frameworks.TorchLayer.PoolArguments;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.PoolOp;
import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Layers right and wrong: what breaks a rule here is what libtorch will not have. */
@Tag("frameworks")
class TorchRulesOnLibtorchTest {
  private static final int SPECS = Integer.getInteger("frameworks.specs", 5_000);
  private static final long SEED = 20_240_301;

  @BeforeAll
  static void start() {
    new FrameworksEngine().start();
  }

  @Test
  void ofConvolutions() {
    areLibtorchs("convolutions", SPECS, DrawnConvolution::of);
  }

  @Test
  void ofPoolings() {
    areLibtorchs("poolings", SPECS / 2, DrawnPooling::of);
  }

  private static void areLibtorchs(
      String what, int count, BiFunction<Random, Integer, Drawn> draw) {
    Random random = new Random(SEED);
    int accepted = 0;
    List<String> disagreements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Drawn drawn = draw.apply(random, i);
      String here = drawn.refusalHere();
      String libtorch = drawn.refusalOfLibtorch();
      accepted += here == null ? 1 : 0;
      if ((here == null) != (libtorch == null)) {
        disagreements.add(drawn + ": here " + here + ", libtorch " + libtorch);
      }
    }
    assertThat(disagreements).isEmpty();
    System.out.println(
        count + " verdicts of " + what + ", seed " + SEED + ": " + accepted + " accepted");
    assertThat(accepted).isBetween(count / 4, count * 3 / 4);
  }

  /** A layer that may be wrong; a refusal is null where there is none. */
  private interface Drawn {
    String refusalHere();

    String refusalOfLibtorch();
  }

  /** A convolution that may be wrong. */
  private record DrawnConvolution(
      ConvArguments arguments, int in, int out, List<Integer> kernelSize, List<Integer> input)
      implements Drawn {
    static DrawnConvolution of(Random random, int turn) {
      ConvOp op = ConvOp.values()[random.nextInt(ConvOp.values().length)];
      int rank = op.spatialRank();
      int in = 1 + random.nextInt(4);
      PaddingMode mode =
          op.isTransposed() || random.nextBoolean()
              ? PaddingMode.ZEROS
              : PaddingMode.values()[1 + random.nextInt(3)];
      ConvArguments arguments =
          new ConvArguments(
              op,
              list(rank, random, turn % 9 == 0 ? 0 : 1, 4),
              padding(op, random),
              op.isTransposed()
                  ? list(rank, random, turn % 13 == 0 ? -1 : 0, 2)
                  : Collections.nCopies(rank, 0),
              list(rank, random, turn % 11 == 0 ? 0 : 1, 3),
              random.nextInt(3) == 0 ? 2 : 1,
              mode,
              false);
      List<Integer> input = new ArrayList<>(List.of(1, random.nextInt(20) == 0 ? in + 1 : in));
      input.addAll(list(rank, random, 1, 7));
      return new DrawnConvolution(
          arguments, in, 1 + random.nextInt(4), list(rank, random, 1, 5), List.copyOf(input));
    }

    @Override
    public String refusalHere() {
      try {
        new ConvSpec(
            arguments.op(),
            Channels.of(in, out, arguments.groups()),
            new Windows(kernelSize, arguments.stride(), arguments.dilation()),
            arguments.padding(),
            arguments.outputPadding(),
            false,
            arguments.paddingMode(),
            false,
            Shape.of(ints(input)));
        return null;
      } catch (Refusal refusal) {
        return refusal.getMessage();
      }
    }

    @Override
    public String refusalOfLibtorch() {
      if (in % arguments.groups() != 0 || out % arguments.groups() != 0) {
        return "no module has this weight";
      }
      boolean transposed = arguments.op().isTransposed();
      List<Integer> weight = new ArrayList<>();
      weight.add(transposed ? in : out);
      weight.add((transposed ? out : in) / arguments.groups());
      weight.addAll(kernelSize);
      try {
        TorchLayer.run(
            arguments,
            new CaseTensors(zeros(ints(input)), zeros(ints(weight)), null, null),
            Precision.FLOAT64);
        return null;
      } catch (RuntimeException e) {
        return e.getMessage().lines().findFirst().orElse("");
      }
    }
  }

  /** A pooling that may be wrong. */
  private record DrawnPooling(PoolArguments arguments, List<Integer> input) implements Drawn {
    static DrawnPooling of(Random random, int turn) {
      PoolOp op = PoolOp.values()[random.nextInt(PoolOp.values().length)];
      int rank = op.spatialRank();
      List<Integer> input = new ArrayList<>(turn % 5 == 0 ? List.of(2) : List.of(2, 2));
      input.addAll(list(rank, random, 1, 7));
      Integer divisor =
          op.isMax() || rank == 1 || random.nextInt(4) > 0 ? null : random.nextInt(7) - 3;
      return new DrawnPooling(
          new PoolArguments(
              op,
              list(rank, random, turn % 17 == 0 ? 0 : 1, 4),
              list(rank, random, turn % 7 == 0 ? 0 : 1, 4),
              list(rank, random, turn % 13 == 0 ? -1 : 0, 2),
              op.isMax()
                  ? list(rank, random, turn % 11 == 0 ? 0 : 1, 3)
                  : Collections.nCopies(rank, 1),
              random.nextBoolean(),
              op.isMax() || random.nextBoolean(),
              divisor),
          List.copyOf(input));
    }

    @Override
    public String refusalHere() {
      try {
        new PoolSpec(
            arguments.op(),
            new Windows(arguments.kernelSize(), arguments.stride(), arguments.dilation()),
            arguments.padding(),
            arguments.ceilMode(),
            arguments.countIncludePad(),
            arguments.divisorOverride(),
            false,
            Shape.of(ints(input)));
        return null;
      } catch (Refusal refusal) {
        return refusal.getMessage();
      }
    }

    @Override
    public String refusalOfLibtorch() {
      try {
        TorchLayer.run(arguments, zeros(ints(input)), Precision.FLOAT64);
        return null;
      } catch (RuntimeException e) {
        return e.getMessage().lines().findFirst().orElse("");
      }
    }
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Padding padding(ConvOp op, Random random) {
    int kind = op.isTransposed() ? 9 : random.nextInt(10);
    return switch (kind) {
      case 0 -> new Padding.Valid();
      case 1, 2 -> new Padding.Same();
      default -> new Padding.Explicit(list(op.spatialRank(), random, kind == 3 ? -1 : 0, 4));
    };
  }

  private static List<Integer> list(int rank, Random random, int least, int most) {
    List<Integer> numbers = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      numbers.add(least + random.nextInt(most - least + 1));
    }
    return numbers;
  }

  private static Tensor zeros(int[] shape) {
    return new Tensor(shape, new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)]);
  }
}
