package io.github.padbridge.translate;

import io.github.padbridge.geometry.Channels;
import io.github.padbridge.geometry.Computation.Convolution;
import io.github.padbridge.geometry.Window;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.plan.Plan;
import io.github.padbridge.plan.step.AddBias;
import io.github.padbridge.plan.step.Concat;
import io.github.padbridge.plan.step.Conv;
import io.github.padbridge.plan.step.DilateKernel;
import io.github.padbridge.plan.step.FlipKernel;
import io.github.padbridge.plan.step.Operand;
import io.github.padbridge.plan.step.Reshape;
import io.github.padbridge.plan.step.Split;
import io.github.padbridge.plan.step.Step;
import io.github.padbridge.plan.step.WindowPadding;
import io.github.padbridge.shape.Layout;
import io.github.padbridge.shape.Size;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Builds the plan of a convolution: the steps for kernel, groups and bias that the strategies
 * share.
 */
final class ConvDraft extends TensorFlowDraft {
  private static final List<Layout> WEIGHT = Layout.ofEveryRank("", "IO");
  private static final List<Layout> TRANSPOSED_WEIGHT = Layout.ofEveryRank("", "OI");

  private final Convolution convolution;
  private boolean biased;

  ConvDraft(Strategy strategy, Layer layer, Convolution convolution) {
    super(strategy, layer, convolution);
    this.convolution = convolution;
  }

  @Override
  Plan end() {
    addBias();
    return super.end();
  }

  /** Adds the bias, unless the layer has none or it has been added. */
  void addBias() {
    if (convolution.bias() && !biased) {
      add(new AddBias(channelAxis()), "one per output channel");
      biased = true;
    }
  }

  /**
   * Brings the weight into the TensorFlow layout: (k..., I/groups, O); transposed, (k..., O, I).
   */
  void permuteWeight() {
    Layout given = Objects.requireNonNull(layer().weightLayout());
    if (given.axes().endsWith("IM")) {
      Size out = convolution.channels().out();
      add(
          new Reshape(Operand.WEIGHT, weight().with(rank(), Size.of(1)).with(rank() + 1, out)),
          "each output reads one input channel");
    } else {
      transposeWeight((convolution.transposed() ? TRANSPOSED_WEIGHT : WEIGHT).get(rank()));
    }
    if (convolution.flipsKernel()) {
      add(new FlipKernel(0, rank()), layer().whyFlipped());
    }
  }

  /** The strides of a framework op of the same kind as the layer, transposed or not. */
  List<Integer> strides() {
    return windows(convolution.transposed() ? Window::baseDilation : Window::stride);
  }

  List<Integer> ones() {
    return Collections.nCopies(rank(), 1);
  }

  /**
   * Inserts zeros into the kernel where the following op cannot dilate it.
   *
   * @param transposed whether the op is a transposed convolution
   * @return the dilations of the op
   */
  List<Integer> dilations(boolean transposed, WindowPadding padding, Runtime runtime) {
    boolean volume = rank() == 3 && !transposed;
    if (runtime == Runtime.PORTABLE && (volume || transposed)) {
      spread(
          "TensorFlow has no dilated "
              + (volume ? "conv3d" : "transposed convolution")
              + " on CPU");
      return ones();
    }
    // The output size of SAME does not depend on the dilation.
    if (volume && !padding.equals(WindowPadding.SAME) && hasUnequalDilations()) {
      spread("TensorFlow graphs swap the dilations of H and W in conv3d");
      return ones();
    }
    return windows(Window::dilation);
  }

  /**
   * Whether TensorFlow infers a wrong output shape of conv3d in a graph: it swaps the dilations of
   * the last two axes, which matters unless both have a kernel of one element.
   */
  private boolean hasUnequalDilations() {
    Window height = convolution.axes().get(1).window();
    Window width = convolution.axes().get(2).window();
    return height.dilation() != width.dilation() && (height.size() > 1 || width.size() > 1);
  }

  private void spread(String why) {
    if (convolution.hasAxis(Window::isSpread)) {
      add(
          new DilateKernel(windows(Window::dilation)),
          why + ": zeros are inserted into the kernel");
    }
  }

  /** The output channels of one group. */
  Size groupChannels() {
    Channels channels = convolution.channels();
    return channels.out().dividedBy(channels.groups().value());
  }

  /**
   * Splits data and kernel by groups, runs {@code op} on each part, and joins the results.
   *
   * @param why the reason for the split
   */
  void splitByGroups(String why, Step op) {
    if (convolution.channels().isOneGroup()) {
      add(op, convolution.transposed() ? "the transposed convolution" : "the convolution");
      return;
    }
    int groups = convolution.channels().groups().intValue();
    // In both kernel layouts the groups divide the last axis: O forward, I transposed.
    add(new Split(Operand.DATA, rank() + 1, groups), why);
    add(new Split(Operand.WEIGHT, rank() + 1, groups), "the kernel of each group");
    add(op, "one convolution per group");
    add(new Concat(Operand.DATA, rank() + 1, groups), "joins the outputs of the groups");
  }

  /** The forward op with dilations and groups. */
  Step conv(List<Integer> strides, WindowPadding padding) {
    return Conv.channelsLast(
        strides, windows(Window::dilation), convolution.channels().groups(), padding);
  }

  /** Adds a forward convolution. TensorFlow supports groups, but not in three dimensions. */
  void convolve(List<Integer> strides, WindowPadding padding, Runtime runtime, String why) {
    if (rank() < 3) {
      add(conv(strides, padding), why);
      return;
    }
    List<Integer> dilations = dilations(false, padding, runtime);
    splitByGroups(
        "TensorFlow has no grouped conv3d on CPU",
        Conv.channelsLast(strides, dilations, Size.of(1), padding));
  }
}
