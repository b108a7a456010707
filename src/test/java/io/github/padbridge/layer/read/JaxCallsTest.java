package io.github.padbridge.layer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Layer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The spellings of JAX, Flax and Equinox, and what they stand for. */
class JaxCallsTest {
  private static final String NHWC = ", 'dimension_numbers': ['NHWC', 'HWIO', 'NHWC']";
  private static final String NWC = ", 'dimension_numbers': ['NWC', 'WIO', 'NWC']";

  /** A call in one line, its spec in the next; the weight of a function is (3, 3, 4, 8). */
  private static final String CALLS =
      """
      lax.conv_general_dilated(x, w, (2, 2), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
      'in_channels': 4, 'out_channels': 8, 'kernel_size': 3, 'window_strides': 2, 'padding': 'SAME'{NHWC}
      jax.lax.conv_general_dilated(x, w, [1, 1], [(1, 2), (-1, 0)], (2, 1), (1, 2), ("NXYC", "XYIO", "NXYC"), 2)
      'in_channels': 8, 'out_channels': 8, 'kernel_size': 3, 'padding': [[1, 2], [-1, 0]], 'lhs_dilation': [2, 1], 'rhs_dilation': [1, 2], 'feature_group_count': 2{NHWC}
      lax.conv_general_dilated(lhs=x, rhs=w, window_strides=(1, 1), padding="VALID", dimension_numbers=lax.ConvDimensionNumbers((0, 3, 1, 2), (3, 2, 0, 1), (0, 3, 1, 2)))
      'in_channels': 4, 'out_channels': 8, 'kernel_size': 3, 'padding': 'VALID'{NHWC}
      lax.conv_general_dilated(x, w, (1, 1), "same_lower", dimension_numbers=lax.conv_dimension_numbers(x.shape, w.shape, ("NHWC", "HWIO", "NHWC")), batch_group_count=1, precision=lax.Precision.HIGHEST)
      'in_channels': 4, 'out_channels': 8, 'kernel_size': 3, 'padding': 'SAME_LOWER'{NHWC}
      lax.conv(x, jnp.zeros((8, 4, 5, 3)), (1, 2), "SAME")
      'in_channels': 4, 'out_channels': 8, 'kernel_size': [5, 3], 'window_strides': [1, 2], 'padding': 'SAME'
      lax.conv_with_general_padding(x, jnp.ones((8, 4, 5, 3)), (1, 2), [(0, 1), (2, 3)], (2, 2), (1, 1))
      'in_channels': 4, 'out_channels': 8, 'kernel_size': [5, 3], 'window_strides': [1, 2], 'padding': [[0, 1], [2, 3]], 'lhs_dilation': 2
      lax.conv_transpose(x, w, (2, 2), "SAME")
      'in_channels': 4, 'out_channels': 8, 'kernel_size': 3, 'padding': [[2, 1], [2, 1]], 'lhs_dilation': 2{NHWC}
      lax.conv_transpose(x, w, (2, 2), "VALID", transpose_kernel=True)
      'in_channels': 8, 'out_channels': 4, 'kernel_size': 3, 'padding': [[2, 2], [2, 2]], 'lhs_dilation': 2, 'window_reversal': true, 'dimension_numbers': ['NHWC', 'HWOI', 'NHWC']
      lax.conv_transpose(x, w, (2, 2), [(1, 1), (0, 2)])
      'in_channels': 4, 'out_channels': 8, 'kernel_size': 3, 'padding': [[1, 1], [0, 2]], 'lhs_dilation': 2{NHWC}
      lax.conv_transpose(x, w, (2, 2), [(1, 1), (0, 2)], (2, 1), use_consistent_padding=True)
      'in_channels': 4, 'out_channels': 8, 'kernel_size': 3, 'padding': [[3, 3], [2, 0]], 'lhs_dilation': 2, 'rhs_dilation': [2, 1]{NHWC}
      nn.Conv(64, (7, 7), strides=(2, 2))
      'out_channels': 64, 'kernel_size': 7, 'window_strides': 2, 'padding': 'SAME', 'bias': true{NHWC}
      flax.linen.Conv(features=8, kernel_size=3, strides=2, padding=1, use_bias=False)
      'out_channels': 8, 'kernel_size': [3], 'window_strides': 2, 'padding': [[1, 1]]{NWC}
      linen.Conv(8, [3, 3], padding=(1, (0, 2)), kernel_dilation=2, feature_group_count=2, name="stem")
      'out_channels': 8, 'kernel_size': 3, 'rhs_dilation': 2, 'feature_group_count': 2, 'padding': [[1, 1], [0, 2]], 'bias': true{NHWC}
      nn.Conv(8, (4, 3), padding="CIRCULAR", kernel_dilation=(2, 1))
      'out_channels': 8, 'kernel_size': [4, 3], 'rhs_dilation': [2, 1], 'padding': [[3, 3], [1, 1]], 'padding_mode': 'circular', 'bias': true{NHWC}
      nn.Conv(8, (4,), padding="REFLECT")
      'out_channels': 8, 'kernel_size': [4], 'padding': [[1, 2]], 'padding_mode': 'reflect', 'bias': true{NWC}
      nn.Conv(8, (4,), padding="CAUSAL", kernel_dilation=2, input_dilation=3)
      'out_channels': 8, 'kernel_size': [4], 'rhs_dilation': 2, 'lhs_dilation': 3, 'padding': [[18, 0]], 'bias': true{NWC}
      nn.ConvTranspose(32, (4, 4), strides=(4, 4))
      'out_channels': 32, 'kernel_size': 4, 'lhs_dilation': 4, 'padding': [[3, 3], [3, 3]], 'bias': true{NHWC}
      nn.ConvTranspose(32, (2, 2), strides=(3, 3), padding="VALID")
      'out_channels': 32, 'kernel_size': 2, 'lhs_dilation': 3, 'padding': [[1, 2], [1, 2]], 'bias': true{NHWC}
      flax.linen.ConvTranspose(32, (4, 4), strides=(4, 4), padding="VALID", transpose_kernel=True)
      'out_channels': 32, 'kernel_size': 4, 'lhs_dilation': 4, 'padding': [[3, 3], [3, 3]], 'window_reversal': true, 'bias': true, 'dimension_numbers': ['NHWC', 'HWOI', 'NHWC']
      nnx.Conv(3, 64, kernel_size=(3, 3), strides=2, padding="VALID", rngs=rngs)
      'in_channels': 3, 'out_channels': 64, 'kernel_size': 3, 'window_strides': 2, 'padding': 'VALID', 'bias': true{NHWC}
      flax.nnx.ConvTranspose(3, 8, (3,), 2, padding=1, use_bias=False, rngs=nnx.Rngs(0))
      'in_channels': 3, 'out_channels': 8, 'kernel_size': [3], 'lhs_dilation': 2, 'padding': [[1, 1]]{NWC}
      eqx.nn.Conv2d(3, 64, 7, stride=2, padding=3, key=key)
      'in_channels': 3, 'out_channels': 64, 'kernel_size': [7, 7], 'window_strides': 2, 'padding': [[3, 3], [3, 3]], 'bias': true
      equinox.nn.Conv1d(4, 8, 3, 1, (2,), 2, 2, False, "REPLICATE", key=k)
      'in_channels': 4, 'out_channels': 8, 'kernel_size': [3], 'padding': [[2, 2]], 'rhs_dilation': 2, 'feature_group_count': 2, 'padding_mode': 'replicate'
      eqx.nn.Conv(3, 4, 8, 3, key=key)
      'in_channels': 4, 'out_channels': 8, 'kernel_size': [3, 3, 3], 'padding': 'VALID', 'bias': true
      eqx.nn.ConvTranspose2d(16, 32, 4, stride=2, padding=1, output_padding=1, key=key)
      'in_channels': 16, 'out_channels': 32, 'kernel_size': [4, 4], 'lhs_dilation': 2, 'padding': [[2, 3], [2, 3]], 'bias': true
      eqx.nn.ConvTranspose1d(4, 6, 2, 3, "same", key=key)
      'in_channels': 4, 'out_channels': 6, 'kernel_size': [2], 'lhs_dilation': 3, 'padding': [[1, 2]], 'bias': true
      """;

  private static final String POOLINGS =
      """
      nn.max_pool(x, (2, 2), strides=(2, 2))
      'op': 'max_pool', 'window_shape': [2, 2], 'strides': 2, 'padding': 'VALID'
      flax.linen.max_pool(x, window_shape=(3,), padding="SAME")
      'op': 'max_pool', 'window_shape': [3], 'strides': 1, 'padding': 'SAME'
      nn.avg_pool(x, (3, 3), (2, 2), ((1, 1), (0, 1)), count_include_pad=False)
      'op': 'avg_pool', 'window_shape': [3, 3], 'strides': 2, 'padding': [[1, 1], [0, 1]], 'count_include_pad': false
      nnx.avg_pool(x, (2, 2), strides=(2, 2))
      'op': 'avg_pool', 'window_shape': [2, 2], 'strides': 2
      lax.reduce_window(x, -jnp.inf, lax.max, (1, 3, 3, 1), (1, 2, 2, 1), "SAME")
      'op': 'max_pool', 'window_shape': [3, 3], 'strides': 2, 'padding': 'SAME'
      jax.lax.reduce_window(x, float("-inf"), jax.lax.max, (1, 1, 3, 3), (1, 1, 2, 2), ((0, 0), (0, 0), (1, 1), (1, 0)), window_dilation=(1, 1, 2, 1))
      'op': 'max_pool', 'window_shape': [3, 3], 'strides': 2, 'padding': [[1, 1], [1, 0]], 'window_dilation': [2, 1], 'dimension_numbers': 'NCHW'
      lax.reduce_window(x, 0.0, lax.add, (1, 2, 1), (1, 2, 1), "VALID")
      'op': 'sum_pool', 'window_shape': [2], 'strides': 2
      eqx.nn.MaxPool2d(3, 2, padding=1)
      'op': 'max_pool', 'window_shape': [3, 3], 'strides': 2, 'padding': [[1, 1], [1, 1]], 'dimension_numbers': 'NCHW'
      eqx.nn.AvgPool1d(3, stride=2, padding=((0, 1),))
      'op': 'avg_pool', 'window_shape': [3], 'strides': 2, 'padding': [[0, 1]], 'dimension_numbers': 'NCW'
      """;

  private static Layer layer(String call) {
    boolean takesWeight = call.contains(", w,") || call.contains("rhs=w,");
    Map<String, JsonValue> options = takesWeight ? weightShape() : Map.of();
    ReadCall read = CallReader.read(new SourceText("call", call), options);
    return new RecordReader(options).read(read.record()).spec();
  }

  private static Map<String, JsonValue> weightShape() {
    List<JsonValue> sizes =
        Stream.of(3L, 3L, 4L, 8L).<JsonValue>map(size -> new JsonNumber(1, 1, size)).toList();
    return Map.of("weight_shape", new JsonArray(1, 1, sizes));
  }

  private static int check(String table, String start) {
    List<String> lines = table.lines().toList();
    int read = 0;
    for (int i = 0; i < lines.size(); i += 2) {
      String json = lines.get(i + 1).replace("{NHWC}", NHWC).replace("{NWC}", NWC);
      Layer expected = TestData.layer("{'framework': 'jax', " + start + json + "}").spec();
      assertThat(layer(lines.get(i))).as(lines.get(i)).isEqualTo(expected);
      read++;
    }
    return read;
  }

  @Test
  void everySpellingIsRead() {
    assertThat(check(CALLS, "'op': 'conv_general_dilated', ")).isEqualTo(26);
    assertThat(check(POOLINGS, "")).isEqualTo(9);
  }

  @Test
  void aClassOfPyTorchStaysOne() {
    for (String call : List.of("nn.Conv2d(3, 8, 3)", "Conv2d(3, 8, 3)", "nn.MaxPool2d(2)")) {
      assertThat(layer(call).framework().id()).as(call).isEqualTo("pytorch");
    }
  }

  private static final String REFUSED =
      """
      nn.Conv(8, (3, 3), padding="CAUSAL")
      "CAUSAL" is for one spatial axis (got 2)
      nn.ConvTranspose(8, (3, 3), strides=(2, 2), padding="CIRCULAR")
      "CIRCULAR" of a transposed convolution cannot be translated
      lax.conv_transpose(x, w, (2, 2), "same")
      a transposed convolution with a stride takes padding "SAME", "VALID" or pairs (got "same")
      lax.conv_general_dilated(x, w, 2, "SAME")
      window_strides must be a list, one number for each axis (got 2)
      lax.conv_general_dilated(x, w, (1, 1), "VALID", lhs_dilation=(2, 2), dimension_numbers=("NHWC", "HWIO", "NHWC"))
      conv_general_dilated takes pairs for padding together with lhs_dilation above 1 (got "VALID")
      lax.conv_general_dilated(x, w, (1, 1), "SAME", lhs_dilation=(2, 2), dimension_numbers=("NHWC", "HWIO", "NHWC"))
      conv_general_dilated takes no "SAME" together with lhs_dilation above 1 (got [2, 2])
      lax.conv_general_dilated(x, w, (1, 1), "SAME", batch_group_count=2, dimension_numbers=("NHWC", "HWIO", "NHWC"))
      batch_group_count above 1 cannot be translated (got 2)
      lax.conv_general_dilated(x, w, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NCHW"))
      dimension_numbers must be the letters of the axes, such as ["NCHW", "OIHW", "NCHW"] (got ["NHWC", "HWIO", "NCHW"])
      lax.conv_general_dilated(x, w, (1, 1), "SAME", dimension_numbers=("NHWC", "WHIO", "NHWC"))
      dimension_numbers must be the letters of the axes, such as ["NCHW", "OIHW", "NCHW"] (got ["NHWC", "WHIO", "NHWC"])
      nn.Conv(8, (3, 3), padding="REFLECT", input_dilation=2)
      padding_mode reflect cannot be translated together with lhs_dilation above 1 (got [2, 2])
      nn.max_pool(x, (2, 2), padding=((2, 0), (0, 0)))
      every window must hold an element that is not padding (got padding 2 and 0, a window over 2 and input H_in on axis H)
      lax.reduce_window(x, -jnp.inf, lax.max, (1, 1, 3, 1), (1, 1, 2, 1), "VALID")
      the channels may be the second axis or the last: both have windows and strides of 1 (got [1, 1, 3, 1])
      lax.reduce_window(x, 0., lax.max, (1, 2, 2, 1), (1, 1, 1, 1), "SAME")
      reduce_window is read with lax.max from -jnp.inf and with lax.add from 0 (got lax.max from 0.0)
      lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 2), (1, 1, 1, 1), "SAME")
      the windows must not reach over the batch, which is the first axis, nor over the channels, which are the second or the last (got [1, 2, 2, 2])
      lax.reduce_window(x, 0., lax.add, (1, 2, 2, 1), (1, 1, 1, 1), "VALID", None, (1, 2, 2, 1))
      window_dilation of a sum or an average cannot be translated (got 2 on axes H and W)
      eqx.nn.ConvTranspose2d(4, 4, 3, 2, output_padding=2, key=key)
      output_padding must be less than the stride (got 2)
      eqx.nn.MaxPool2d(3, 2, use_ceil=True)
      use_ceil cannot be translated (got True)
      eqx.nn.Conv2d(3, 8, 3, groups=2, key=key)
      in_channels and out_channels must be divisible by feature_group_count (got in_channels 3, out_channels 8, feature_group_count 2)
      """;

  @Test
  void whatIsRefusedHasItsReason() {
    List<String> lines = REFUSED.lines().toList();
    for (int i = 0; i < lines.size(); i += 2) {
      String call = lines.get(i);
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> layer(call));
      assertThat(refusal).as(call).isNotNull();
      assertThat(refusal.faults().get(0).message()).as(call).isEqualTo(lines.get(i + 1));
    }
    assertThat(lines).hasSize(2 * 18);
  }
}
