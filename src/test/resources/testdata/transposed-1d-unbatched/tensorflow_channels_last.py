"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def transposed_1d_unbatched(x, weight, bias):
    """ConvTranspose1d(1, 1, kernel_size=(2,), stride=(5,), padding=(1,), output_padding=(3,)).

    x (4, 1), weight (2, 1, 1) -> (18, 1)
    """
    x = tf.expand_dims(x, 0)  # (1, 4, 1)
    x = tf.nn.conv1d_transpose(
        x, weight, output_shape=[1, 17, 1], strides=5, padding="VALID"
    )  # (1, 17, 1)
    x = tf.pad(x, [[0, 0], [0, 2], [0, 0]])  # (1, 19, 1)
    x = x[:, 1:]  # (1, 18, 1)
    x = tf.add(x, bias)  # (1, 18, 1)
    x = tf.squeeze(x, 0)  # (18, 1)
    return x


LAYERS = {
    "transposed-1d-unbatched": transposed_1d_unbatched,
}
