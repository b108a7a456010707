package io.github.padbridge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.equivalence.Cause;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.repair.Repair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Layers of JAX, Flax and Equinox against those that they are ports of. */
class JaxComparisonsTest {
  /** The left side, the right side, the verdict and the repair; {@code =} stands for none. */
  private static final String PAIRS =
      """
      nn.ConvTranspose2d(16, 32, 4, stride=4)
      flax.linen.ConvTranspose(32, (4, 4), strides=(4, 4))
      NO_SIZE
      flax.linen.ConvTranspose(32, (4, 4), strides=(4, 4), padding="VALID", transpose_kernel=True)
      nn.ConvTranspose2d(16, 32, 4, stride=4)
      flax.linen.ConvTranspose(32, (4, 4), strides=(4, 4), padding="VALID", transpose_kernel=True)
      EVERY_SIZE
      =
      nn.ConvTranspose2d(16, 32, 4, stride=2, padding=1)
      nn.ConvTranspose(32, (4, 4), strides=(2, 2), transpose_kernel=True)
      EVERY_SIZE
      =
      nn.Conv2d(3, 64, 7, stride=2, padding=3)
      nn.Conv(64, (7, 7), strides=(2, 2))
      SOME_SIZES
      flax.linen.Conv(64, (7, 7), strides=(2, 2), padding=((3, 3), (3, 3)))
      keras.layers.Conv2D(64, 7, strides=2, padding="same")
      nn.Conv(64, (7, 7), strides=(2, 2))
      EVERY_SIZE
      =
      nn.Conv2d(3, 64, 7, stride=2, padding=3)
      eqx.nn.Conv2d(3, 64, 7, stride=2, padding=3, key=key)
      EVERY_SIZE
      =
      nn.Conv2d(8, 8, 3, padding=1, groups=4, bias=False)
      y = lax.conv_general_dilated(x, w, (1, 1), "VALID", feature_group_count=4)
      NO_SIZE
      x = lax.conv_general_dilated(x, w, (1, 1), "SAME", dimension_numbers=("NCHW", "OIHW", "NCHW"), feature_group_count=4)
      nn.ConvTranspose2d(16, 32, 3, stride=2, padding=1, output_padding=1)
      y = lax.conv_general_dilated(x, jnp.flip(w, (0, 1)), (1, 1), ((1, 2), (1, 2)), lhs_dilation=(2, 2), dimension_numbers=("NHWC", "HWOI", "NHWC")) + b
      EVERY_SIZE
      =
      nn.ConvTranspose2d(16, 32, 3, stride=2, padding=1, output_padding=1)
      y = lax.conv_transpose(x, w, (2, 2), "SAME", transpose_kernel=True) + b
      NO_SIZE
      x = lax.conv_general_dilated(x, jnp.flip(w, (0, 1)), (1, 1), ((1, 2), (1, 2)), lhs_dilation=(2, 2), dimension_numbers=("NHWC", "HWOI", "NHWC"))|x = x + b
      nn.MaxPool2d(3, 2, 1)
      y = nn.max_pool(x, (3, 3), strides=(2, 2), padding="SAME")
      SOME_SIZES
      x = flax.linen.max_pool(x, (3, 3), strides=(2, 2), padding=((1, 1), (1, 1)))
      nn.AvgPool2d(3, 2, 1)
      y = nn.avg_pool(x, (3, 3), strides=(2, 2), padding=((1, 1), (1, 1)))
      EVERY_SIZE
      =
      nn.AvgPool2d(3, 2)
      y = lax.reduce_window(x, 0.0, lax.add, (1, 1, 3, 3), (1, 1, 2, 2), "VALID") / 9
      EVERY_SIZE
      =
      keras.layers.AveragePooling2D(3, 2, padding="same")
      y = lax.reduce_window(x, 0.0, lax.add, (1, 3, 3, 1), (1, 2, 2, 1), "SAME") / lax.reduce_window(jnp.ones_like(x[:1, :, :, :1]), 0.0, lax.add, (1, 3, 3, 1), (1, 2, 2, 1), "SAME")
      EVERY_SIZE
      =
      nn.AvgPool2d(3, 2, 1)
      y = lax.reduce_window(x, 0.0, lax.add, (1, 1, 3, 3), (1, 1, 2, 2), "SAME") / lax.reduce_window(jnp.ones_like(x), 0.0, lax.add, (1, 1, 3, 3), (1, 1, 2, 2), "SAME")
      NO_SIZE
      x = lax.reduce_window(x, 0.0, lax.add, (1, 1, 3, 3), (1, 1, 2, 2), ((0, 0), (0, 0), (1, 1), (1, 1)))|x = x / 9
      nn.AvgPool2d(3, 2, 1, count_include_pad=False)
      y = lax.reduce_window(x, 0.0, lax.add, (1, 1, 3, 3), (1, 1, 2, 2), "VALID") / 9
      NO_SIZE
      count = jnp.ones_like(x)|count = lax.reduce_window(count, 0.0, lax.add, (1, 1, 3, 3), (1, 1, 2, 2), ((0, 0), (0, 0), (1, 1), (1, 1)))|x = lax.reduce_window(x, 0.0, lax.add, (1, 1, 3, 3), (1, 1, 2, 2), ((0, 0), (0, 0), (1, 1), (1, 1)))|x = x / count
      nn.MaxPool2d(2)
      eqx.nn.MaxPool2d(2)
      SOME_SIZES
      eqx.nn.MaxPool2d((2, 2), (2, 2))
      tf.nn.max_pool2d(x, 3, 2, "SAME")
      y = lax.reduce_window(x, -jnp.inf, lax.max, (1, 3, 3, 1), (1, 2, 2, 1), "SAME")
      EVERY_SIZE
      =
      nn.Conv1d(4, 8, 3, padding=1, padding_mode="circular")
      nn.Conv(8, (3,), padding="CIRCULAR")
      EVERY_SIZE
      =
      """;

  @Test
  void everyPairIsDecidedAndRepaired() {
    List<String> lines = PAIRS.lines().toList();
    for (int i = 0; i < lines.size(); i += 4) {
      Chain given = SideText.parse("left", lines.get(i)).resolve(List.of(), Map.of());
      Chain right = SideText.parse("right", lines.get(i + 1)).resolve(given.layers(), Map.of());
      Chain left = SideText.parse("left", lines.get(i)).resolve(right.layers(), Map.of());
      Equivalence equivalence = Equivalence.of(left, right);
      assertThat(equivalence.verdict().name()).as(lines.get(i + 1)).isEqualTo(lines.get(i + 2));
      if (!lines.get(i + 3).equals("=")) {
        assertThat(Repair.of(left, right).map(Repair::code))
            .contains(lines.get(i + 3).replace('|', '\n'));
      }
    }
    assertThat(lines).hasSize(4 * 18);
  }

  @Test
  void aTransposedFlaxLayerDoesNotFlipItsKernel() {
    Chain left =
        SideText.parse("left", "nn.ConvTranspose2d(16, 32, 4, stride=4)")
            .resolve(List.of(), Map.of());
    Chain right =
        SideText.parse("right", "nn.ConvTranspose(32, (4, 4), strides=(4, 4), padding='VALID')")
            .resolve(left.layers(), Map.of());
    assertThat(Equivalence.of(left, right).causes())
        .extracting(Cause::message)
        .containsExactly(
            "one side reads the kernel in reverse along H",
            "one side reads the kernel in reverse along W");
  }
}
