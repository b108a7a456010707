package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.model.ModelLayer;
import java.util.List;
import java.util.Map;

/**
 * The weights of a program.
 *
 * @param rows what the program runs
 * @param convolutions each convolution among them, once for every name that its weight has
 * @param uses how many calls and outputs take a tensor, by its name in the model
 */
public record ProgramWeights(
    List<ModelLayer> rows, List<WeightUse> convolutions, Map<String, Integer> uses) {
  public ProgramWeights {
    rows = List.copyOf(rows);
    convolutions = List.copyOf(convolutions);
    uses = Map.copyOf(uses);
  }
}
