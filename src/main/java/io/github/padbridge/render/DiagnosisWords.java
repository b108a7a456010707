package io.github.padbridge.render;

import io.github.padbridge.diagnose.Kind;

/** Why ports make the mistakes that a diagnosis names; one sentence without a full stop. */
final class DiagnosisWords {
  private DiagnosisWords() {}

  static String why(Kind kind) {
    return switch (kind) {
      case SAME -> "";
      case PADDING ->
          "TensorFlow SAME depends on the input size and pads the end first, PyTorch never does";
      case CROP ->
          "padding= of a transposed convolution crops its full result: by padding before, and by"
              + " padding - output_padding after";
      case OUTPUT_PADDING ->
          "output_padding keeps more of the end of the full result; it adds no zeros";
      case KERNEL_FLIPPED ->
          "deep learning frameworks do not flip the kernel of a convolution; a transposed one takes"
              + " the weight of the forward one as it is";
      case KERNEL_AXES -> "spatial axes keep their order in every framework: H before W";
      case CHANNELS_EXCHANGED ->
          "PyTorch stores (out, in, k...), transposed (in, out, k...); TensorFlow stores (k..., in,"
              + " out), transposed (k..., out, in)";
      case GROUPS_ORDER -> "the channels of a group stand next to each other, group after group";
      case BIAS_MISSING -> "nn.Conv has a bias by default, tf.nn.conv2d has none";
      case BIAS_TWICE -> "a layer with a bias and bias_add after it both add it";
      case BIAS_EARLY ->
          "the bias is added to every output element, also to those that padding adds";
      case LAYOUT_RESHAPED ->
          "reshape keeps the order of the numbers; only transpose moves the channels";
      case OUTPUT_LAYOUT -> "PyTorch returns (N, C, spatial...), TensorFlow (N, spatial..., C)";
      case DILATION -> "dilation is dilation_rate in Keras and dilations in tf.nn";
      case STRIDE -> "stride is strides in TensorFlow; poolings step by the window by default";
      case PADDING_MODE ->
          "padding= of TensorFlow and Keras is always zeros; other modes need a pad in front, and a"
              + " max pooling must pad with the lowest value";
      case DIVISOR ->
          "PyTorch counts the padding of an average unless count_include_pad is False, TensorFlow"
              + " never counts it";
      case CEIL_MODE -> "TensorFlow VALID always rounds the output size down";
    };
  }
}
