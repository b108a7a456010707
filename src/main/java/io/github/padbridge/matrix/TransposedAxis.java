package io.github.padbridge.matrix;

import static io.github.padbridge.matrix.AxisContacts.ceilDiv;

import io.github.padbridge.layer.ConvSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A transposed convolution along one axis: input {@code i} adds to output {@code i·stride +
 * k·dilation − padding}; this finds the inputs of an output.
 */
final class TransposedAxis implements AxisContacts {
  private final int in;
  private final int out;
  private final int kernel;
  private final int stride;
  private final int dilation;
  private final int padding;

  /** The distance between the kernel positions that reach an input from one output. */
  private final long step;

  private final long divisor;
  private final long inverse;

  TransposedAxis(int in, int out, int kernel, int stride, int dilation, int padding) {
    this.in = in;
    this.out = out;
    this.kernel = kernel;
    this.stride = stride;
    this.dilation = dilation;
    this.padding = padding;
    this.divisor = BigInteger.valueOf(stride).gcd(BigInteger.valueOf(dilation)).longValue();
    this.step = stride / divisor;
    this.inverse =
        BigInteger.valueOf(dilation / divisor).modInverse(BigInteger.valueOf(step)).longValue();
  }

  static TransposedAxis of(ConvSpec spec, int axis) {
    return new TransposedAxis(
        spec.inputSize(axis).intValue(),
        spec.outputSize(axis).intValue(),
        spec.kernelSize().get(axis),
        spec.stride().get(axis),
        spec.dilation().get(axis),
        spec.padAmount(axis).before());
  }

  /** Solves {@code i·stride + k·dilation = output + padding} without trying every k. */
  @Override
  public List<Contact> at(int output) {
    long target = (long) output + padding;
    if (target % divisor != 0) {
      return List.of();
    }
    // k·dilation ≡ target modulo stride has one solution modulo the step.
    long residue = target / divisor % step * inverse % step;
    long least = Math.max(0, ceilDiv(target - (in - 1L) * stride, dilation));
    long most = Math.min(kernel - 1, target / dilation);
    long last = most - Math.floorMod(most - residue, step);
    List<Contact> contacts = new ArrayList<>();
    // A later kernel position reads an earlier input.
    for (long k = last; k >= least; k -= step) {
      long input = (target - k * dilation) / stride;
      contacts.add(new Contact((int) input, new int[] {(int) k}));
    }
    return contacts;
  }

  @Override
  public long contacts() {
    return AxisContacts.pairs(in, out, kernel, stride, dilation, padding);
  }

  @Override
  public long summands() {
    return contacts();
  }
}
