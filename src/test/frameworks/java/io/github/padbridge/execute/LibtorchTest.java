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
      ConvOp op = ConvOp.values()[random.nextInt(ConvOp.values().length)];
      int rank = op.spatialRank();
      int groups = random.nextInt(3) == 0 ? 2 : 1;
      int in = 1 + random.nextInt(4);
      int out = 1 + random.nextInt(4);
      boolean zeros = op.isTransposed() || random.nextBoolean();
      PaddingMode mode = zeros ? PaddingMode.ZEROS : PaddingMode.values()[1 + random.nextInt(3)];
      Padding padding = padding(op, random);
      List<Integer> kernelSize = list(rank, random, 1, 5);
      List<Integer> stride = list(rank, random, i % 9 == 0 ? 0 : 1, 4);
      List<Integer> dilation = list(rank, random, i % 11 == 0 ? 0 : 1, 3);
      List<Integer> outputPadding =
          op.isTransposed()
              ? list(rank, random, i % 13 == 0 ? -1 : 0, 2)
              : Collections.nCopies(rank, 0);
      int[] input = new int[rank + 2];
      input[0] = 1;
      input[1] = random.nextInt(20) == 0 ? in + 1 : in;
      for (int axis = 0; axis < rank; axis++) {
        input[axis + 2] = 1 + random.nextInt(7);
      }
      String refusal = null;
      try {
        new ConvSpec(
            op,
            in,
            out,
            kernelSize,
            stride,
            padding,
            outputPadding,
            dilation,
            groups,
            false,
            mode,
            Shape.of(input));
        accepted++;
      } catch (Refusal refused) {
        refusal = refused.getMessage();
      }
      String words = null;
      if (in % groups != 0 || out % groups != 0) {
        words = "no module has this weight";
      } else {
        int[] weight = new int[rank + 2];
        weight[0] = op.isTransposed() ? in : out;
        weight[1] = (op.isTransposed() ? out : in) / groups;
        for (int axis = 0; axis < rank; axis++) {
          weight[axis + 2] = kernelSize.get(axis);
        }
        try {
          Libtorch.run(
              new Libtorch.Arguments(
                  op, stride, padding, outputPadding, dilation, groups, mode, false),
              new CaseTensors(empty(input), empty(weight), null, null));
        } catch (RuntimeException e) {
          words = e.getMessage().lines().findFirst().orElse("");
        }
      }
      if ((refusal == null) != (words == null)) {
        disagreements.add(
            String.format(
                "%s in %s out %s k %s s %s p %s op %s d %s g %s %s on %s: here %s, libtorch %s",
                op,
                in,
                out,
                kernelSize,
                stride,
                padding,
                outputPadding,
                dilation,
                groups,
                mode,
                Arrays.toString(input),
                refusal,
                words));
      }
    }
    assertThat(disagreements).isEmpty();
    System.out.println(SPECS + " verdicts, seed " + SEED + ": " + accepted + " accepted");
    assertThat(accepted).isBetween(SPECS / 4, SPECS * 3 / 4);
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

  private static Tensor empty(int[] shape) {
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
