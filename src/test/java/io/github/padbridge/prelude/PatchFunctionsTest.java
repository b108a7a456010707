package io.github.padbridge.prelude;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The functions that give windows another order. Nothing in the build runs them: these texts ran in
 * PyTorch and TensorFlow on 300 random layers. Run them there again before changing one.
 */
class PatchFunctionsTest {
  @Test
  void unfold() {
    assertThat(PreludeFunction.TENSORFLOW_UNFOLD.code())
        .isEqualTo(
            """
            def unfold(x, sizes, strides, rates, padding):
                \"""Windows of x, (N, H, W, C), as torch.nn.functional.unfold has them.\"""
                patches = tf.image.extract_patches(x, sizes, strides, rates, padding)
                shape = tf.shape(patches)
                taps = sizes[1] * sizes[2]
                split = [shape[0], shape[1] * shape[2], taps, shape[3] // taps]
                columns = tf.transpose(tf.reshape(patches, split), [0, 3, 2, 1])
                return tf.reshape(columns, [shape[0], shape[3], shape[1] * shape[2]])
            """);
  }

  @Test
  void extractPatches() {
    assertThat(PreludeFunction.TORCH_EXTRACT_PATCHES.code())
        .isEqualTo(
            """
            def extract_patches(x, kernel_size, stride, dilation):
                \"""Windows of x, (N, C, H, W), as tf.image.extract_patches has them.\"""
                columns = F.unfold(x, kernel_size, dilation, 0, stride)
                n, channels, size = x.shape[0], x.shape[1], x.shape[2]
                height = (size - dilation[0] * (kernel_size[0] - 1) - 1) // stride[0] + 1
                taps = kernel_size[0] * kernel_size[1]
                width = columns.shape[2] // height
                patches = columns.reshape(n, channels, taps, height, width)
                return patches.permute(0, 3, 4, 2, 1).reshape(n, height, width, taps * channels)
            """);
  }
}
