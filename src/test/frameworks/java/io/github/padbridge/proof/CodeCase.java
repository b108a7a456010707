package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.Permuted;
import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.proof.Comparison.Tolerance;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for the code of a layer, and what it must return.
 *
 * @param channelAxis the position of the channels in the data
 */
record CodeCase(
    Layer layer,
    CaseTensors tensors,
    Tensor expected,
    int channelAxis,
    Precision precision,
    Tolerance tolerance) {
  /** In the layer's own layout. */
  CodeCase(Layer layer, CaseTensors tensors, Tensor expected, Draws draws) {
    this(layer, tensors, expected, layer.channelAxis(), draws.precision, draws.tolerance());
  }

  /** This case, and for a layer with a weight but no bias of its own one with a bias as well. */
  List<CodeCase> withAndWithoutBias() {
    return tensors.weight() == null || tensors.bias() != null
        ? List.of(this)
        : List.of(this, biased());
  }

  private CodeCase biased() {
    int channels = expected.shape()[channelAxis];
    double[] bias = new double[channels];
    Arrays.setAll(bias, channel -> channel - 3);
    int inner = 1;
    for (int i = channelAxis + 1; i < expected.shape().length; i++) {
      inner *= expected.shape()[i];
    }
    double[] sums = expected.data().clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += bias[i / inner % channels];
    }
    return new CodeCase(
        layer,
        with(tensors.x(), new Tensor(new int[] {channels}, bias)),
        new Tensor(expected.shape(), sums),
        channelAxis,
        precision,
        tolerance);
  }

  /** This case with the channels of PyTorch's data last. */
  CodeCase channelsLast() {
    int rank = layer.spatialRank();
    return turned(
        Permuted.channelsLast(tensors.x(), rank),
        Permuted.channelsLast(expected, rank),
        expected.shape().length - 1);
  }

  /** This case with the channels of TensorFlow's data second, as they may be already. */
  CodeCase channelsFirst() {
    int rank = layer.spatialRank();
    return channelAxis == 1
        ? this
        : turned(
            Permuted.channelsFirst(tensors.x(), rank), Permuted.channelsFirst(expected, rank), 1);
  }

  private CodeCase turned(Tensor x, Tensor y, int channels) {
    return new CodeCase(layer, with(x, tensors.bias()), y, channels, precision, tolerance);
  }

  private CaseTensors with(Tensor x, @Nullable Tensor bias) {
    return new CaseTensors(x, tensors.weight(), bias, null);
  }

  void equal(String side, Tensor found) {
    ComparisonResult result = ComparisonResult.of("the framework", expected, found, tolerance);
    assertThat(result.agree()).as("%s: %s: %s", side, layer, result).isTrue();
  }
}
