package io.github.padbridge.weights;

import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.modelfile.tensor.FileTensor;
import io.github.padbridge.modelfile.tensor.OutputTensor;
import java.io.IOException;
import java.util.Arrays;

/**
 * A weight that is permuted.
 *
 * @param layer the PyTorch layer that it belongs to
 * @param framework the other framework
 * @param order from PyTorch to the other framework
 * @param isBack whether it goes back to PyTorch
 * @param read as it is in the file that is read
 * @param written as it is in the file that is written
 */
public record WeightChange(
    Layer layer,
    Destination framework,
    WeightOrder order,
    boolean isBack,
    FileTensor read,
    OutputTensor written) {

  /** The numbers in the order of PyTorch. */
  public Tensor inPyTorch() throws IOException {
    return isBack ? writtenNumbers() : read.numbers();
  }

  /** The numbers in the order of the other framework. */
  public Tensor inFramework() throws IOException {
    return isBack ? read.numbers() : writtenNumbers();
  }

  private Tensor writtenNumbers() throws IOException {
    int[] shape = Arrays.stream(written.shape()).mapToInt(Math::toIntExact).toArray();
    return new Tensor(shape, written.elements().numbers().data());
  }
}
