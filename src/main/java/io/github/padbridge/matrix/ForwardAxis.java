package io.github.padbridge.matrix;

import static io.github.padbridge.matrix.AxisContacts.ceilDiv;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.PaddingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A forward convolution along one axis: output {@code o} reads input {@code o·stride + k·dilation −
 * before}, or the element that the padding mode puts there.
 *
 * @param before the padding before the axis; negative where a padding mode crops
 */
record ForwardAxis(
    int in, int out, int kernel, int stride, int dilation, int before, PaddingMode mode)
    implements AxisContacts {
  /** The most contacts beyond a border that are counted one by one, in some seconds. */
  private static final long MOST_COUNTED = 1L << 30;

  static ForwardAxis of(ConvSpec spec, int axis) {
    return new ForwardAxis(
        spec.inputSize(axis).intValue(),
        spec.outputSize(axis).intValue(),
        spec.kernelSize().get(axis),
        spec.stride().get(axis),
        spec.dilation().get(axis),
        spec.padAmount(axis).before(),
        spec.paddingMode());
  }

  /**
   * The input position that a kernel position reads; {@link BorderPosition#ZERO} where there is
   * none.
   */
  int inputAt(int output, int k) {
    return BorderPosition.of(mode, start(output) + (long) k * dilation, in);
  }

  /** The position of the first kernel element. */
  private long start(int output) {
    return (long) output * stride - before;
  }

  @Override
  public List<Contact> at(int output) {
    int first = within(ceilDiv(-start(output), dilation), kernel);
    int end = within(Math.floorDiv(in - 1 - start(output), (long) dilation) + 1, kernel);
    return mode == PaddingMode.ZEROS || (first == 0 && end == kernel)
        ? inside(output, first, end)
        : pastTheBorder(output);
  }

  /** Each kernel position from {@code first} to before {@code end} reads a different input. */
  private List<Contact> inside(int output, int first, int end) {
    List<Contact> contacts = new ArrayList<>(Math.max(end - first, 0));
    for (int k = first; k < end; k++) {
      contacts.add(new Contact(inputAt(output, k), new int[] {k}));
    }
    return contacts;
  }

  /** Several kernel positions may read the same input. */
  private List<Contact> pastTheBorder(int output) {
    Map<Integer, List<Integer>> kernelOf = new TreeMap<>();
    for (int k = 0; k < kernel; k++) {
      kernelOf.computeIfAbsent(inputAt(output, k), input -> new ArrayList<>(1)).add(k);
    }
    List<Contact> contacts = new ArrayList<>(kernelOf.size());
    kernelOf.forEach(
        (input, ks) ->
            contacts.add(new Contact(input, ks.stream().mapToInt(Integer::intValue).toArray())));
    return contacts;
  }

  @Override
  public long summands() {
    return mode == PaddingMode.ZEROS
        ? AxisContacts.pairs(out, in, kernel, stride, dilation, before)
        : (long) out * kernel;
  }

  @Override
  public long contacts() {
    if (mode == PaddingMode.ZEROS) {
      return summands();
    }
    // Outputs from innerFirst to before innerEnd read no padding.
    long room = in - 1L + before - (kernel - 1L) * dilation;
    int innerFirst = within(ceilDiv(before, stride), out);
    int innerEnd = Math.max(innerFirst, within(Math.floorDiv(room, (long) stride) + 1, out));
    long atBorders = ((long) innerFirst + out - innerEnd) * kernel;
    if (atBorders > MOST_COUNTED) {
      throw new Refusal(
          new Fault(
              "too many elements beyond the border to count the entries (got "
                  + atBorders
                  + ", at most "
                  + MOST_COUNTED
                  + ")",
              "padding_mode zeros has no such limit",
              List.of(Argument.PADDING_MODE),
              null));
    }
    return (long) (innerEnd - innerFirst) * kernel
        + distinct(0, innerFirst)
        + distinct(innerEnd, out);
  }

  private static int within(long position, int size) {
    return (int) Math.min(size, Math.max(0, position));
  }

  /** The number of distinct input positions that each of these outputs reads, summed. */
  private long distinct(int firstOutput, int endOutput) {
    BitSet met = new BitSet();
    long distinct = 0;
    for (int output = firstOutput; output < endOutput; output++) {
      for (int k = 0; k < kernel; k++) {
        int input = inputAt(output, k);
        distinct += met.get(input) ? 0 : 1;
        met.set(input);
      }
      for (int k = 0; k < kernel; k++) {
        met.clear(inputAt(output, k));
      }
    }
    return distinct;
  }
}
