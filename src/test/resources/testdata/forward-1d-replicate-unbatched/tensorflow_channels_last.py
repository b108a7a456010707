"""Layers in TensorFlow ops, written by padbridge."""

import tensorflow as tf


def convert_weight(weight):
    """The weight of a PyTorch layer in the axis order of TensorFlow."""
    return tf.transpose(weight, [*range(2, len(weight.shape)), 1, 0])


def forward_1d_replicate_unbatched(x, weight, bias):
    """Conv1d(2, 2, kernel_size=(3,), stride=(1,), padding=(4,), padding_mode='replicate').

    x (3, 2), weight (3, 2, 2) -> (9, 2)
    """
    x = tf.expand_dims(x, 0)  # (1, 3, 2)
    x = tf.gather(x, tf.clip_by_value(tf.range(-4, 7), 0, 2), axis=1)  # (1, 11, 2)
    x = tf.nn.conv1d(x, weight, stride=1, padding="VALID")  # (1, 9, 2)
    x = tf.add(x, bias)  # (1, 9, 2)
    x = tf.squeeze(x, 0)  # (9, 2)
    return x


LAYERS = {
    "forward-1d-replicate-unbatched": forward_1d_replicate_unbatched,
}
