package io.github.padbridge.execute;

import static io.github.padbridge.execute.Scratch.kept;

import io.github.padbridge.layer.OnnxSpec;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** ONNX nodes by their definition, on ND4J. Sizes and paddings are those of {@link OnnxAxis}. */
final class OnnxOnNd4j {
  private final OnnxSpec spec;
  private final int rank;
  private final List<OnnxAxis> axes = new ArrayList<>();

  private OnnxOnNd4j(OnnxSpec spec, Tensor x) {
    this.spec = spec;
    this.rank = spec.spatialRank();
    for (int axis = 0; axis < rank; axis++) {
      axes.add(OnnxAxis.of(spec, axis, x.shape()[axis + 2]));
    }
  }

  static Tensor run(
      OnnxSpec spec,
      Tensor x,
      @Nullable Tensor weight,
      @Nullable Tensor bias,
      Precision precision) {
    OnnxOnNd4j node = new OnnxOnNd4j(spec, x);
    INDArray data = Nd4jOps.array(x, precision);
    if (spec.op().isPooling()) {
      return Nd4jOps.tensor(node.pool(data));
    }
    INDArray given = Nd4jOps.array(Objects.requireNonNull(weight), precision);
    int[] spatial = IntStream.range(2, spec.spatialRank() + 2).toArray();
    INDArray kernel = spec.flipKernel() ? Nd4jOps.reverse(given, spatial) : given;
    INDArray y = spec.op().isTransposed() ? node.transposed(data, kernel) : node.conv(data, kernel);
    return Nd4jOps.tensor(
        bias == null ? y : Nd4jOps.addAlong(y, 1, Nd4jOps.array(bias, precision)));
  }

  private INDArray conv(INDArray x, INDArray kernel) {
    return ChannelsFirst.conv(
        Nd4jOps.pad(x, around(), 0),
        kernel,
        spec.strides(),
        Collections.nCopies(rank, 0),
        spec.dilations(),
        spec.channels().group());
  }

  /** The padding of every axis; at the end, what the last window needs. */
  private int[][] around() {
    int[][] around = new int[rank + 2][2];
    for (int axis = 0; axis < rank; axis++) {
      OnnxAxis one = axes.get(axis);
      long reach = (spec.kernelSize().get(axis) - 1L) * spec.dilations().get(axis) + 1;
      long last = (one.out() - 1L) * spec.strides().get(axis) + reach - one.before();
      around[axis + 2][0] = one.before();
      around[axis + 2][1] = (int) Math.max(last - one.in(), 0);
    }
    return around;
  }

  /** The whole result, with zeros at its end up to the output, which is a part of it. */
  private INDArray transposed(INDArray x, INDArray kernel) {
    List<Integer> none = Collections.nCopies(rank, 0);
    INDArray y =
        ChannelsFirst.convTranspose(
            x, kernel, spec.strides(), none, none, spec.dilations(), spec.channels().group());
    int[][] after = new int[rank + 2][2];
    for (int axis = 0; axis < rank; axis++) {
      long end = (long) axes.get(axis).before() + axes.get(axis).out();
      after[axis + 2][1] = (int) Math.max(end - y.size(axis + 2), 0);
    }
    y = Nd4jOps.pad(y, after, 0);
    for (int axis = 0; axis < rank; axis++) {
      y = Nd4jOps.slice(y, axis + 2, axes.get(axis).before(), axes.get(axis).out());
    }
    return y;
  }

  private INDArray pool(INDArray x) {
    long[] windows = axes.stream().mapToLong(OnnxAxis::out).toArray();
    if (spec.op().isMax()) {
      INDArray padded = Nd4jOps.padWith(x, around(), Double.NEGATIVE_INFINITY);
      return Windows.largest(
          padded, 2, spec.kernelSize(), spec.strides(), spec.dilations(), windows);
    }
    INDArray padded = Nd4jOps.pad(x, around(), 0);
    INDArray sums =
        Windows.sum(padded, 2, spec.kernelSize(), spec.strides(), spec.dilations(), windows);
    List<double[]> counted = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      counted.add(axes.get(axis).counted(spec, axis));
    }
    return kept(sums.div(Nd4jOps.product(sums, 2, counted)));
  }
}
