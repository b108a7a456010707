package io.github.padbridge.execute;

import static io.github.padbridge.execute.Scratch.kept;

import io.github.padbridge.layer.JaxSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * JAX layers by their definition, on ND4J, with channels last: the places that the windows move
 * over are gathered from the input, a zero or minus infinity where no element stands, and the op
 * runs VALID.
 */
final class JaxOnNd4j {
  private final JaxSpec spec;
  private final int rank;
  private final JaxData places;

  private JaxOnNd4j(JaxSpec spec, Tensor x) {
    this.spec = spec;
    this.rank = spec.spatialRank();
    this.places = new JaxData(spec, x.shape());
  }

  static Tensor run(
      JaxSpec spec, Tensor x, @Nullable Tensor weight, @Nullable Tensor bias, Precision precision) {
    JaxOnNd4j run = new JaxOnNd4j(spec, x);
    Layout last = Layout.of("N", run.rank, "C");
    INDArray input = permuted(Nd4jOps.array(x, precision), spec.layout(), last);
    INDArray y = run.on(input, weight == null ? null : Nd4jOps.array(weight, precision));
    y = bias == null ? y : Nd4jOps.addAlong(y, run.rank + 1, Nd4jOps.array(bias, precision));
    return Nd4jOps.tensor(permuted(y, last, spec.layout()));
  }

  private static INDArray permuted(INDArray array, Layout from, Layout to) {
    return from.equals(to) ? array : Nd4jOps.permute(array, from.permutationTo(to));
  }

  private INDArray on(INDArray x, @Nullable INDArray weight) {
    return switch (spec.op()) {
      case CONV -> convolution(placed(x, 0), kernel(Objects.requireNonNull(weight)));
      case MAX_POOL ->
          Windows.largest(
              placed(x, Double.NEGATIVE_INFINITY),
              1,
              spec.kernelSize(),
              spec.strides(),
              spec.dilations(),
              windows());
      case SUM_POOL -> sums(x);
      case AVG_POOL ->
          spec.countIncludePad()
              ? kept(sums(x).div(ThreeAxes.volume(places.kernel)))
              : kept(sums(x).div(sums(Nd4jOps.ones(x, x.shape()))));
    };
  }

  private INDArray sums(INDArray x) {
    return Windows.sum(
        placed(x, 0), 1, spec.kernelSize(), spec.strides(), spec.dilations(), windows());
  }

  private long[] windows() {
    return IntStream.range(3 - rank, 3).mapToLong(axis -> places.windows[axis]).toArray();
  }

  /** What the windows move over: the elements at their places, {@code other} at all others. */
  private INDArray placed(INDArray x, double other) {
    INDArray placed = x;
    for (int axis = 0; axis < rank; axis++) {
      int[] elements = places.elements[3 - rank + axis];
      int size = Math.toIntExact(placed.size(axis + 1));
      // An element behind the last one stands for all places without one.
      int[][] behind = new int[placed.rank()][2];
      behind[axis + 1][1] = 1;
      INDArray longer = Nd4jOps.padWith(placed, behind, other);
      int[] indices = Arrays.stream(elements).map(at -> at == JaxData.NONE ? size : at).toArray();
      placed = Nd4jOps.gather(longer, axis + 1, indices);
    }
    return placed;
  }

  /** The weight as (k..., I, O), in the order in which it is read. */
  private INDArray kernel(INDArray given) {
    Layout layout = Objects.requireNonNull(spec.weightLayout());
    INDArray kernel = permuted(given, layout, Layout.of("", rank, "IO"));
    return spec.reading().reversal()
        ? Nd4jOps.reverse(kernel, IntStream.range(0, rank).toArray())
        : kernel;
  }

  private INDArray convolution(INDArray x, INDArray kernel) {
    int groups = spec.groups();
    long in = x.size(rank + 1) / groups;
    long out = kernel.size(rank + 1) / groups;
    List<INDArray> outputs = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      outputs.add(
          ChannelsLast.conv(
              Nd4jOps.slice(x, rank + 1, group * in, in),
              Nd4jOps.slice(kernel, rank + 1, group * out, out),
              Conv.channelsLast(
                  spec.strides(), spec.dilations(), Size.of(1), WindowPadding.VALID)));
    }
    return Nd4jOps.concat(rank + 1, outputs);
  }
}
