package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.spec.CaseTensors;
import io.github.padbridge.spec.ConvOp;
import io.github.padbridge.spec.ConvSpec;
import io.github.padbridge.spec.Padding;
import io.github.padbridge.spec.PaddingMode;
import io.github.padbridge.spec.Tensor;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The readings of PyTorch that every proof rests on, against libtorch itself, to the bit: the
 * definition on ND4J, the one in plain loops, and the plan of every strategy that applies.
 */
class LibtorchTest {
  private static final int SPECS = Integer.getInteger("frameworks.specs", 5_000);
  private static final long SEED = 20_240_301;

  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  @Test
  void definitionsAndPlansAreLibtorchs() {
    RandomSpecs specs = new RandomSpecs(SEED);
    Map<ConvOp, Integer> ops = new EnumMap<>(ConvOp.class);
    Map<Strategy, Integer> plans = new EnumMap<>(Strategy.class);
    for (int i = 0; i < SPECS; i++) {
      ConvSpec spec = specs.next();
      CaseTensors on = Draws.of(spec, SEED + i).integers();
      Tensor torch = Libtorch.run(spec, on);
      equal(Definition.onNd4j(spec, on, Precision.FLOAT64), torch, spec, "ND4J");
      equal(Definition.inLoops(spec, on), torch, spec, "loops");
      ops.merge(spec.op(), 1, Integer::sum);
      for (Runtime runtime : Runtime.values()) {
        for (Alternative way : Alternative.all(spec, runtime)) {
          if (way.holds()) {
            Tensor planned = PlanOnNd4j.run(way.plan(), on, Precision.FLOAT64);
            equal(planned, torch, spec, way.strategy() + " " + runtime);
            plans.merge(way.strategy(), 1, Integer::sum);
          }
        }
      }
    }
    System.out.println(SPECS + " layers, seed " + SEED + ": " + ops + ", plans " + plans);
    assertThat(ops).hasSize(ConvOp.values().length);
    assertThat(ops.values()).allMatch(count -> count > SPECS / 10);
    assertThat(plans).hasSize(Strategy.values().length);
    assertThat(plans.get(Strategy.PAD_SLICE)).isEqualTo(SPECS * Runtime.values().length);
    assertThat(plans.values()).allMatch(count -> count > SPECS / 20);
  }

  /** Layers right and wrong: what breaks a rule here is what libtorch will not have. */
  @Test
  void verdictsAreLibtorchs() {
    Random random = new Random(SEED);
    int accepted = 0;
    List<String> disagreements = new ArrayList<>();
    for (int i = 0; i < SPECS; i++) {
      Drawn drawn = Drawn.of(random, i);
      String here = drawn.refusalHere();
      String libtorch = drawn.refusalOfLibtorch();
      accepted += here == null ? 1 : 0;
      if ((here == null) != (libtorch == null)) {
        disagreements.add(drawn + ": here " + here + ", libtorch " + libtorch);
      }
    }
    assertThat(disagreements).isEmpty();
    System.out.println(SPECS + " verdicts, seed " + SEED + ": " + accepted + " accepted");
    assertThat(accepted).isBetween(SPECS / 4, SPECS * 3 / 4);
  }

  /** A layer that may be wrong; a refusal is null where there is none. */
  private record Drawn(
      Libtorch.Arguments arguments,
      int in,
      int out,
      List<Integer> kernelSize,
      List<Integer> input) {
    static Drawn of(Random random, int turn) {
      ConvOp op = ConvOp.values()[random.nextInt(ConvOp.values().length)];
      int rank = op.spatialRank();
      int in = 1 + random.nextInt(4);
      PaddingMode mode =
          op.isTransposed() || random.nextBoolean()
              ? PaddingMode.ZEROS
              : PaddingMode.values()[1 + random.nextInt(3)];
      Libtorch.Arguments arguments =
          new Libtorch.Arguments(
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
      return new Drawn(
          arguments, in, 1 + random.nextInt(4), list(rank, random, 1, 5), List.copyOf(input));
    }

    String refusalHere() {
      try {
        new ConvSpec(
            arguments.op(),
            in,
            out,
            kernelSize,
            arguments.stride(),
            arguments.padding(),
            arguments.outputPadding(),
            arguments.dilation(),
            arguments.groups(),
            false,
            arguments.paddingMode(),
            Shape.of(ints(input)));
        return null;
      } catch (Refusal refusal) {
        return refusal.getMessage();
      }
    }

    String refusalOfLibtorch() {
      if (in % arguments.groups() != 0 || out % arguments.groups() != 0) {
        return "no module has this weight";
      }
      boolean transposed = arguments.op().isTransposed();
      List<Integer> weight = new ArrayList<>();
      weight.add(transposed ? in : out);
      weight.add((transposed ? out : in) / arguments.groups());
      weight.addAll(kernelSize);
      try {
        Libtorch.run(
            arguments, new CaseTensors(zeros(ints(input)), zeros(ints(weight)), null, null));
        return null;
      } catch (RuntimeException e) {
        return e.getMessage().lines().findFirst().orElse("");
      }
    }

    private static int[] ints(List<Integer> numbers) {
      return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
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

  private static void equal(Tensor found, Tensor torch, ConvSpec spec, String side) {
    assertThat(found.shape()).as("%s: %s", side, spec).isEqualTo(torch.shape());
    for (int i = 0; i < torch.data().length; i++) {
      // 0 and -0 are the same number.
      if (found.data()[i] != torch.data()[i]) {
        assertThat(found.data()).as("%s: %s", side, spec).isEqualTo(torch.data());
      }
    }
  }
}
