package io.github.padbridge.weights;

import io.github.padbridge.proof.Agreement;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A weight that is permuted, in words.
 *
 * @param agreement its proof; null if it was not asked for
 */
public record CheckedChange(WeightChange change, @Nullable Agreement agreement) {
  /** The name of the tensor in the file that is read. */
  public String name() {
    return change.read().name();
  }

  /** The name in the file that is written; null if it is the same. */
  public @Nullable String renamed() {
    String written = change.written().name();
    return written.equals(name()) ? null : written;
  }

  public String op() {
    return change.layer().opName();
  }

  public List<Long> from() {
    return change.isBack() ? change.order().to() : change.order().from();
  }

  public List<Long> to() {
    return change.isBack() ? change.order().from() : change.order().to();
  }

  /** The axis that was at each place; of a depthwise kernel, before or after it is regrouped. */
  public List<Integer> permutation() {
    List<Integer> forth = change.order().permutation();
    return change.isBack()
        ? IntStream.range(0, forth.size()).map(forth::indexOf).boxed().toList()
        : forth;
  }
}
