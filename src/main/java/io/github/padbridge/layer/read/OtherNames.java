package io.github.padbridge.layer.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to write in place of functions and layers that are not read. */
final class OtherNames {
  /** A pattern of full names, and the hint, in which {@code $1} is a part of the name. */
  private static final String TABLE =
      """
      .*\\b(Zero|Constant|Reflection|Replication|Circular)Pad[123]d|(.*\\.)?(ZeroPadding|Cropping)[123]D|(tf|np|jnp|torch\\.nn\\.functional|keras\\.ops)\\.pad
      for a padding alone, run padbridge pad
      (keras\\.layers\\.)?TimeDistributed
      give the layer inside: it is applied at each time step
      torch\\.nn\\.(Deconv|Conv|Conv2dTranspose|ConvTranspose)([123])[dD](Transpose)?
      $TORCH
      torch\\.nn\\.(MaxPool|AvgPool)([123])D
      nn.$1$2d of PyTorch, or mxnet.gluon.nn.$1$2D
      keras\\.ops\\.(max|average)_pool
      keras.layers.MaxPooling2D and AveragePooling2D pool the same windows
      keras\\.ops\\.conv
      tf.nn.convolution takes the same arguments, with padding in upper case
      keras\\.ops\\.conv_transpose
      keras.layers.Conv2DTranspose gives the same sizes
      keras\\.ops\\.depthwise_conv
      tf.nn.depthwise_conv2d takes the same kernel, with padding in upper case
      (K|keras\\.backend)\\.(conv[123]d)
      tf.nn.$2 takes the same kernel, with padding in upper case
      (K|keras\\.backend)\\.pool([23])d
      keras.layers.MaxPooling$2D and AveragePooling$2D pool the same windows
      tf\\.nn\\.max_pool_with_argmax
      tf.nn.max_pool2d takes the same maxima
      tf\\.(raw_ops\\.Conv2DBackpropInput|nn\\.conv2d_backprop_input)
      tf.nn.conv2d_transpose, with input_sizes as output_shape
      tf\\.(conv[123]d|max_pool[123]d|avg_pool[123]d|depthwise_conv2d)
      did you mean 'tf.nn.$1'?
      tf\\.nn\\.(max|avg|average)_pool(ing)?([123])d
      $POOL
      layers\\.(conv[123]d|conv[23]d_transpose)
      tf.layers.$1 and tf.contrib.layers.$1 differ in the default of padding: write the whole name
      layers\\.(max|average)_pooling([123])d
      write tf.layers.$1_pooling$2d
      create_conv2d|timm\\..*\\.create_conv2d
      nn.Conv2d with padding=((stride - 1) + dilation * (kernel_size - 1)) // 2, unless its padding is given
      (torchvision\\.ops\\.(misc\\.)?)?Conv([23]d)?NormActivation
      nn.Conv2d with padding=(kernel_size - 1) // 2 * dilation, unless its padding is given
      (mmcv\\.cnn\\.)?ConvModule
      nn.Conv2d with the same arguments, unless conv_cfg names another class
      detectron2\\.layers\\.(Conv2d|ConvTranspose2d)
      nn.$1 with the same arguments, then norm and activation
      (\\w+\\.)*Conv2dDynamicSamePadding
      timm.layers.Conv2dSame pads the same amounts; dilation and groups by name
      torch\\.nn\\.(functional\\.unfold|Unfold)
      tf.image.extract_patches of the same data, padded and in NHWC, has these columns with taps before channels: reshape to (N, L, kh * kw, C), transpose by [0, 3, 2, 1], reshape to (N, C * kh * kw, L)
      tf\\.(compat\\.v1\\.)?(image\\.)?extract(_image)?_patches
      F.unfold of the same data, padded and in NCHW, has these patches with channels before taps: view as (N, C, kh * kw, H, W), permute by (0, 3, 4, 2, 1), reshape to (N, H, W, kh * kw * C)
      (mlx|mx)\\.nn\\.(Conv[123]d|ConvTranspose[123]d|MaxPool[123]d)
      nn.$2 computes it on channels-first data; give the arguments by name
      """;

  private static final Map<Pattern, String> ALL = new LinkedHashMap<>();

  static {
    String[] lines = TABLE.split("\n", -1);
    for (int i = 0; i + 1 < lines.length; i += 2) {
      ALL.put(Pattern.compile(lines[i]), lines[i + 1]);
    }
  }

  private OtherNames() {}

  /** The hint for a name; empty if there is none. */
  static Optional<String> hint(String name) {
    for (String spelled : new String[] {name, FunctionNames.inFull(name)}) {
      for (Map.Entry<Pattern, String> entry : ALL.entrySet()) {
        Matcher matcher = entry.getKey().matcher(spelled);
        if (matcher.matches()) {
          return Optional.of(hint(matcher, entry.getValue()));
        }
      }
    }
    return Optional.empty();
  }

  private static String hint(Matcher matcher, String hint) {
    return switch (hint) {
      case "$TORCH" -> ofTorch(matcher);
      case "$POOL" ->
          "did you mean 'tf.nn."
              + matcher.group(1).replace("average", "avg")
              + "_pool"
              + matcher.group(3)
              + "d'?";
      default -> matcher.replaceAll(hint);
    };
  }

  /** Names such as {@code nn.Conv2D} are those of Gluon and Paddle, or misspelt. */
  private static String ofTorch(Matcher matcher) {
    String rank = matcher.group(2);
    boolean isTransposed = !matcher.group(1).equals("Conv") || matcher.group(3) != null;
    String torch = "nn.Conv" + (isTransposed ? "Transpose" : "") + rank + "d";
    String other = "nn.Conv" + rank + "D" + (isTransposed ? "Transpose" : "");
    boolean isOther = matcher.group().equals("torch." + other);
    return isOther
        ? torch + " of PyTorch, paddle." + other + " or mxnet.gluon." + other
        : "did you mean '" + torch + "'?";
  }
}
