package io.github.padbridge.execute;

import static io.github.padbridge.execute.Scratch.kept;

import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Precision;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The ND4J ops that proofs use, and no others. Callers check the arguments. */
final class Nd4jOps {
  private Nd4jOps() {}

  static INDArray array(Tensor tensor, Precision precision) {
    long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
    return kept(kept(Nd4j.create(tensor.data(), shape, 'c')).castTo(nd4jType(precision)));
  }

  private static DataType nd4jType(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
    };
  }

  static INDArray zeros(INDArray like, long... shape) {
    return kept(Nd4j.create(like.dataType(), shape));
  }

  static Tensor tensor(INDArray array) {
    int[] shape = Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
    INDArray doubles = kept(array.castTo(DataType.DOUBLE));
    if (doubles.ordering() != 'c' || doubles.isView()) {
      doubles = kept(doubles.dup('c'));
    }
    return new Tensor(shape, doubles.data().asDouble());
  }

  static INDArray run(String op, List<INDArray> inputs, int... arguments) {
    DynamicCustomOp call =
        DynamicCustomOp.builder(op)
            .addInputs(inputs.toArray(new INDArray[0]))
            .addIntegerArguments(arguments)
            .build();
    return kept(Nd4j.exec(call)[0]);
  }

  static INDArray permute(INDArray array, int... permutation) {
    return kept(array.permute(permutation).dup('c'));
  }

  /** {@code size} elements of one axis from {@code begin} on. */
  static INDArray slice(INDArray array, int axis, long begin, long size) {
    INDArrayIndex[] range = new INDArrayIndex[array.rank()];
    Arrays.fill(range, NDArrayIndex.all());
    range[axis] = NDArrayIndex.interval(begin, begin + size);
    // A view of an axis of size 1 would lose that axis.
    long[] shape = array.shape().clone();
    shape[axis] = size;
    return kept(array.get(range).dup('c')).reshape(shape);
  }

  static INDArray concat(int axis, List<INDArray> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : kept(Nd4j.concat(axis, parts.toArray(new INDArray[0])));
  }

  /**
   * Zeros (mode 0) or the mirror image (mode 1) around an array; {@code amounts} holds before and
   * after, axis by axis.
   */
  static INDArray pad(INDArray array, int[][] amounts, int mode) {
    return pad(array, amounts, mode, 0);
  }

  /** {@code value} around an array. */
  static INDArray padWith(INDArray array, int[][] amounts, double value) {
    return pad(array, amounts, 0, value);
  }

  private static INDArray pad(INDArray array, int[][] amounts, int mode, double value) {
    if (Arrays.stream(amounts).allMatch(amount -> amount[0] == 0 && amount[1] == 0)) {
      return array;
    }
    INDArray table = Nd4j.createFromArray(amounts);
    DynamicCustomOp call =
        DynamicCustomOp.builder("pad")
            .addInputs(array, table)
            .addIntegerArguments(mode)
            .addFloatingPointArguments(value)
            .build();
    return kept(Nd4j.exec(call)[0]);
  }

  static INDArray gather(INDArray array, int axis, int[] indices) {
    return run("gather", List.of(array, Nd4j.createFromArray(indices)), axis);
  }

  /** The array reversed along some axes. */
  static INDArray reverse(INDArray array, int... axes) {
    return run("reverse", List.of(array), axes);
  }

  /** Adds {@code values} along {@code axis}, one number for each position. */
  static INDArray addAlong(INDArray array, int axis, INDArray values) {
    long[] shape = new long[array.rank()];
    Arrays.fill(shape, 1);
    shape[axis] = values.length();
    return kept(array.add(values.reshape(shape)));
  }

  static INDArray ones(INDArray like, long... shape) {
    return kept(Nd4j.ones(like.dataType(), shape));
  }

  /**
   * An array like {@code like} that holds, at each position of the axes from {@code firstAxis} on,
   * the product of the factors of the axes.
   */
  static INDArray product(INDArray like, int firstAxis, List<double[]> factors) {
    INDArray product = ones(like, like.shape());
    for (int i = 0; i < factors.size(); i++) {
      long[] shape = new long[like.rank()];
      Arrays.fill(shape, 1);
      shape[firstAxis + i] = factors.get(i).length;
      INDArray along = Nd4j.create(factors.get(i), shape, 'c').castTo(like.dataType());
      product = kept(product.mul(along));
    }
    return product;
  }
}
