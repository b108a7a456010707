package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.geometry.Channels;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.Padding;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.matrix.ColumnMatrix;
import io.github.padbridge.matrix.DenseMatrix;
import io.github.padbridge.matrix.Sample;
import io.github.padbridge.matrix.UnrolledConvolution;
import io.github.padbridge.shape.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Matrices against PyTorch's definition in plain loops. */
class MatrixCellsTest {
  /**
   * Every small 1-D layer, cell by cell: the input's unit vectors bring out the columns, and a
   * weight of powers shows in every cell which of its elements are added up.
   */
  @Test
  void everySmallLayerCellByCell() {
    int layers = 0;
    for (int kernel = 1; kernel <= 4; kernel++) {
      for (int stride = 1; stride <= 3; stride++) {
        for (int padding = 0; padding <= 3; padding++) {
          for (int dilation = 1; dilation <= 2; dilation++) {
            for (int in = 1; in <= 9; in++) {
              for (PaddingMode mode : PaddingMode.values()) {
                layers += checkCells(ConvOp.CONV1D, kernel, stride, padding, dilation, 0, in, mode);
              }
              for (int outputPadding = 0; outputPadding <= 2; outputPadding++) {
                ConvOp op = ConvOp.CONV_TRANSPOSE1D;
                PaddingMode zeros = PaddingMode.ZEROS;
                layers +=
                    checkCells(op, kernel, stride, padding, dilation, outputPadding, in, zeros);
              }
            }
          }
        }
      }
    }
    assertThat(layers).isEqualTo(4639);
  }

  /** 1 for a layer that is right, 0 for one that PyTorch would not have. */
  private static int checkCells(
      ConvOp op,
      int kernel,
      int stride,
      int padding,
      int dilation,
      int outputPadding,
      int in,
      PaddingMode mode) {
    ConvSpec spec;
    try {
      spec =
          new ConvSpec(
              op,
              Channels.of(1, 1, 1),
              new Windows(List.of(kernel), List.of(stride), List.of(dilation)),
              new Padding.Explicit(List.of(padding)),
              List.of(outputPadding),
              false,
              mode,
              false,
              Shape.of(1, in));
    } catch (Refusal refusal) {
      return 0;
    }
    double[] powers = IntStream.range(0, kernel).mapToDouble(k -> Math.pow(16, k)).toArray();
    Tensor weight = new Tensor(new int[] {1, 1, kernel}, powers);
    double[][] cells = DenseMatrix.of(UnrolledConvolution.of(spec), powers);
    for (int column = 0; column < in; column++) {
      double[] unit = new double[in];
      unit[column] = 1;
      Tensor y = TorchInLoops.run(spec, new Tensor(new int[] {1, in}, unit), weight, null);
      assertThat(DenseMatrix.times(cells, unit)).as("%s", spec).isEqualTo(y.data());
    }
    return 1;
  }

  /** Random integers for a layer. */
  private record Drawn(Tensor x, Tensor weight) {
    static Drawn of(ConvSpec spec, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      return new Drawn(tensor(spec.inputShape(), random), tensor(spec.weightShape(), random));
    }

    private static Tensor tensor(Shape shape, SplittableRandom random) {
      double[] data = random.longs(shape.elements(), -1000, 1001).asDoubleStream().toArray();
      return new Tensor(shape.toIntArray(), data);
    }
  }

  @Test
  void randomLayersOfEveryOp() {
    RandomSpecs specs = new RandomSpecs(3);
    int layers = 0;
    for (; layers < 2000; layers++) {
      ConvSpec spec = Sample.of(specs.next());
      Drawn drawn = Drawn.of(spec, layers);
      Tensor y = TorchInLoops.run(spec, drawn.x(), drawn.weight(), null);
      double[][] cells = DenseMatrix.of(UnrolledConvolution.of(spec), drawn.weight().data());
      assertThat(DenseMatrix.times(cells, drawn.x().data())).as("%s", spec).isEqualTo(y.data());
    }
    assertThat(layers).isEqualTo(2000);
  }

  /** A filter times the columns of its group's channels is an output channel. */
  @Test
  void theWeightTimesTheColumnsIsTheConvolution() {
    RandomSpecs specs = new RandomSpecs(4);
    int layers = 0;
    for (; layers < 1000; layers++) {
      ConvSpec spec = Sample.of(specs.next(layers % 2 == 0 ? ConvOp.CONV1D : ConvOp.CONV2D));
      while (spec.flipKernel()) {
        spec = Sample.of(specs.next(spec.op()));
      }
      Drawn drawn = Drawn.of(spec, layers);
      ColumnMatrix matrix = ColumnMatrix.of(spec);
      assertThat(DenseMatrix.counted(matrix))
          .isEqualTo(new long[] {matrix.entries(), matrix.summands()});
      double[][] columns = DenseMatrix.of(matrix, drawn.x().data());
      double[] y = TorchInLoops.run(spec, drawn.x(), drawn.weight(), null).data();
      assertThat(product(spec, drawn.weight().data(), columns)).as("%s", spec).isEqualTo(y);
    }
    assertThat(layers).isEqualTo(1000);
  }

  private static double[] product(ConvSpec spec, double[] weight, double[][] columns) {
    int outChannels = spec.outChannels().intValue();
    int filter = weight.length / outChannels;
    int positions = columns[0].length;
    double[] y = new double[outChannels * positions];
    for (int o = 0; o < outChannels; o++) {
      int group = o / (outChannels / spec.groups());
      for (int f = 0; f < filter; f++) {
        for (int position = 0; position < positions; position++) {
          y[o * positions + position] +=
              weight[o * filter + f] * columns[group * filter + f][position];
        }
      }
    }
    return y;
  }
}
