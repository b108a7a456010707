package io.github.padbridge.layer.read;

import io.github.padbridge.shape.Framework;

/** Properties of function and class names. A full name starts with its module. */
final class FunctionNames {
  private static final String TORCH_MODULE = "torch.nn.";
  private static final String TORCH_FUNCTION = "torch.nn.functional.";

  /** The prefix of layers that read their input channels from the first input. */
  private static final String LAZY = "Lazy";

  private static final String ONNX_MODULE = "onnx.";
  private static final String TIMM_MODULE = "timm.layers.";
  private static final String TENSORFLOW_FUNCTION = "tf.nn.";
  private static final String KERAS_LAYER = "keras.layers.";

  /** Functions of {@code tf.compat.v1.nn} with the parameters of today. */
  private static final String SAME_IN_TENSORFLOW_1 =
      "(atrous_conv2d|atrous_conv2d_transpose|avg_pool[13]d|conv1d_transpose|conv_transpose"
          + "|max_pool[123]d)$";

  /** The modules of JAX and of the libraries on top of it. */
  static final String LAX = "jax.lax.";

  static final String FLAX = "flax.";
  static final String EQUINOX = "equinox.nn.";
  static final String REDUCE_WINDOW = "jax.lax.reduce_window";

  private FunctionNames() {}

  static String bare(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** True for a layer that reads its input channels from the first input. */
  static boolean isLazy(String fullName) {
    return bare(fullName).startsWith(LAZY);
  }

  /** The class that a lazy layer becomes after its first run. */
  static String ofMaterialized(String lazyName) {
    return lazyName.replace(LAZY, "");
  }

  /** True for a function, which takes its kernel as a tensor. */
  static boolean isFunction(String fullName) {
    return fullName.startsWith(TORCH_FUNCTION)
        || fullName.startsWith(TENSORFLOW_FUNCTION)
        || fullName.startsWith(LAX)
        || (fullName.startsWith(FLAX) && Character.isLowerCase(bare(fullName).charAt(0)));
  }

  /** True for a function of {@code tf.nn}. */
  static boolean isTensorFlowFunction(String fullName) {
    return fullName.startsWith(TENSORFLOW_FUNCTION);
  }

  /** True for a Keras layer. */
  static boolean isKeras(String fullName) {
    return fullName.startsWith(KERAS_LAYER);
  }

  /** The name with its module written out. */
  static String inFull(String name) {
    return name.replaceFirst("^tensorflow\\.", "tf.")
        .replaceFirst("^tf\\.(compat\\.v[12]|contrib|python)\\.keras\\.", "keras.")
        .replaceFirst("^(tf\\.keras|tf_keras)\\.", "keras.")
        .replaceFirst("^keras\\.(api\\.|src\\.)?layers\\.([a-z_]+\\.)*", KERAS_LAYER)
        .replaceFirst("^(keras|layers|KL|tfkl)\\.(?=[A-Z])", KERAS_LAYER)
        .replaceFirst("^tf\\.compat\\.v1\\.layers\\.", "tf.layers.")
        .replaceFirst(
            "^(tf\\.contrib\\.slim|tf\\.contrib\\.layers|tf_slim|contrib_slim)\\.", "slim.")
        .replaceFirst("^slim\\.(separable_)?convolution(?=[123]d)", "slim.$1conv")
        .replaceFirst("^tf\\.compat\\.v1\\.nn\\." + SAME_IN_TENSORFLOW_1, "tf.nn.$1")
        .replaceFirst("^tf\\.compat\\.v2\\.", "tf.")
        .replaceFirst("^timm\\.models\\.layers\\.([a-z0-9_]+\\.)*", TIMM_MODULE)
        .replaceFirst("^torch\\.ops\\.aten\\.(\\w+)\\.(default|input)$", TORCH_FUNCTION + "$1")
        .replaceFirst("^lax\\.", LAX)
        .replaceFirst("^nnx\\.", "flax.nnx.")
        .replaceFirst("^eqx\\.nn\\.", EQUINOX)
        // PyTorch has none of these in torch.nn.
        .replaceFirst("^(nn|linen)\\.(?=(Conv|ConvTranspose|max_pool|avg_pool)$)", "flax.linen.")
        .replaceFirst("^F\\.", TORCH_FUNCTION)
        .replaceFirst("^nn\\.functional\\.", TORCH_FUNCTION)
        .replaceFirst("^nn\\.", TORCH_MODULE)
        .replaceFirst("^torch\\.nn\\.modules\\.([a-z_]+\\.)*", TORCH_MODULE)
        .replaceFirst("^torch\\.(?!nn\\.)", TORCH_FUNCTION)
        .replaceFirst("^(mx\\.gluon|gluon)\\.nn\\.", "mxnet.gluon.nn.");
  }

  /** True for the functions and classes of {@code torch.nn}. */
  static boolean isTorch(String fullName) {
    return fullName.startsWith(TORCH_MODULE);
  }

  /** True for the functions and classes of JAX, Flax and Equinox. */
  static boolean isJax(String fullName) {
    return fullName.startsWith(LAX) || fullName.startsWith(FLAX) || fullName.startsWith(EQUINOX);
  }

  /** True for the nodes of ONNX. */
  static boolean isOnnx(String fullName) {
    return fullName.startsWith(ONNX_MODULE);
  }

  static Framework framework(String fullName) {
    if (isOnnx(fullName)) {
      return Framework.ONNX;
    }
    if (isJax(fullName)) {
      return Framework.JAX;
    }
    return isTorch(fullName) || fullName.startsWith(TIMM_MODULE)
        ? Framework.PYTORCH
        : Framework.TENSORFLOW;
  }
}
