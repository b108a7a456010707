package io.github.padbridge.matrix;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * The matrix M with y = M·x for a layer without its bias. x and y are one sample each, flattened
 * row-major: a row for every element of {@code (O, out...)}, a column for every element of {@code
 * (I, in...)}. The matrix of a transposed convolution is the transpose of the matrix of the forward
 * convolution with the same weight.
 */
public final class UnrolledConvolution implements ElementMatrix {
  private final ConvSpec layer;
  private final Shape input;
  private final Shape output;
  private final List<AxisContacts> axes = new ArrayList<>();

  private UnrolledConvolution(ConvSpec layer) {
    this.layer = layer;
    this.input = layer.inputShape();
    this.output = layer.outputShape();
    for (int axis = 0; axis < layer.spatialRank(); axis++) {
      axes.add(
          layer.op().isTransposed() ? TransposedAxis.of(layer, axis) : ForwardAxis.of(layer, axis));
    }
  }

  /**
   * The matrix of a layer; the batch size is ignored.
   *
   * @throws Refusal if a size is unknown, or if the entries of the matrix cannot be counted
   */
  public static UnrolledConvolution of(ConvSpec spec) {
    ConvSpec layer = Sample.of(spec);
    Extent.require(layer);
    return new UnrolledConvolution(layer);
  }

  /** The output channels that the matrix has rows for. */
  public Size outChannels() {
    return layer.outChannels();
  }

  @Override
  public long rows() {
    return output.elements();
  }

  @Override
  public long columns() {
    return input.elements();
  }

  @Override
  public long entries() {
    long entries = filters();
    for (AxisContacts axis : axes) {
      entries *= axis.contacts();
    }
    return entries;
  }

  @Override
  public long summands() {
    long summands = filters();
    for (AxisContacts axis : axes) {
      summands *= axis.summands();
    }
    return summands;
  }

  /** The number of pairs of an input channel and an output channel that reads it. */
  private long filters() {
    return layer.outChannels().times(inPerGroup()).value();
  }

  @Override
  public Shape tensorShape() {
    return layer.weightShape();
  }

  @Override
  public String symbol() {
    return "w";
  }

  @Override
  public List<Entry> row(long row) {
    int[] position = RowMajor.indices(row, output);
    List<Entry> entries = channels(position[0]);
    for (int axis = 0; axis < axes.size(); axis++) {
      List<Contact> contacts = axes.get(axis).at(position[axis + 1]);
      entries = onAxis(axis, entries, contacts);
    }
    return entries;
  }

  private int inPerGroup() {
    return layer.inChannels().dividedBy(layer.groups()).intValue();
  }

  /** The input channels of an output channel's group, each with its filter in the weight. */
  private List<Entry> channels(int output) {
    int inPerGroup = inPerGroup();
    int outPerGroup = layer.outChannels().dividedBy(layer.groups()).intValue();
    int group = output / outPerGroup;
    List<Entry> channels = new ArrayList<>(inPerGroup);
    for (int i = 0; i < inPerGroup; i++) {
      long input = (long) group * inPerGroup + i;
      long filter =
          layer.op().isTransposed()
              ? input * outPerGroup + output % outPerGroup
              : (long) output * inPerGroup + i;
      channels.add(new Entry(input, new long[] {filter}));
    }
    return channels;
  }

  /** Expands entries along the next axis; both indices are row-major. */
  private List<Entry> onAxis(int axis, List<Entry> coarse, List<Contact> contacts) {
    long size = input.size(axis + 1).value();
    long kernelSize = layer.kernelSize().get(axis);
    List<Entry> entries = new ArrayList<>(coarse.size() * contacts.size());
    for (Entry entry : coarse) {
      for (Contact contact : contacts) {
        long[] elements = new long[entry.elements().length * contact.kernel().length];
        int count = 0;
        for (long element : entry.elements()) {
          for (int k : contact.kernel()) {
            elements[count++] =
                element * kernelSize + (layer.flipKernel() ? kernelSize - 1 - k : k);
          }
        }
        entries.add(new Entry(entry.column() * size + contact.input(), elements));
      }
    }
    return entries;
  }
}
