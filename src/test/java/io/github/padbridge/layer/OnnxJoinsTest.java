package io.github.padbridge.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomOnnxSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.execute.Definition;
import io.github.padbridge.shape.PadAmount;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A pad and a node, or a node and a crop, give the numbers of the joined node. */
class OnnxJoinsTest {
  private static final int ROUNDS = 600;

  private final RandomOnnxSpecs specs = new RandomOnnxSpecs(41);
  private final SplittableRandom random = new SplittableRandom(42);

  @Test
  void aPadInFront() {
    int joined = 0;
    for (int i = 0; i < ROUNDS; i++) {
      OnnxSpec node = specs.next(OnnxOp.values()[i % OnnxOp.values().length]);
      double value = node.op().isMax() ? Double.NEGATIVE_INFINITY : 0;
      PadModule pad = new PadModule(amounts(node.spatialRank()), PaddingMode.ZEROS, value);
      Optional<OnnxSpec> whole = OnnxJoins.padded(pad, node);
      if (whole.isEmpty()
          || whole.get().inputShape().sizes().stream().anyMatch(s -> s.value() < 1)) {
        continue;
      }
      Tensor x = numbers(whole.get().inputShape().toIntArray());
      Tensor expected = run(node, padded(x, pad, node.inputShape()));
      assertThat(run(whole.get(), x).data()).as("%s", node).isEqualTo(expected.data());
      joined++;
    }
    assertThat(joined).isEqualTo(59);
  }

  @Test
  void aCropBehind() {
    int joined = 0;
    for (int i = 0; i < ROUNDS; i++) {
      OnnxSpec node = specs.next(OnnxOp.values()[i % 2]);
      List<PadAmount> cuts = amounts(node.spatialRank());
      Optional<OnnxSpec> whole = OnnxJoins.cropped(node, cuts);
      if (whole.isEmpty()) {
        continue;
      }
      Tensor x = numbers(node.inputShape().toIntArray());
      List<PadAmount> negative =
          cuts.stream().map(cut -> new PadAmount(-cut.before(), -cut.after())).toList();
      PadModule crop = new PadModule(negative, PaddingMode.ZEROS, 0);
      Tensor expected = padded(run(node, x), crop, whole.get().outputShape());
      assertThat(run(whole.get(), x).data()).as("%s", node).isEqualTo(expected.data());
      joined++;
    }
    assertThat(joined).isEqualTo(259);
  }

  @Test
  void aRecordWithAPadIsOneNode() {
    String record =
        "{'spec': {'op': 'Conv', 'kernel_shape': [3], 'pads': [1, 0]}, 'before': [{'op': 'pad',"
            + " 'paddings': [[0, 0], [0, 0], [1, 2]], 'mode': 'constant'}]}";
    assertThat(TestData.layer(record).spec())
        .isEqualTo(TestData.layer("{'op': 'Conv', 'kernel_shape': [3], 'pads': [2, 2]}").spec());
  }

  private List<PadAmount> amounts(int rank) {
    List<PadAmount> amounts = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      amounts.add(new PadAmount(random.nextInt(3), random.nextInt(3)));
    }
    return amounts;
  }

  private static Tensor run(OnnxSpec node, Tensor x) {
    return Definition.inLoops(
        node,
        new CaseTensors(
            x,
            node.weightShape() == null ? null : numbers(node.weightShape().toIntArray()),
            node.biasShape() == null ? null : numbers(node.biasShape().toIntArray()),
            null));
  }

  private static Tensor numbers(int[] shape) {
    double[] data = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(data, i -> (i * i * 31 + i * 17 + 5) % 101 - 50);
    return new Tensor(shape, data);
  }

  /** Pads or crops the axes from the third on, element by element. */
  private static Tensor padded(Tensor x, PadModule pad, Shape to) {
    int[] shape = to.toIntArray();
    double[] data = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < data.length; i++) {
      int rest = i;
      int at = 0;
      int stride = 1;
      boolean inside = true;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        int before = axis < 2 ? 0 : pad.amounts().get(axis - 2).before();
        int place = rest % shape[axis] - before;
        inside &= place >= 0 && place < x.shape()[axis];
        at += place * stride;
        stride *= x.shape()[axis];
        rest /= shape[axis];
      }
      data[i] = inside ? x.data()[at] : pad.value();
    }
    return new Tensor(shape, data);
  }
}
