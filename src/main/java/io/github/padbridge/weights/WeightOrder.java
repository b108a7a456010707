package io.github.padbridge.weights;

import io.github.padbridge.modelfile.tensor.FileTensor;
import io.github.padbridge.modelfile.tensor.OutputTensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A weight in another order of its axes.
 *
 * @param from its shape in PyTorch
 * @param permutation the axis of {@code from} at each place
 * @param to its shape in the other framework: {@code from} permuted, or the same elements in
 *     another grouping
 */
public record WeightOrder(List<Long> from, List<Integer> permutation, List<Long> to) {
  public WeightOrder {
    from = List.copyOf(from);
    permutation = List.copyOf(permutation);
    to = List.copyOf(to);
  }

  /** Whether it changes nothing. */
  public boolean isNone() {
    return isInOrder() && from.equals(to);
  }

  private boolean isInOrder() {
    return permutation.equals(IntStream.range(0, from.size()).boxed().toList());
  }

  /** The PyTorch weight as the other framework has it. */
  OutputTensor forth(FileTensor tensor, String name) {
    FileTensor moved = isInOrder() ? tensor : tensor.permuted(array(permutation));
    return new OutputTensor(name, sizes(to), moved);
  }

  /** The weight of the other framework as PyTorch has it. */
  OutputTensor back(FileTensor tensor, String name) {
    int[] inverse = new int[permutation.size()];
    long[] permuted = new long[inverse.length];
    for (int axis = 0; axis < inverse.length; axis++) {
      inverse[permutation.get(axis)] = axis;
      permuted[axis] = from.get(permutation.get(axis));
    }
    FileTensor grouped =
        Arrays.equals(permuted, tensor.shape()) ? tensor : tensor.reshaped(permuted);
    return new OutputTensor(name, sizes(from), grouped.permuted(inverse));
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private static long[] sizes(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }
}
