package io.github.padbridge.chain;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What steps were made of: an average of a sum and a sum of ones, a layer of itself and an output
 * size.
 */
final class JoinedSteps {
  private final IdentityHashMap<Node, List<Node>> parts = new IdentityHashMap<>();

  void put(Node joined, List<Node> of) {
    parts.put(joined, of);
  }

  /** The steps and all that they were made of. */
  Set<Node> with(List<Node> nodes) {
    Set<Node> all = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>(nodes);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (all.add(node)) {
        open.addAll(parts.getOrDefault(node, List.of()));
      }
    }
    return all;
  }

  /** The layer of the text that a step is; the step itself if it was not made of one other. */
  Node layer(Node step) {
    List<Node> of = parts.getOrDefault(step, List.of());
    return of.size() == 1 ? of.get(0) : step;
  }
}
