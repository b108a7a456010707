package io.github.padbridge.weights;

import io.github.padbridge.diagnostic.Abridged;
import io.github.padbridge.modelfile.tensor.OutputTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the user should know about a file of weights; one sentence each, without a full stop. */
public final class WeightNotes {
  private WeightNotes() {}

  /**
   * @param isNamed whether tensors have names of a port
   */
  public static List<String> of(WeightModel model, Conversion conversion, boolean isNamed) {
    List<String> notes = new ArrayList<>();
    long permuted =
        conversion.changes().stream().filter(change -> !change.order().isNone()).count();
    long rest = conversion.tensors().size() - permuted;
    notes.add(
        permuted
            + (permuted == 1 ? " weight is" : " weights are")
            + " permuted, "
            + rest
            + (rest == 1 ? " other tensor is" : " other tensors are")
            + " copied");
    if (isNamed) {
      addKeptNames(conversion, notes);
    }
    boolean transposes =
        conversion.changes().stream()
            .anyMatch(change -> !change.isBack() && !change.order().isNone());
    boolean hasMatrix =
        conversion.tensors().stream()
            .anyMatch(
                tensor ->
                    tensor.shape().length == 2 && tensor.elements().name().endsWith("weight"));
    if (transposes && hasMatrix) {
      notes.add(
          "weights with two axes are not transposed: a Linear layer has (out, in), and Dense takes"
              + " (in, out)");
    }
    Map<String, Long> doubtful =
        model.weights().stream()
            .map(LayerWeight::row)
            .filter(row -> row != null && row.doubt() != null)
            .collect(
                Collectors.groupingBy(
                    row -> Objects.requireNonNull(row).className(),
                    TreeMap::new,
                    Collectors.counting()));
    doubtful.forEach(
        (name, count) ->
            notes.add(
                name
                    + " may do more than its arguments say ("
                    + count
                    + (count == 1 ? " layer" : " layers")
                    + "); its weight is permuted as that of a convolution with these arguments"));
    return notes;
  }

  private static void addKeptNames(Conversion conversion, List<String> notes) {
    List<String> kept =
        conversion.tensors().stream()
            .filter(tensor -> tensor.name().equals(tensor.elements().name()))
            .map(OutputTensor::name)
            .toList();
    if (!kept.isEmpty()) {
      notes.add(
          kept.size()
              + (kept.size() == 1 ? " tensor keeps its name" : " tensors keep their names")
              + ", such as "
              + Abridged.of(kept.get(0))
              + ": only weights and biases of convolutions get the names of the port");
    }
  }
}
