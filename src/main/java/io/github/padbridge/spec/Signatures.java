package io.github.padbridge.spec;

import static io.github.padbridge.shape.Framework.PYTORCH;
import static io.github.padbridge.shape.Framework.TENSORFLOW;

import io.github.padbridge.spec.Signature.Default;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The functions and classes that people write layers with: {@code torch.nn}, {@code
 * torch.nn.functional}, {@code tf.nn} and {@code keras.layers} (PyTorch 2, TensorFlow 2, Keras 3),
 * as their documentation has them, and timm's {@code Conv2dSame}.
 */
final class Signatures {
  private static final Map<String, Signature> ALL = new LinkedHashMap<>();

  private static final String TORCH_MODULE = "torch.nn.";
  private static final String TORCH_FUNCTION = "torch.nn.functional.";

  /** What the names of layers begin with that take their input's channels when they run. */
  private static final String LAZY = "Lazy";

  private static final String TENSORFLOW_FUNCTION = "tf.nn.";
  private static final String KERAS_LAYER = "keras.layers.";

  /** What Keras' layers share after the arguments of their own. */
  private static final String KERAS_REST =
      " kernel_initializer~ bias_initializer~ kernel_regularizer~ bias_regularizer~"
          + " activity_regularizer~ kernel_constraint~ bias_constraint~ lora_rank~ lora_alpha~"
          + " depthwise_initializer~ depthwise_regularizer~ depthwise_constraint~ trainable~ name"
          + " dtype~ autocast~ input_shape batch_input_shape";

  static {
    for (int rank = 1; rank <= 3; rank++) {
      torch(rank);
      tensorFlow(rank);
      keras(rank);
    }
    // It ignores its padding, which stands among its arguments all the same.
    put(
        "timm.layers.Conv2dSame",
        Signature.of(
                PYTORCH,
                "conv2d",
                "in_channels out_channels kernel_size | stride padding~ dilation groups bias device="
                    + " dtype=")
            .byDefault(Argument.RUNTIME_PADDING, Default.SAME));
  }

  private Signatures() {}

  private static void torch(int rank) {
    String d = rank + "d";
    put(
        TORCH_MODULE + "Conv" + d,
        Signature.of(
            PYTORCH,
            "conv" + d,
            "in_channels out_channels kernel_size | stride padding dilation groups bias padding_mode"
                + " device= dtype="));
    put(
        TORCH_MODULE + "ConvTranspose" + d,
        Signature.of(
            PYTORCH,
            "conv_transpose" + d,
            "in_channels out_channels kernel_size | stride padding output_padding groups bias"
                + " dilation padding_mode device= dtype="));
    put(
        TORCH_MODULE + LAZY + "Conv" + d,
        Signature.of(
            PYTORCH,
            "conv" + d,
            "out_channels kernel_size | stride padding dilation groups bias padding_mode device="
                + " dtype="));
    put(
        TORCH_MODULE + LAZY + "ConvTranspose" + d,
        Signature.of(
            PYTORCH,
            "conv_transpose" + d,
            "out_channels kernel_size | stride padding output_padding groups bias dilation"
                + " padding_mode device= dtype="));
    put(
        TORCH_FUNCTION + "conv" + d,
        Signature.of(PYTORCH, "conv" + d, "input! weight! | bias? stride padding dilation groups")
            .byDefault("bias", Default.FALSE));
    put(
        TORCH_FUNCTION + "conv_transpose" + d,
        Signature.of(
                PYTORCH,
                "conv_transpose" + d,
                "input! weight! | bias? stride padding output_padding groups dilation")
            .byDefault("bias", Default.FALSE));
    String divisor = rank == 1 ? "" : " divisor_override";
    put(
        TORCH_MODULE + "MaxPool" + d,
        Signature.of(
            PYTORCH,
            "max_pool" + d,
            "kernel_size | stride padding dilation return_indices- ceil_mode"));
    put(
        TORCH_FUNCTION + "max_pool" + d,
        Signature.of(
            PYTORCH,
            "max_pool" + d,
            "input! kernel_size | stride padding dilation ceil_mode return_indices-"));
    put(
        TORCH_MODULE + "AvgPool" + d,
        Signature.of(
            PYTORCH,
            "avg_pool" + d,
            "kernel_size | stride padding ceil_mode count_include_pad" + divisor));
    put(
        TORCH_FUNCTION + "avg_pool" + d,
        Signature.of(
            PYTORCH,
            "avg_pool" + d,
            "input! kernel_size | stride padding ceil_mode count_include_pad" + divisor));
  }

  private static void tensorFlow(int rank) {
    String d = rank + "d";
    String strides = rank == 1 ? "stride>strides" : "strides";
    put(
        TENSORFLOW_FUNCTION + "conv" + d,
        Signature.of(
            TENSORFLOW,
            "conv" + d,
            "input! filters! " + strides + " padding | data_format dilations name"));
    put(
        TENSORFLOW_FUNCTION + "conv" + d + "_transpose",
        Signature.of(
                TENSORFLOW,
                "conv" + d + "_transpose",
                "input! filters! output_shape strides | padding data_format dilations name")
            .byDefault("padding", Default.SAME));
    for (String pool : List.of("max_pool", "avg_pool")) {
      put(
          TENSORFLOW_FUNCTION + pool + d,
          Signature.of(
              TENSORFLOW, pool + d, "input! ksize>kernel_size strides padding | data_format name"));
    }
    if (rank == 2) {
      put(
          TENSORFLOW_FUNCTION + "depthwise_conv2d",
          Signature.of(
              TENSORFLOW,
              "depthwise_conv2d",
              "input! filter! strides padding | data_format dilations name"));
    }
  }

  private static void keras(int rank) {
    String d = rank + "D";
    put(
        KERAS_LAYER + "Conv" + d,
        Signature.of(
                TENSORFLOW,
                "conv" + rank + "d",
                "filters kernel_size | strides padding data_format dilation_rate>dilations groups"
                    + " activation- use_bias>bias *"
                    + KERAS_REST)
            .byDefault("padding", Default.VALID)
            .byDefault("bias", Default.TRUE));
    // Versions of Keras differ in where output_padding stands: it takes a keyword here.
    put(
        KERAS_LAYER + "Conv" + d + "Transpose",
        Signature.of(
                TENSORFLOW,
                "conv" + rank + "d_transpose",
                "filters kernel_size | strides padding * output_padding data_format"
                    + " dilation_rate>dilations activation- use_bias>bias"
                    + KERAS_REST)
            .byDefault("padding", Default.VALID)
            .byDefault("output_padding", Default.NONE)
            .byDefault("bias", Default.TRUE));
    if (rank < 3) {
      put(
          KERAS_LAYER + "DepthwiseConv" + d,
          Signature.of(
                  TENSORFLOW,
                  "depthwise_conv" + rank + "d",
                  "kernel_size | strides padding depth_multiplier data_format"
                      + " dilation_rate>dilations activation- use_bias>bias *"
                      + KERAS_REST)
              .byDefault("padding", Default.VALID)
              .byDefault("bias", Default.TRUE));
    }
    for (String pool : List.of("max", "avg")) {
      // The averages have no default for their window.
      boolean isMax = pool.equals("max");
      Signature pooling =
          Signature.of(
                  TENSORFLOW,
                  pool + "_pool" + rank + "d",
                  "pool_size>kernel_size "
                      + (isMax ? "" : "| ")
                      + "strides padding data_format name trainable~ dtype~ input_shape"
                      + " batch_input_shape")
              .byDefault("strides", Default.NONE)
              .byDefault("padding", Default.VALID);
      pooling = isMax ? pooling.byDefault("kernel_size", Default.TWO) : pooling;
      put(KERAS_LAYER + (isMax ? "MaxPooling" : "AveragePooling") + d, pooling);
      put(KERAS_LAYER + (isMax ? "MaxPool" : "AvgPool") + d, pooling);
    }
  }

  private static void put(String name, Signature signature) {
    ALL.put(name, signature);
  }

  /** The names of a module, which ends with a dot; all names where it is empty. */
  static List<String> ofModule(String module) {
    return ALL.keySet().stream()
        .filter(name -> module.isEmpty() || name.equals(module + bare(name)))
        .toList();
  }

  /** The modules that the known names are in. */
  static List<String> modules() {
    return ALL.keySet().stream()
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .distinct()
        .toList();
  }

  /** The names without their ranks: {@code torch.nn.ConvNd}. */
  static String summary(List<String> names) {
    return names.stream()
            .map(name -> name.replaceFirst("[123]([dD])", "N$1"))
            .distinct()
            .collect(Collectors.joining(", "))
        + " (N is 1, 2 or 3)";
  }

  static String bare(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** True for a layer that takes its input's channels when it runs. */
  static boolean isLazy(String fullName) {
    return bare(fullName).startsWith(LAZY);
  }

  /** The class that a lazy layer becomes once it has run. */
  static String ofMaterialized(String lazyName) {
    return lazyName.replace(LAZY, "");
  }

  /** True for a function, which takes its kernel as a tensor. */
  static boolean isFunction(String fullName) {
    return fullName.startsWith(TORCH_FUNCTION) || fullName.startsWith(TENSORFLOW_FUNCTION);
  }

  /** True for a function of {@code tf.nn}. */
  static boolean isTensorFlowFunction(String fullName) {
    return fullName.startsWith(TENSORFLOW_FUNCTION);
  }

  /** The class of PyTorch's that a class of Keras' differs from by its case alone. */
  static Optional<String> inTorch(String kerasName) {
    return ALL.keySet().stream()
        .filter(name -> name.startsWith(TORCH_MODULE))
        .filter(name -> bare(name).equalsIgnoreCase(bare(kerasName)))
        .findFirst();
  }

  /** True for Keras' layers. */
  static boolean isKeras(String fullName) {
    return fullName.startsWith(KERAS_LAYER);
  }

  /**
   * The full name that {@code name} stands for, whose module may be shortened as people import it;
   * empty where there is none, or where it may be of either framework.
   */
  static Optional<String> fullName(String name) {
    String full = inFull(name);
    if (ALL.containsKey(full)) {
      return Optional.of(full);
    }
    if (full.contains(".")) {
      return Optional.empty();
    }
    List<String> meant = ALL.keySet().stream().filter(n -> bare(n).equals(full)).toList();
    return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
  }

  /** The name with its module written out. */
  static String inFull(String name) {
    return name.replaceFirst("^tensorflow\\.", "tf.")
        .replaceFirst("^(tf\\.keras|keras|tf\\.python\\.keras)\\.layers\\.", KERAS_LAYER)
        .replaceFirst("^layers\\.", KERAS_LAYER)
        .replaceFirst("^F\\.", TORCH_FUNCTION)
        .replaceFirst("^nn\\.functional\\.", TORCH_FUNCTION)
        .replaceFirst("^nn\\.", TORCH_MODULE)
        .replaceFirst("^torch\\.(?!nn\\.)", TORCH_FUNCTION);
  }

  /** The signature of a full name that is known. */
  static Signature of(String fullName) {
    return Objects.requireNonNull(ALL.get(fullName), fullName);
  }

  /** The modules in which a bare name is known, where there are several. */
  static List<String> ambiguous(String name) {
    List<String> all = ALL.keySet().stream().filter(n -> bare(n).equals(name)).toList();
    return all.size() > 1 ? all : List.of();
  }
}
