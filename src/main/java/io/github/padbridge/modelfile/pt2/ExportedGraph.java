package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.model.Extent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What runs in an exported program, as far as convolutions, poolings, paddings and crops go.
 *
 * @param nodes the calls of {@link ExportedOps#isKept}, in the order they run in
 * @param sizes the sizes of every tensor
 * @param uses how many calls and outputs take a tensor
 * @param inputs the tensors that the user gives
 * @param stored the names in the model of the tensors that the file holds, by their names here
 */
record ExportedGraph(
    List<ExportedNode> nodes,
    Map<String, List<SymbolicSize>> sizes,
    Map<String, Integer> uses,
    List<String> inputs,
    Map<String, String> stored) {

  /** The calls that give a tensor, by its name. */
  Map<String, ExportedNode> producers() {
    Map<String, ExportedNode> producers = new HashMap<>();
    nodes.forEach(
        node -> {
          if (!node.outputs().isEmpty()) {
            producers.put(node.outputs().get(0), node);
          }
        });
    return producers;
  }

  int uses(@Nullable String tensor) {
    return tensor == null ? 0 : uses.getOrDefault(tensor, 0);
  }

  /** The shape of a tensor; empty where it is not recorded. */
  List<Extent> shape(@Nullable String tensor, Map<String, Long> symbols) {
    List<SymbolicSize> known = tensor == null ? null : sizes.get(tensor);
    return known == null ? List.of() : known.stream().map(size -> size.extent(symbols)).toList();
  }
}
