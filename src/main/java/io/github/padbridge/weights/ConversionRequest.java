package io.github.padbridge.weights;

import java.util.Set;

/**
 * What is asked for.
 *
 * @param framework the framework on the other side than PyTorch
 * @param isBack whether the file has its order and goes back to PyTorch
 * @param names the names of the weights on the side of the framework
 * @param copied the names in the model of tensors that stay as they are
 */
public record ConversionRequest(
    Destination framework, boolean isBack, PortNames names, Set<String> copied) {
  public ConversionRequest {
    copied = Set.copyOf(copied);
  }

  /** The name of a tensor of the model in the file that is read. */
  String inFile(String tensor) {
    return isBack ? names.of(tensor).map(PortWeight::tensor).orElse(tensor) : tensor;
  }
}
