package io.github.padbridge.layer;

import io.github.padbridge.shape.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dimension numbers of a JAX layer.
 *
 * @param data the layout of input and output: {@code (N, C, spatial...)} or {@code (N, spatial...,
 *     C)}
 * @param weight the layout of the weight, in which I is the input channels of one group; null for a
 *     pooling
 */
public record JaxLayouts(Layout data, @Nullable Layout weight) {
  private static final List<Layout> FIRST = Layout.ofEveryRank("NC", "");
  private static final List<Layout> LAST = Layout.ofEveryRank("N", "C");
  private static final List<Layout> WEIGHT_FIRST = Layout.ofEveryRank("OI", "");
  private static final List<Layout> WEIGHT_LAST = Layout.ofEveryRank("", "IO");
  private static final List<Layout> WEIGHT_EXCHANGED = Layout.ofEveryRank("", "OI");

  /** The default of {@code conv_general_dilated}: NCHW and OIHW. */
  public static JaxLayouts channelsFirst(int rank) {
    return new JaxLayouts(FIRST.get(rank), WEIGHT_FIRST.get(rank));
  }

  /** The layouts of Flax, and the default of {@code conv_transpose}: NHWC and HWIO. */
  public static JaxLayouts channelsLast(int rank) {
    return new JaxLayouts(LAST.get(rank), WEIGHT_LAST.get(rank));
  }

  /** The layouts of a transposed Flax convolution with transpose_kernel: NHWC and HWOI. */
  public static JaxLayouts channelsExchanged(int rank) {
    return new JaxLayouts(LAST.get(rank), WEIGHT_EXCHANGED.get(rank));
  }

  /** The layouts of a pooling. */
  public static JaxLayouts ofPooling(int rank, boolean channelsFirst) {
    return new JaxLayouts((channelsFirst ? FIRST : LAST).get(rank), null);
  }

  public boolean isChannelsFirst() {
    return data.indexOf('C') == 1;
  }

  /** The layout of the data in the letters of JAX: NWC, NHWC, NCDHW. */
  public String dataLetters() {
    return data.axes().replace('L', 'W');
  }

  /** The layout of the weight in the letters of JAX: WIO, OIHW. */
  public String weightLetters() {
    return weight == null ? "" : weight.axes().replace('L', 'W');
  }
}
