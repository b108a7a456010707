package io.github.padbridge.layer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.layer.LayerRecord;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallReaderTest {
  private static LayerRecord layer(String call) {
    return layer(call, Map.of());
  }

  private static LayerRecord layer(String call, Map<String, JsonValue> options) {
    ReadCall read = CallReader.read(new SourceText("command line", call), options);
    return new RecordReader(options).read(read.record());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nn.Conv2d(3, 64, 7) | {'op': 'conv2d', 'in_channels': 3, 'out_channels': 64, 'kernel_size': 7}",
        "torch.nn.Conv2d(3, 64, kernel_size=(7, 7), stride=2, padding='same' if_never) | null",
        "torch.nn.Conv1d(3, 6, 5, padding=\"same\", bias=False,) | {'op': 'conv1d', 'in_channels': 3, 'out_channels': 6, 'kernel_size': 5, 'padding': 'same', 'bias': false}",
        "Conv2d(4, 4, 3, 2, 1, 1, 2, False, 'reflect') | {'op': 'conv2d', 'in_channels': 4, 'out_channels': 4, 'kernel_size': 3, 'stride': 2, 'padding': 1, 'groups': 2, 'bias': false, 'padding_mode': 'reflect'}",
        "nn.ConvTranspose1d(8, 4, 7, 6, 9, 4, 2, True, 3) | {'op': 'conv_transpose1d', 'in_channels': 8, 'out_channels': 4, 'kernel_size': 7, 'stride': 6, 'padding': 9, 'output_padding': 4, 'groups': 2, 'dilation': 3}",
        "F.conv_transpose2d(x, w, b, 2, 1, 1, 2, 3) | {'op': 'conv_transpose2d', 'kernel_size': 3, 'in_channels': 4, 'out_channels': 4, 'stride': 2, 'padding': 1, 'output_padding': 1, 'groups': 2, 'dilation': 3, 'weight_shape': [4, 2, 3, 3]}",
        "F.conv2d(x, w, None, 1, 2, 3, 1) | {'op': 'conv2d', 'kernel_size': 3, 'in_channels': 2, 'out_channels': 4, 'padding': 2, 'dilation': 3, 'bias': false, 'weight_shape': [4, 2, 3, 3]}",
        "nn.Conv2d(3, 64, (3 - 1) // 2 + 2**1, stride=-(-3 // 2), padding=[1, 0],) | {'op': 'conv2d', 'in_channels': 3, 'out_channels': 64, 'kernel_size': 3, 'stride': 2, 'padding': [1, 0]}",
        "Conv3d(3, 8, kernel_size=(3, 3, 3), stride=(1, 2, 2), padding=(1, 0, 1), bias=False) | {'op': 'conv3d', 'in_channels': 3, 'out_channels': 8, 'kernel_size': 3, 'stride': [1, 2, 2], 'padding': [1, 0, 1], 'bias': false}",
        "Conv1d(64, 32, kernel_size=(7,), stride=(1,), padding=(3,), padding_mode=reflect) | {'op': 'conv1d', 'in_channels': 64, 'out_channels': 32, 'kernel_size': 7, 'padding': 3, 'padding_mode': 'reflect'}",
        "Conv1d(4, 4, kernel_size=(4,), stride=(1,), padding=same) | {'op': 'conv1d', 'in_channels': 4, 'out_channels': 4, 'kernel_size': 4, 'padding': 'same'}",
        "nn.Conv2d(3, 64, 7, device='cuda', dtype=torch.float16) | {'op': 'conv2d', 'in_channels': 3, 'out_channels': 64, 'kernel_size': 7}",
        "nn.Conv2d(3, 4, 5, bias=None) | {'op': 'conv2d', 'in_channels': 3, 'out_channels': 4, 'kernel_size': 5, 'bias': false}",
        "Conv2dSame(3, 48, kernel_size=(3, 3), stride=(2, 2), bias=False) | {'op': 'conv2d', 'in_channels': 3, 'out_channels': 48, 'kernel_size': 3, 'stride': 2, 'bias': false, 'runtime_padding': 'SAME'}",
        "nn.MaxPool2d(3, 2, 1, ceil_mode=True) | {'op': 'max_pool2d', 'kernel_size': 3, 'stride': 2, 'padding': 1, 'ceil_mode': true}",
        "F.max_pool1d(x, 3, None, 1, 2) | {'op': 'max_pool1d', 'kernel_size': 3, 'padding': 1, 'dilation': 2}",
        "nn.AvgPool3d(2, 1, 1, False, False, 3) | {'op': 'avg_pool3d', 'kernel_size': 2, 'stride': 1, 'padding': 1, 'count_include_pad': false, 'divisor_override': 3}",
        "tf.nn.conv2d(x, w, strides=2, padding=\"SAME\") | {'op': 'tf.nn.conv2d', 'kernel_size': 3, 'in_channels': 2, 'filters': 4, 'strides': 2, 'padding': 'SAME', 'weight_shape': [3, 3, 2, 4]}",
        "tf.nn.conv2d(x, w, [1, 2, 1, 1], [[0, 0], [1, 2], [0, 3], [0, 0]], 'NHWC', None, 'name') | {'op': 'tf.nn.conv2d', 'kernel_size': 3, 'in_channels': 2, 'filters': 4, 'strides': [2, 1], 'padding': [[0, 0], [1, 2], [0, 3], [0, 0]]}",
        "tf.nn.conv1d(x, filters, 2, 'VALID', dilations=3) | {'op': 'tf.nn.conv1d', 'kernel_size': 5, 'in_channels': 2, 'filters': 4, 'strides': 2, 'padding': 'VALID', 'dilations': 3, 'weight_shape': [5, 2, 4]}",
        "tf.nn.conv2d_transpose(x, w, [n, 16, 16, 4], strides=2) | {'op': 'conv2d_transpose', 'kernel_size': 3, 'in_channels': 2, 'filters': 4, 'strides': 2, 'padding': 'SAME', 'output_shape': [null, 16, 16, 4], 'weight_shape': [3, 3, 4, 2]}",
        "tf.nn.depthwise_conv2d(x, w, strides=[1, 2, 2, 1], padding='SAME') | {'op': 'depthwise_conv2d', 'kernel_size': 3, 'in_channels': 2, 'depth_multiplier': 4, 'strides': 2, 'padding': 'SAME', 'weight_shape': [3, 3, 2, 4]}",
        "tf.nn.max_pool2d(x, ksize=[1, 3, 2, 1], strides=2, padding='SAME') | {'framework': 'tensorflow', 'op': 'max_pool2d', 'kernel_size': [3, 2], 'strides': 2, 'padding': 'SAME'}",
        "keras.layers.Conv2D(8, 3, strides=2, padding='same') | {'op': 'tf.nn.conv2d', 'filters': 8, 'kernel_size': 3, 'strides': 2, 'padding': 'SAME', 'bias': true}",
        "tf.keras.layers.Conv2D(8, (3, 5), activation=None, use_bias=False, input_shape=(28, 28, 1)) | {'op': 'tf.nn.conv2d', 'filters': 8, 'kernel_size': [3, 5], 'padding': 'VALID', 'input_shape': [null, 28, 28, 1]}",
        "layers.Conv1D(4, 3, padding='causal', dilation_rate=2) | {'op': 'tf.nn.conv1d', 'filters': 4, 'kernel_size': 3, 'padding': 'causal', 'dilations': 2, 'bias': true}",
        "Conv2DTranspose(64, 4, strides=2, padding='same') | {'op': 'conv2d_transpose', 'filters': 64, 'kernel_size': 4, 'strides': 2, 'padding': 'SAME', 'output_padding': null, 'bias': true}",
        "keras.layers.Conv1DTranspose(2, 3, 2, output_padding=1) | {'op': 'conv1d_transpose', 'filters': 2, 'kernel_size': 3, 'strides': 2, 'padding': 'VALID', 'output_padding': 1, 'bias': true}",
        "keras.layers.DepthwiseConv2D(3, depth_multiplier=2, kernel_initializer='ones') | {'op': 'depthwise_conv2d', 'kernel_size': 3, 'depth_multiplier': 2, 'padding': 'VALID', 'bias': true}",
        "keras.layers.MaxPooling2D() | {'framework': 'tensorflow', 'op': 'max_pool2d', 'kernel_size': 2, 'strides': 2, 'padding': 'VALID'}",
        "keras.layers.AveragePooling1D(3, padding='same') | {'framework': 'tensorflow', 'op': 'avg_pool1d', 'kernel_size': 3, 'strides': 3, 'padding': 'SAME'}",
      })
  void aCallIsTheSpecItStandsFor(String call, String json) {
    if (json.equals("null")) {
      assertThatThrownBy(() -> layer(call)).isInstanceOf(Refusal.class);
      return;
    }
    LayerRecord expected = TestData.layer(json);
    Map<String, JsonValue> weightShape =
        json.contains("'name'") || !call.matches("(F|tf\\.nn)\\..*(w|filters).*")
            ? Map.of()
            : weightShape(expected.spec());
    assertThat(layer(call, weightShape).spec()).isEqualTo(expected.spec());
  }

  /** The kernel's shape as an option would give it, since a call does not say it. */
  private static Map<String, JsonValue> weightShape(Layer layer) {
    return layer.weightShape() == null
        ? Map.of()
        : Map.of(
            Argument.WEIGHT_SHAPE,
            new JsonArray(
                0,
                0,
                layer.weightShape().sizes().stream()
                    .<JsonValue>map(size -> new JsonNumber(0, 0, size.value()))
                    .toList()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nn.Conv2D(3, 64, 7) | nn.Conv2D is not a known convolution or pooling | 1",
        "Conv2D(3, 64, 7) | Conv2D may be the Keras class or a misspelt Conv2d of PyTorch | 1",
        "nn.Linear(3, 64) | nn.Linear is not a known convolution or pooling | 1",
        "nn.Conv2d(3, 64) | Conv2d needs kernel_size | 1",
        "keras.layers.AveragePooling2D() | AveragePooling2D needs pool_size | 1",
        "nn.Conv2d(kernel_size=3) | Conv2d needs in_channels and out_channels | 1",
        "nn.Conv2d(3, 64, 7, paddding=1) | Conv2d has no argument 'paddding' | 21",
        "nn.Conv2d(3, 64, 7, 1, 0, 1, 1, True, 'zeros', None, None, 4) | Conv2d takes at most 11 positional arguments | 60",
        "nn.Conv2d(3, 64, (7, 7) | the bracket is not closed | 10",
        "nn.Conv2d(3, 64, 7)) | ')' closes no bracket | 20",
        "nn.Conv2d(3, 64, 7.5 * 2) | '*' needs integers (got a decimal number: 7.5) | 18",
        "nn.ConvTranspose2d(3, 64, 7, padding_mode=mirror) | padding_mode must be a literal value (got a name: mirror) | 43",
        "F.conv2d(x, w, padding=1) | the kernel size is unknown: weight has no known shape (got w) | 13",
        "F.conv2d(x) | conv2d needs weight | 1",
        "tf.nn.conv2d(x, filters=self.w, strides=1, padding='SAME') | the kernel size is unknown: filters has no known shape (got self.w) | 25",
        "tf.nn.conv2d(x) | conv2d needs filters, strides and padding | 1",
        "tf.nn.conv2d_transpose() | conv2d_transpose needs input, filters, output_shape and strides | 1",
        "tf.nn.max_pool1d(x, 2, 2) | max_pool1d needs padding | 1",
        "F.conv2d(x, w, 2, 1) | bias is a tensor or None (got 2) | 16",
        "F.conv2d(x, None, w) | weight is a tensor (got None) | 13",
        "F.conv1d('x', w) | input is a tensor (got \"x\") | 10",
        "nn.Conv2d(3, 64, kernel=7) | Conv2d has no argument 'kernel' | 18",
        "nn.LazyConv2d(64) | LazyConv2d needs kernel_size | 1",
        "tf.nn.max_pool2d(x, 2, 2, 'same') | tf.nn.max_pool2d takes padding in upper case only (got \"same\") | 27",
        "tf.nn.avg_pool3d(x, 2, 2, padding='Valid') | tf.nn.avg_pool3d takes padding in upper case only (got \"Valid\") | 35",
        "tf.nn.conv1d_transpose(x, w, [1, 8, 2], 2, 'same') | tf.nn.conv1d_transpose takes padding in upper case only (got \"same\") | 44",
        "tf.nn.conv1d(x, w, 1, 'causal') | tf.nn.conv1d has no padding \"causal\" | 23",
        "tf.nn.max_pool2d(x, 2, 2, 'SAME', 'channels_last') | tf.nn.max_pool2d does not take the Keras data_format \"channels_last\" | 35",
        "keras.layers.Conv2D(3, 3, data_format='NHWC') | Keras takes data_format \"channels_last\" or \"channels_first\" (got \"NHWC\") | 39",
        "x = nn.Conv2d(3, 64, 7) | this is an assignment, not a call | 3",
        "conv2d(x, w) | conv2d is a name in both PyTorch and TensorFlow | 1",
        "keras.layers.Conv2D(64, 3, stride=2) | Conv2D has no argument 'stride' | 28",
        "nn.Conv2d(3, 64, 7, kernel_size=7) | the argument 'kernel_size' is given twice | 21",
        "nn.Conv2d(3, 64, k) | kernel_size must be a literal value (got a name: k) | 18",
        "nn.MaxPool2d(2, return_indices=True) | return_indices cannot be translated (got True) | 32",
        "keras.layers.Conv2D(64, 3, 2, dilation_rate=2) | Keras takes strides above 1 or a dilation_rate above 1, not both | 45",
        "keras.layers.Conv2DTranspose(64, 3, 2, 'same', 1) | Conv2DTranspose takes at most 4 positional arguments | 48",
        "nn.AvgPool1d(2, 1, 0, False, True, 3) | AvgPool1d takes at most 5 positional arguments | 36",
      })
  void whatCannotBeCalledIsShownInItsPlace(String call, String message, int column) {
    assertThatThrownBy(() -> layer(call))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.faults().get(0).message()).isEqualTo(message);
              assertThat(refusal.faults().get(0).place().column()).isEqualTo(column);
              assertThat(refusal.faults().get(0).place().excerpt()).isEqualTo(call);
            });
  }

  /** A name that is nearly right is suggested, one that computes something else is not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "resnet_utils.conv2d_same(net, 64, 7, stride=2) | conv2d_same of TF-slim pads the same amounts at every input size: 3 before and 3 after; translate conv2d --kernel-size 7 --stride 2 --padding 3",
        "conv2d_same(net, 64, 3, 2, rate=2) | conv2d_same of TF-slim pads the same amounts at every input size: 2 before and 2 after; translate conv2d --kernel-size 3 --stride 2 --padding 2 --dilation 2",
        "conv2d_same(net, 64, 3, 1) | conv2d_same of TF-slim with stride 1 is conv2d with padding=\"SAME\"",
        "conv2d_same(net, 64, 4, 2) | conv2d_same of TF-slim pads the same amounts at every input size: 1 before and 2 after, then runs with padding=\"VALID\"",
        "conv2d_same(net, 64, k, 2) | conv2d_same of TF-slim pads the same amounts at every input size: rate * (kernel_size - 1) in all, unlike padding=\"SAME\"",
        "conv2d_fixed_padding(inputs=x, filters=64, kernel_size=3, strides=2, data_format=f) | conv2d_fixed_padding of tensorflow/models pads the same amounts at every input size: 1 before and 1 after; translate conv2d --kernel-size 3 --stride 2 --padding 1",
        "slim.conv2d_in_plane(net, 64, 3) | padbridge help layers lists the known layers",
        "nn.Conv2D(3, 64, 3) | nn.Conv2d of PyTorch, paddle.nn.Conv2D or mxnet.gluon.nn.Conv2D",
        "nn.Conv2dTranspose(3, 64, 3) | did you mean 'nn.ConvTranspose2d'?",
        "nn.Deconv2d(3, 64, 3) | did you mean 'nn.ConvTranspose2d'?",
        "nn.AvgPool3D(2) | nn.AvgPool3d of PyTorch, or mxnet.gluon.nn.AvgPool3D",
        "nn.ZeroPad2d(1) | for a padding alone, run padbridge pad",
        "tf.keras.layers.ZeroPadding2D(1) | for a padding alone, run padbridge pad",
        "np.pad(x, 1) | for a padding alone, run padbridge pad",
        "UpConv2d(3, 64, 3) | padbridge help layers lists the known layers",
        "WSConv2d(3, 64, 3) | padbridge help layers lists the known layers",
        "tf.conv2d(x, w) | did you mean 'tf.nn.conv2d'?",
        "tf.nn.average_pool2d(x, 2) | did you mean 'tf.nn.avg_pool2d'?",
        "tf.nn.max_pooling3d(x, 2) | did you mean 'tf.nn.max_pool3d'?",
        "tf.nn.dilation2d(x, w) | padbridge help layers lists the known layers",
        "tf.nn.fractional_max_pool(x, 2) | padbridge help layers lists the known layers",
        "tf.nn.max_pool_with_argmax(x, 2, 2, 'SAME') | tf.nn.max_pool2d takes the same maxima",
        "tf.nn.conv2d_backprop_input(s, w, x) | tf.nn.conv2d_transpose, with input_sizes as output_shape",
        "layers.conv2d(x, 64, 3) | tf.layers.conv2d and tf.contrib.layers.conv2d differ in the default of padding: write the whole name",
        "layers.max_pooling2d(x, 2, 2) | write tf.layers.max_pooling2d",
        "keras.ops.conv(x, k) | tf.nn.convolution takes the same arguments, with padding in upper case",
        "K.conv2d(x, k) | tf.nn.conv2d takes the same kernel, with padding in upper case",
        "TimeDistributed(Conv2D(64, 3)) | give the layer inside: it is applied at each time step",
        "paddle.nn.Conv2d(3, 64, 3) | did you mean 'paddle.nn.Conv2D'?",
        "mx.gluon.nn.Conv2d(3, 3) | did you mean 'mxnet.gluon.nn.Conv2D'?",
        "mlx.nn.Conv2d(3, 64, 3) | nn.Conv2d computes it on channels-first data; give the arguments by name",
        "create_conv2d(3, 64, 3) | nn.Conv2d with padding=((stride - 1) + dilation * (kernel_size - 1)) // 2, unless its padding is given",
        "torchvision.ops.Conv2dNormActivation(3, 64) | nn.Conv2d with padding=(kernel_size - 1) // 2 * dilation, unless its padding is given",
        "ConvModule(3, 64, 3) | nn.Conv2d with the same arguments, unless conv_cfg names another class",
        "detectron2.layers.Conv2d(3, 64, 3) | nn.Conv2d with the same arguments, then norm and activation",
        "Conv2dDynamicSamePadding(3, 64, 3) | timm.layers.Conv2dSame pads the same amounts; dilation and groups by name",
        "nn.Unfold(3, stride=2) | tf.image.extract_patches of the same data, padded and in NHWC, has these columns with taps before channels: reshape to (N, L, kh * kw, C), transpose by [0, 3, 2, 1], reshape to (N, C * kh * kw, L)",
        "F.unfold(x, 3) | tf.image.extract_patches of the same data, padded and in NHWC, has these columns with taps before channels: reshape to (N, L, kh * kw, C), transpose by [0, 3, 2, 1], reshape to (N, C * kh * kw, L)",
        "tf.image.extract_patches(x, 3, 2, 1, 'SAME') | F.unfold of the same data, padded and in NCHW, has these patches with channels before taps: view as (N, C, kh * kw, H, W), permute by (0, 3, 4, 2, 1), reshape to (N, H, W, kh * kw * C)",
        "tf.extract_image_patches(x, 3, 2, 1, 'SAME') | F.unfold of the same data, padded and in NCHW, has these patches with channels before taps: view as (N, C, kh * kw, H, W), permute by (0, 3, 4, 2, 1), reshape to (N, H, W, kh * kw * C)",
        "mindspore.nn.Conv2d(3, 64, 3) | padbridge help layers lists the known layers",
        "L.Convolution2D(3, 64, 3) | padbridge help layers lists the known layers",
        "jax.lax.dot(x, w, (1, 1), 'SAME') | padbridge help layers lists the known layers",
        "snt.Conv2D(64, 3) | padbridge help layers lists the known layers",
        "kears.layers.Conv2D(3, 3) | did you mean 'keras.layers.Conv2D'?",
        "nn.Conv2dd(3, 4, 3) | did you mean 'nn.Conv2d'?",
        "tf.nn.conv2d_transpos(x, w) | did you mean 'tf.nn.conv2d_transpose'?",
        "nn.Conv4d(3, 4, 3) | padbridge help layers lists the known layers",
        "nn.MaxUnpool2d(2) | padbridge help layers lists the known layers",
        "MaxPool2dSame(3, 2) | padbridge help layers lists the known layers",
      })
  void hints(String call, String help) {
    assertThatThrownBy(() -> layer(call))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.faults().get(0).help()).isEqualTo(help));
  }

  @Test
  void optionsReplaceWhatTheCallSays() {
    JsonValue five = new JsonNumber(0, 0, 5L);
    assertThat(layer("nn.Conv2d(3, 64, k)", Map.of(Argument.KERNEL_SIZE, five)).spec())
        .isEqualTo(layer("nn.Conv2d(3, 64, 5)").spec());
    assertThat(layer("nn.Conv2d(3, 64, 3, 2)", Map.of(Argument.STRIDE, five)).spec())
        .isEqualTo(layer("nn.Conv2d(3, 64, 3, 5)").spec());
    JsonValue shape = array(2, 5, 16, 16);
    Layer lazy = layer("nn.LazyConv2d(64, 3)", Map.of(Argument.INPUT_SHAPE, shape)).spec();
    assertThat(lazy)
        .isEqualTo(layer("nn.Conv2d(5, 64, 3)", Map.of(Argument.INPUT_SHAPE, shape)).spec());
    String printed = "LazyConv2d(0, 64, kernel_size=(3, 3), stride=(1, 1))";
    assertThat(layer(printed, Map.of(Argument.INPUT_SHAPE, shape)).spec()).isEqualTo(lazy);
  }

  /** What the call does not say stays open, and is no number. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "keras.layers.Conv1D(64, 3) | (3, C_in, 64) | (N, L_in, C_in) | (N, L_in - 2, 64)",
        "keras.layers.Conv2D(64, 3, groups=4) | (3, 3, C_in/4, 64) | (N, H_in, W_in, C_in) | (N, H_in - 2, W_in - 2, 64)",
        "keras.layers.Conv2D(64, 3, data_format='channels_first') | (3, 3, C_in, 64) | (N, C_in, H_in, W_in) | (N, 64, H_in - 2, W_in - 2)",
        "keras.layers.Conv3D(8, 1) | (1, 1, 1, C_in, 8) | (N, D_in, H_in, W_in, C_in) | (N, D_in, H_in, W_in, 8)",
        "keras.layers.DepthwiseConv1D(3, padding='same') | (3, C_in, 1) | (N, L_in, C_in) | (N, L_in, C_in)",
        "keras.layers.DepthwiseConv2D(3, strides=2, padding='same', depth_multiplier=2) | (3, 3, C_in, 2) | (N, H_in, W_in, C_in) | (N, floor((H_in + 1)/2), floor((W_in + 1)/2), 2*C_in)",
        "keras.layers.Conv1DTranspose(5, 4, strides=2) | (4, 5, C_in) | (N, L_in, C_in) | (N, 2*L_in + 2, 5)",
        "keras.layers.Conv3DTranspose(5, 2, strides=2) | (2, 2, 2, 5, C_in) | (N, D_in, H_in, W_in, C_in) | (N, 2*D_in, 2*H_in, 2*W_in, 5)",
        "keras.layers.MaxPooling1D() | | (N, L_in, C_in) | (N, floor(L_in/2), C_in)",
        "keras.layers.AveragePooling3D(2) | | (N, D_in, H_in, W_in, C_in) | (N, floor(D_in/2), floor(H_in/2), floor(W_in/2), C_in)",
        "tf.nn.avg_pool2d(x, 2, 2, 'VALID') | | (N, H_in, W_in, C_in) | (N, floor(H_in/2), floor(W_in/2), C_in)",
        "nn.MaxPool2d(2) | | (N, C_in, H_in, W_in) | (N, C_in, floor(H_in/2), floor(W_in/2))",
        "F.avg_pool1d(x, 2) | | (N, C_in, L_in) | (N, C_in, floor(L_in/2))",
        "nn.LazyConv2d(64, 3, groups=2) | (64, C_in/2, 3, 3) | (N, C_in, H_in, W_in) | (N, 64, H_in - 2, W_in - 2)",
        "nn.LazyConvTranspose1d(6, 2, groups=3) | (C_in, 2, 2) | (N, C_in, L_in) | (N, 6, L_in + 1)",
        "LazyConv2d(0, 64, kernel_size=(3, 3), stride=(1, 1)) | (64, C_in, 3, 3) | (N, C_in, H_in, W_in) | (N, 64, H_in - 2, W_in - 2)",
      })
  void channelsThatTheCallDoesNotSayStayOpen(
      String call, String weight, String input, String output) {
    Layer layer = layer(call).spec();
    assertThat(layer.weightShape() == null ? null : layer.weightShape().toString())
        .isEqualTo(weight);
    assertThat(layer.inputShape()).hasToString(input);
    assertThat(layer.outputShape()).hasToString(output);
  }

  @Test
  void kerasTakesItsWordsInAnyCase() {
    assertThat(
            layer("keras.layers.Conv1D(3, 3, padding='Causal', data_format='Channels_Last')")
                .spec())
        .isEqualTo(layer("keras.layers.Conv1D(3, 3, padding='causal')").spec());
    assertThat(layer("keras.layers.MaxPooling2D(2, padding='SaMe')").spec())
        .isEqualTo(layer("keras.layers.MaxPooling2D(2, padding='same')").spec());
  }

  @Test
  void channelsThatAreSaidElsewhereAreKnown() {
    String call = "keras.layers.DepthwiseConv2D(3, depth_multiplier=2)";
    JsonValue five = new JsonNumber(0, 0, 5L);
    assertThat(layer(call, Map.of(Argument.IN_CHANNELS, five)).spec().weightShape())
        .hasToString("(3, 3, 5, 2)");
    JsonValue input = array(1, 8, 8, 7);
    assertThat(layer(call, Map.of(Argument.INPUT_SHAPE, input)).spec().weightShape())
        .hasToString("(3, 3, 7, 2)");
    JsonValue weight = array(3, 3, 4, 8);
    String function = "tf.nn.conv2d(x, w, 1, 'SAME')";
    assertThat(layer(function, Map.of(Argument.WEIGHT_SHAPE, weight)).spec().inputShape())
        .hasToString("(N, H_in, W_in, 4)");
    JsonValue three = new JsonNumber(0, 0, 3L);
    Layer open = layer(function, Map.of(Argument.KERNEL_SIZE, three)).spec();
    assertThat(open.weightShape()).hasToString("(3, 3, C_in, C_out)");
    assertThat(open.outputShape()).hasToString("(N, H_in, W_in, C_out)");
  }

  @Test
  void linesAndCommentsAreAsInPython() {
    String call = "nn.Conv2d(\r\n\t3,  # colours\n\t64, kernel_size=(7,\n 7), # größe\n)\n";
    assertThat(layer(call).spec()).isEqualTo(layer("nn.Conv2d(3, 64, 7)").spec());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(conv1): ", ">>> ", "\uFEFF", "  ", "In [12]: ", "(0): "})
  void whatStandsBeforeACallWhereItIsCopiedFrom(String before) {
    String call = CallReader.callIn(before + "nn.Conv2d(3, 64, (7, 7))");
    assertThat(layer(call).spec()).isEqualTo(layer("nn.Conv2d(3, 64, 7)").spec());
    assertThat(call).hasSize(before.length() + 24);
  }

  @Test
  void whatIsIgnoredIsNoted() {
    SourceText text = new SourceText("", "nn.Conv2d(3, 64, 7, device='cuda', dtype=torch.half)");
    assertThat(CallReader.read(text, Map.of()).notes())
        .containsExactly("device and dtype do not change the numbers and are ignored");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keras.layers.Conv2D(64, 3, activation='relu')",
        "keras.layers.Conv2DTranspose(64, 3, activation='relu')",
        "keras.layers.DepthwiseConv1D(3, activation='relu')"
      })
  void anActivationIsNoted(String call) {
    ReadCall read = CallReader.read(new SourceText("", call), Map.of());
    assertThat(read.notes())
        .containsExactly("activation \"relu\" is ignored: apply it after the layer");
    assertThat(layer(call).spec())
        .isEqualTo(layer(call.replace("activation='relu'", "activation=None")).spec());
  }

  @ParameterizedTest
  @ValueSource(strings = {"None", "'linear'", "False"})
  void noActivationIsNotNoted(String none) {
    String call = "keras.layers.Conv2D(64, 3, activation=" + none + ")";
    assertThat(CallReader.read(new SourceText("", call), Map.of()).notes()).isEmpty();
  }

  private static JsonArray array(long... numbers) {
    return new JsonArray(
        0, 0, Arrays.stream(numbers).<JsonValue>mapToObj(n -> new JsonNumber(0, 0, n)).toList());
  }

  /** Keras' rules for the length of a transposed convolution, against its documentation's loop. */
  @ParameterizedTest
  @ValueSource(strings = {"same", "valid"})
  void kerasLengths(String padding) {
    int cases = 0;
    for (int in = 1; in <= 6; in++) {
      for (int kernel = 1; kernel <= 6; kernel++) {
        for (int stride = 1; stride <= 4; stride++) {
          for (int more = -1; more < stride; more++) {
            String call =
                "keras.layers.Conv1DTranspose(1, "
                    + kernel
                    + ", strides="
                    + stride
                    + ", padding='"
                    + padding
                    + "', output_padding="
                    + (more < 0 ? "None" : more)
                    + ", input_shape=("
                    + in
                    + ", 1))";
            int length = deconvOutputLength(in, kernel, padding, more, stride);
            boolean runs = -Math.floorDiv(-length, stride) == in || padding.equals("valid");
            if (runs) {
              assertThat(layer(call).spec().outputSize(0).value()).as(call).isEqualTo(length);
            } else {
              // TensorFlow refuses what Keras asks of it here.
              assertThatThrownBy(() -> layer(call)).isInstanceOf(Refusal.class);
            }
            cases++;
          }
        }
      }
    }
    assertThat(cases).isEqualTo(6 * 6 * (2 + 3 + 4 + 5));
  }

  /** Written after the description of {@code output_padding} in Keras' documentation. */
  private static int deconvOutputLength(
      int in, int kernel, String padding, int outputPadding, int stride) {
    if (outputPadding < 0) {
      return padding.equals("same") ? in * stride : in * stride + Math.max(kernel - stride, 0);
    }
    int pad = padding.equals("same") ? kernel / 2 : 0;
    return (in - 1) * stride + kernel - 2 * pad + outputPadding;
  }
}
