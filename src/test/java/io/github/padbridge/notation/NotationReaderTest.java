package io.github.padbridge.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotationReaderTest {
  /** {@code rank 4}, {@code NHWC} or {@code 1,3,?,5}, several with a blank between. */
  private static TensorContext asked(String text) {
    Integer rank = null;
    DataLayout layout = null;
    Shape shape = null;
    for (String word : text == null ? new String[0] : text.split(" ")) {
      if (word.matches("[1-6]")) {
        rank = Integer.valueOf(word);
      } else if (DataLayout.named(word).isPresent()) {
        layout = DataLayout.named(word).get();
      } else {
        List<Size> sizes = new ArrayList<>();
        for (String size : word.split(",", 0)) {
          sizes.add(size.equals("?") ? Size.unknown("n") : Size.of(Long.parseLong(size)));
        }
        shape = new Shape(sizes);
      }
    }
    return new TensorContext(rank, layout, shape);
  }

  private static String shown(TensorPadding padding) {
    String axes =
        padding.axes().stream()
            .map(a -> a.before() + "," + a.after() + (a.interior() == 0 ? "" : "," + a.interior()))
            .collect(Collectors.joining(" "));
    String layout = padding.layout() == null ? "-" : padding.layout().toString();
    String value = padding.mode() == FillMode.CONSTANT ? " " + padding.value().shown() : "";
    return layout + ": " + axes + " " + padding.mode().id() + value;
  }

  /** Notation, what is said of the tensor, what it pads. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The documentation of torch.nn.functional.pad.
        "F.pad(t4d, (1, 1), 'constant', 0) | 4 | NCHW: 0,0 0,0 0,0 1,1 constant 0",
        "F.pad(t4d, (1, 1, 2, 2), 'constant', 0) | 4 | NCHW: 0,0 0,0 2,2 1,1 constant 0",
        "F.pad(t4d, (0, 1, 2, 1, 3, 3), 'constant', 0) | NCHW | NCHW: 0,0 3,3 2,1 0,1 constant 0",
        "F.pad(t4d, (0, 1, 2, 1, 3, 3)) | 4 | -: 0,0 3,3 2,1 0,1 constant 0",
        "torch.nn.functional.pad(x, pad=[1, 2, 0, 3], value=-1) | 1,3,8,8 | NCHW: 0,0 0,0 0,3 1,2 constant -1",
        "F.pad(x, (1, 2)) | 1 | -: 1,2 constant 0",
        "F.pad(x, (1, 2)) | 2 | -: 0,0 1,2 constant 0",
        "F.pad(x, (1, 2)) | 3 | NCL: 0,0 0,0 1,2 constant 0",
        "F.pad(x, (1, 2, 3, 4)) | 3 | -: 0,0 3,4 1,2 constant 0",
        "F.pad(x, (1, 2, 3, 4)) | CHW | CHW: 0,0 3,4 1,2 constant 0",
        "F.pad(x, (1, 2, 3, 4), mode='reflect') | 3 | CHW: 0,0 3,4 1,2 reflect",
        "F.pad(x, (1, 2), 'reflect') | 2 | CL: 0,0 1,2 reflect",
        "F.pad(x, (1, 2, 3, 4), mode='replicate') | 4 | NCHW: 0,0 0,0 3,4 1,2 replicate",
        "F.pad(x, (1, 2, 3, 4, 5, 6), mode='circular') | 5 | NCDHW: 0,0 0,0 5,6 3,4 1,2 circular",
        "F.pad(x, (1, 2, 3, 4, 5, 6), mode='circular') | 4 | CDHW: 0,0 5,6 3,4 1,2 circular",
        "F.pad(x, (-1, -2, 0, 3)) | 4 | NCHW: 0,0 0,0 0,3 -1,-2 constant 0",
        "F.pad(x, (1, 2), value=float('-inf')) | 5 | NCDHW: 0,0 0,0 0,0 0,0 1,2 constant -inf",
        "F.pad(x, (1, 2), value=-math.inf) | 6 | -: 0,0 0,0 0,0 0,0 0,0 1,2 constant -inf",
        "F.pad(x, (1, 2), value=None) | 3 | NCL: 0,0 0,0 1,2 constant 0",
        "F.pad(x, (1, 2)) | NHWC | NHWC: 0,0 0,0 0,0 1,2 constant 0",
        "F.pad(x, ()) | 4 | NCHW: 0,0 0,0 0,0 0,0 constant 0",
        "F.pad(x, ((3 - 1) // 2, 2 ** 2)) | 3 | NCL: 0,0 0,0 1,4 constant 0",
        // A module, by what its documentation says of its input.
        "nn.ZeroPad2d(2) |  | NCHW: 0,0 0,0 2,2 2,2 constant 0",
        "nn.ZeroPad2d((1, 1, 2, 0)) |  | NCHW: 0,0 0,0 2,0 1,1 constant 0",
        "torch.nn.ZeroPad2d((1, 1, 2, 0)) | 3 | CHW: 0,0 2,0 1,1 constant 0",
        "ZeroPad1d((1, -2)) |  | NCL: 0,0 0,0 1,-2 constant 0",
        "nn.ConstantPad3d((3, 3, 6, 6, 0, 1), 3.5) |  | NCDHW: 0,0 0,0 0,1 6,6 3,3 constant 3.5",
        "nn.ConstantPad1d(2, value=1) | 2 | CL: 0,0 2,2 constant 1",
        "nn.ReflectionPad2d((1, 1, 2, 0)) |  | NCHW: 0,0 0,0 2,0 1,1 reflect",
        "nn.ReplicationPad3d(3) | 4 | CDHW: 0,0 3,3 3,3 3,3 replicate",
        "nn.CircularPad1d((3, 1)) |  | NCL: 0,0 0,0 3,1 circular",
        // A layer's argument: the axes in order.
        "padding=(1, 0) |  | NCHW: 0,0 0,0 1,1 0,0 constant 0",
        "padding=(1, 0), padding_mode='reflect' | 3 | CHW: 0,0 1,1 0,0 reflect",
        "padding = 2 | 5 | NCDHW: 0,0 0,0 2,2 2,2 2,2 constant 0",
        "padding = 2 | CHW | CHW: 0,0 2,2 2,2 constant 0",
        "nn.Conv2d(3, 64, 7, 2, 3) |  | NCHW: 0,0 0,0 3,3 3,3 constant 0",
        "nn.Conv1d(3, 64, 7, padding=(3,), padding_mode='zeros') |  | NCL: 0,0 0,0 3,3 constant 0",
        // The documentation of tf.pad.
        "tf.pad(t, tf.constant([[1, 1,], [2, 2]]), \"CONSTANT\") |  | -: 1,1 2,2 constant 0",
        "tf.pad(t, [[1, 1], [2, 2]], mode='symmetric') |  | -: 1,1 2,2 symmetric",
        "tf.pad(t, [[0, 0], [0, 3], [1, 2], [0, 0]], constant_values=9) | NHWC | NHWC: 0,0 0,3 1,2 0,0 constant 9",
        "tf.pad(t, [[0, 2]], mode='REFLECT', constant_values=9) | 3, | -: 0,2 reflect",
        // The documentation of keras.layers.ZeroPadding.
        "keras.layers.ZeroPadding1D(padding=2) |  | NLC: 0,0 2,2 0,0 constant 0",
        "keras.layers.ZeroPadding1D((1, 2)) |  | NLC: 0,0 1,2 0,0 constant 0",
        "tf.keras.layers.ZeroPadding2D((1, 2)) |  | NHWC: 0,0 1,1 2,2 0,0 constant 0",
        "layers.ZeroPadding2D(((0, 3), (1, 2))) |  | NHWC: 0,0 0,3 1,2 0,0 constant 0",
        "ZeroPadding2D((1, (2, 3)), data_format='channels_first') |  | NCHW: 0,0 0,0 1,1 2,3 constant 0",
        "ZeroPadding2D() |  | NHWC: 0,0 1,1 1,1 0,0 constant 0",
        "ZeroPadding2D(1, data_format=None, name='pad') | NCHW | NCHW: 0,0 0,0 1,1 1,1 constant 0",
        "ZeroPadding3D((1, 2, 3)) |  | NDHWC: 0,0 1,1 2,2 3,3 0,0 constant 0",
        // The documentation of keras.layers.Cropping.
        "keras.layers.Cropping1D() |  | NLC: 0,0 -1,-1 0,0 constant 0",
        "keras.layers.Cropping1D(cropping=(1, 2)) | 1,4,3 | NLC: 0,0 -1,-2 0,0 constant 0",
        "keras.layers.Cropping2D() |  | NHWC: 0,0 0,0 0,0 0,0 constant 0",
        "tf.keras.layers.Cropping2D(((2, 3), 4)) |  | NHWC: 0,0 -2,-3 -4,-4 0,0 constant 0",
        "Cropping3D(2, data_format='channels_first') |  | NCDHW: 0,0 0,0 -2,-2 -2,-2 -2,-2 constant 0",
        // NumPy stretches what is short (measured with NumPy 2.4 and JAX 0.10).
        "np.pad(a, ((3, 2), (2, 3)), 'edge') |  | -: 3,2 2,3 replicate",
        "np.pad(a, 1) | 2 | -: 1,1 1,1 constant 0",
        "np.pad(a, {1: (1, 2), -1: 3}) | 4 | -: 0,0 1,2 0,0 3,3 constant 0",
        "np.pad(a, {-2: 2 // 2}, mode='wrap') | 3 | -: 0,0 1,1 0,0 circular",
        "ops.pad(a, [[1, 2], [6 / 2, 0]]) |  | -: 1,2 3,0 constant 0",
        "np.pad(a, (1, 2)) | 2 | -: 1,2 1,2 constant 0",
        "np.pad(a, ((1, 2),), mode='wrap') | 3 | -: 1,2 1,2 1,2 circular",
        "np.pad(a, ((1,), (2,))) |  | -: 1,1 2,2 constant 0",
        "numpy.pad(a, [[0, 1], [2, 0]], constant_values=((4, 4), (4, 4))) |  | -: 0,1 2,0 constant 4",
        "np.pad(a, ((7, 8),), mode='reflect') | 3, | -: 7,8 reflect",
        "jnp.pad(a, ((0, 1), (2, 0)), mode='symmetric', reflect_type='even') |  | -: 0,1 2,0 symmetric",
        // The documentation of jax.lax.pad.
        "jax.lax.pad(x, 0, [(2, 3, 0)]) |  | -: 2,3 constant 0",
        "lax.pad(x, 0., [(0, 0, 1)]) |  | -: 0,0,1 constant 0",
        "lax.pad(x, -1, [(-1, 2, 0), (2, -2, 0)]) |  | -: -1,2 2,-2 constant -1",
        "[(0, 3), (1, 2)] |  | NCHW: 0,0 0,0 0,3 1,2 constant 0",
        "((0, 3), (1, -2)) | NHWC | NHWC: 0,0 0,3 1,-2 0,0 constant 0",
        "padding=[(0, 3)] |  | NCL: 0,0 0,0 0,3 constant 0",
        "lax.conv_general_dilated(x, w, (1, 1), [(0, 3), (1, 2)]) |  | NCHW: 0,0 0,0 0,3 1,2 constant 0",
        "jax.lax.conv_general_dilated(x, w, (1, 1), [(0, 3), (1, 2)], dimension_numbers=('NHWC', 'HWIO', 'NHWC')) |  | NHWC: 0,0 0,3 1,2 0,0 constant 0",
        "lax.conv_general_dilated(x, w, (1, 1), [(0, 3), (1, 2)], (1, 3), dimension_numbers=None) |  | NCHW: 0,0 0,0 0,3 1,2,2 constant 0",
        "padding=[(0, 3), (1, 2)], lhs_dilation=(2, 1) | NHWC | NHWC: 0,0 0,3,1 1,2 0,0 constant 0",
        "lax.conv_general_dilated(x, w, (1, 1), 'VALID') |  | NCHW: 0,0 0,0 0,0 0,0 constant 0",
        // The documentation of ONNX's Pad.
        "pads=[0, 2, 0, 0] | 2 | -: 0,0 2,0 constant 0",
        "pads=[0, 0, 0, 1, 0, 0, 3, 2] |  | -: 0,0 0,0 0,3 1,2 constant 0",
        "pads=[0, 0, 0, 1, 0, 0, 3, -2], constant_value=1.5 | NCHW | NCHW: 0,0 0,0 0,3 1,-2 constant 1.5",
        "pads=[0, 1, 3, 2] | 4 | NCHW: 0,0 0,0 0,3 1,2 constant 0",
        "pads=[0, 1, 3, 2], mode='edge' |  | -: 0,3 1,2 replicate",
        "helper.make_node('Conv', ['x', 'w'], ['y'], pads=[0, 1, 3, 2], strides=[2, 2]) |  | NCHW: 0,0 0,0 0,3 1,2 constant 0",
        "onnx.Conv(kernel_shape=[3, 3], pads=[0, 1, 3, 2]) |  | NCHW: 0,0 0,0 0,3 1,2 constant 0",
        "onnx.Pad(mode='wrap', pads=[1, 2]) |  | -: 1,2 circular",
        "onnx.helper.make_node('Pad', inputs=['x'], outputs=['y'], mode='wrap', pads=[1, 2]) |  | -: 1,2 circular",
      })
  void valid(String notation, String tensor, String expected) {
    assertThat(shown(NotationReader.read("command line", notation, asked(tensor))))
        .isEqualTo(expected);
  }

  /** Notation, what is said of the tensor, the column or option it points to, the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "F.pda(x, (1, 2)) | 4 | 1 | F.pda is not a known padding",
        "pad(x, (1, 2)) | 4 | 1 | pad is not a known padding",
        "paddin=(1, 2) |  | 1 | unknown argument 'paddin='",
        "x = F.pad(x, (1, 2)) | 4 | 3 | this is an assignment, not a call",
        "(1, 2, 0, 3) | 4 | 1 | numbers alone do not tell their axes",
        "F.pad(x, (1, 2)) |  | 10 | the rank of the tensor is unknown",
        "F.pad((1, 2)) | 4 | 1 | F.pad needs the argument 'pad'",
        "F.pad(x, (1, 2, 3)) | 4 | 10 | expected two numbers for each axis, before and after (got 3)",
        "F.pad(x, (1, 2, 3, 4)) | 1 | 10 | F.pad takes at most two numbers for each axis (got 4 for rank 1)",
        "F.pad(x, (1, 2.0)) | 4 | 14 | an amount must be an integer (got a decimal number: 2.0)",
        "F.pad(x, (1, True)) | 4 | 14 | an amount must be an integer (got a boolean: True)",
        "F.pad(x, (1, p)) | 4 | 14 | an amount must be an integer (got a name: p)",
        "F.pad(x, (1, 3000000000)) | 4 | 14 | an amount must fit 32 bits (got 3000000000)",
        "F.pad(x, (1, -2147483648)) | 4 | 14 | an amount must fit 32 bits",
        "F.pad(x, (1, -9223372036854775808)) | 4 | 14 | an amount must fit 32 bits",
        "F.pad(x, 3) | 4 | 10 | pad must be a tuple or list (got an integer: 3)",
        "F.pad(x, (1, 2), mode='symmetric') | 4 | 23 | unknown mode \"symmetric\"",
        "F.pad(x, (1, 2), mode='CONSTANT') | 4 | 23 | unknown mode \"CONSTANT\"",
        "F.pad(x, (1, 2), mode='reflect', value=1) | 3 | 40 | mode reflect takes no value (got 1)",
        "F.pad(x, (1, 2), mode='reflect') | 4 | 10 | F.pad with mode reflect pads the last 1, 2 or 3 axes",
        "F.pad(x, (1, 2, 0, 0), mode='circular') | 5 | 10 | F.pad with mode circular pads the last 1, 2 or 3 axes",
        "F.pad(x, (-1, 2), mode='replicate') | 3 | 10 | negative amounts need mode constant",
        "F.pad(x, (0, 4), mode='reflect') | 1,2,4 | 10 | reflect needs amounts smaller than the axis (got 4 on axis L of 4)",
        "F.pad(x, (0, 5), mode='circular') | 1,2,4 | 10 | circular needs amounts no larger than the axis (got 5 on axis L of 4)",
        "F.pad(x, (1, 1), mode='replicate') | 1,2,0 | 10 | replicate needs elements to copy (got axis L of 0)",
        "F.pad(x, (-3, -2)) | 1,2,4 | 10 | negative amounts must not crop more than the axis (got 5 on axis L of 4)",
        "keras.layers.Cropping1D((3, 2)) | 1,4,3 | 1 | negative amounts must not crop more than the axis (got 5 on axis L of 4)",
        "keras.layers.Cropping1D(padding=1) |  | 25 | keras.layers.Cropping1D has no argument 'padding'",
        "keras.layers.Cropping2D((-1, 0)) |  | 26 | cropping must not be negative (got -1)",
        "F.pad(x, (1, 2), value=fill) | 4 | 24 | the value must be a number (got a name: fill)",
        "F.pad(x, (1, 2), value=9007199254740993) | 4 | 24 | the value must be a number that float64 holds",
        "F.pad(x, (1, 2), valeu=1) | 4 | 18 | F.pad has no argument 'valeu'",
        "F.pad(x, (1, 2), 'constant', 0, 1) | 4 | 33 | F.pad takes at most 4 positional arguments",
        "F.pad(x, (1, 2), pad=1) | 4 | 18 | the argument 'pad' is given twice",
        "nn.ZeroPad2d((1, 2)) |  | 14 | nn.ZeroPad2d takes one number or 4 (got 2)",
        "nn.ZeroPad2d(1) | 5 | --rank | this pads 2 spatial axes of a tensor of rank 3 or 4 (got rank 5)",
        "nn.ConstantPad2d(1) |  | 1 | nn.ConstantPad2d needs the argument 'value'",
        "nn.ReflectionPad1d(-1) |  | 20 | negative amounts need mode constant",
        "nn.ConvTranspose2d(3, 4, 5, padding=1) |  | 1 | the padding of a transposed convolution crops",
        "nn.Conv2d(3, 4, 5) |  | 1 | nn.Conv2d needs the argument 'padding'",
        "nn.Conv2d(3, 4, 5, padding=(1,)) |  | 28 | padding must have one number for each spatial axis (got 1)",
        "nn.Conv2d(3, 4, 5, padding='same') |  | 28 | the padding must be numbers: a name depends on the kernel (got \"same\")",
        "nn.Conv2d(3, 4, 5, padding=1) | NHWC | 28 | a PyTorch layer has the channels before the spatial axes",
        "padding=1 |  | 9 | the rank of the tensor is unknown: one number",
        "padding=1 | 2 | 9 | a layer must have 1 to 3 spatial axes (got a tensor of rank 2)",
        "padding=(1, -1) |  | 13 | padding must not be negative (got -1)",
        "padding=(1, 0) | 5 | --rank | this pads 2 spatial axes of a tensor of rank 3 or 4 (got rank 5)",
        "padding=(1, 0) | NCL | 9 | this pads 2 spatial axes, and NCL has 1",
        "padding=(1, 2, 3, 4) |  | 9 | padding must have 1 to 3 numbers, one for each spatial axis (got 4)",
        "tf.pad(x, [[0, -1]]) |  | 16 | a row of paddings must not be negative (got -1)",
        "tf.pad(x, [[0, 1]]) | 2 | 11 | this pads a tensor of rank 1 (got rank 2)",
        "tf.pad(x, [[0, 1, 2]]) |  | 12 | a row of paddings must be two numbers, before and after (got 3)",
        "tf.pad(x, [1, 2]) |  | 12 | a row of paddings must be a tuple or list (got an integer: 1)",
        "tf.pad(x, []) |  | 11 | a tensor must have 1 to 6 axes (got 0)",
        "tf.pad(x, [[0, 3]], 'REFLECT') | 3, | 11 | reflect needs amounts smaller than the axis (got 3 on axis 0 of 3)",
        "tf.pad(x, [[0, 4]], 'SYMMETRIC') | 3, | 11 | symmetric needs amounts no larger than the axis (got 4 on axis 0 of 3)",
        "tf.pad(x, [[0, 4]], 'EDGE') |  | 21 | unknown mode \"EDGE\"",
        "tf.pad(x, [[0,1],[0,1],[0,1],[0,1],[0,1],[0,1]], 'REFLECT') |  | 11 | mirrors tensors of rank 1 to 5 (got rank 6)",
        "tf.pad(x, [[0,1],[0,1],[0,1],[0,1],[0,1],[0,1],[0,1]]) |  | 11 | a tensor must have 1 to 6 axes (got 7)",
        "ZeroPadding2D((1, 2, 3)) |  | 15 | ZeroPadding2D takes a number, or one entry for each spatial axis: 2 (got 3)",
        "ZeroPadding2D((-1, 2)) |  | 16 | padding must not be negative (got -1)",
        "ZeroPadding1D((1, 2, 3)) |  | 15 | padding must be two numbers, before and after (got 3)",
        "ZeroPadding2D(1, 'channels_lst') |  | 18 | data_format must be channels_last or channels_first",
        "ZeroPadding2D(1, 'channels_last') | NCHW | 18 | data_format and --layout must agree",
        "ZeroPadding2D(1) | 3 | --rank | this pads 2 spatial axes of a tensor of rank 4 (got rank 3)",
        "ZeroPadding2D(1) | HWC | --layout | this pads 2 spatial axes of a tensor of rank 4 (got rank 3)",
        "np.pad(x, 1) |  | 11 | the rank of the tensor is unknown: this pad_width applies to every axis",
        "np.pad(x, {1: (1, 2)}) |  | 11 | the rank of the tensor is unknown: this pad_width names some of its axes",
        "np.pad(x, {4: 1}) | 4 | 11 | pad_width names axis 4 of 4 axes",
        "np.pad(x, {-5: 1}) | 4 | 11 | pad_width names axis -5 of 4 axes",
        "np.pad(x, {1: (1,)}) | 4 | 15 | an amount of pad_width must be two numbers, before and after (got 1)",
        "jnp.pad(x, {1: 2}) | 4 | 12 | pad_width must be an integer (got a dict: {...})",
        "keras.ops.pad(x, {1: 2}) | 4 | 18 | pad_width must be an integer (got a dict: {...})",
        "np.pad(x, ((1, 2),)) |  | 11 | the rank of the tensor is unknown",
        "np.pad(x, (1, 2, 3)) | 3 | 11 | pad_width must be one number, two, or two for each axis (got 3 numbers)",
        "np.pad(x, -1) | 2 | 11 | pad_width must not be negative (got -1)",
        "np.pad(x, ()) | 2 | 11 | pad_width must not be empty",
        "np.pad(x, 1, 'mean') | 2 | 14 | this mode has no equivalent in other frameworks (got \"mean\")",
        "np.pad(x, 1, 'reflect', reflect_type='odd') | 2 | 38 | this reflect_type has no equivalent in other frameworks",
        "np.pad(x, 1, 'edge', constant_values=1) | 2 | 38 | mode edge takes no constant_values",
        "np.pad(x, 1, constant_values=(1, 2)) | 2 | 30 | constant_values must be the same everywhere (got 2 values)",
        "np.pad(x, ((0, 1), (0, 1)), 'edge') | 2,0 | 11 | replicate needs elements to copy (got axis 1 of 0)",
        "jnp.pad(x, ((1,), (2,))) |  | 13 | a row of pad_width must be two numbers",
        "lax.pad(x, 0., [(1, 2)]) |  | 17 | a row of padding_config must be (low, high, interior) (got 2 numbers)",
        "lax.pad(x, 0., [(1, 2, -1)]) |  | 24 | interior must not be negative (got -1)",
        "lax.pad(x, None, [(1, 2, 0)]) |  | 12 | the value must be a number (got None: None)",
        "lax.pad(x, 0., [(1, -5, 0)]) | 3, | 16 | the padded size must not be negative (got -1 on axis 0)",
        "[(0, -9)] | 1,1,3 | 1 | the padded size must not be negative (got -6 on axis L)",
        "[(0, 3), (1, 2)] | 2 | --rank | this pads 2 spatial axes of a tensor of rank 4 (got rank 2)",
        "[(0, 3), (1, 2), (0, 0), (0, 0)] |  | 1 | the padding of a convolution must have 1 to 3 pairs",
        "padding=[(0, 3)], padding_mode='zeros' |  | 19 | padding has no argument 'padding_mode'",
        "lax.conv_general_dilated(x, w, (1, 1), 'SAME') |  | 40 | the padding must be numbers: a name depends on the kernel (got \"SAME\")",
        "lax.conv_general_dilated(x, w, (1,), [(1, 1)], dimension_numbers=d) |  | 66 | the input layout must be a string (got a name: d)",
        "lax.conv_general_dilated(x, w, (1, 1), [(1, 1), (1, 1)], dimension_numbers=('NWC', 'WIO', 'NWC')) |  | 40 | this pads 2 spatial axes, and NLC has 1",
        "padding=[(0, 3)], lhs_dilation=(2, 1) |  | 32 | lhs_dilation must have one number for each spatial axis: 1 (got 2)",
        "padding=[(0, 3)], lhs_dilation=(0,) |  | 33 | lhs_dilation must be at least 1 (got 0)",
        "helper.make_node('Conv', ['x'], ['y'], auto_pad='SAME_UPPER') |  | 49 | the padding must be numbers: auto_pad depends on the kernel",
        "pads=[0, 1, 3, 2] |  | 6 | these are pads of 2 axes, of a Pad or of a Conv",
        "pads=[0, 1, 3] | 4 | 6 | pads must hold the starts of all axes, then their ends (got 3 numbers)",
        "pads=[0, -1, 3, 2] | 4 | 10 | an amount of a Conv must not be negative (got -1)",
        "pads=[0, -1, 3, 2], mode='edge' | 2 | 6 | negative amounts need mode constant (got mode edge)",
        "pads=[0, 1, 3, 2] | NHWC | 6 | ONNX has the channels before the spatial axes",
        "onnx.MaxPool(pads=[1, 1]) |  | 1 | the node must be a Pad or a Conv (got \"MaxPool\")",
        "helper.make_node('Cnov', pads=[1, 1]) |  | 18 | the node must be a Pad or a Conv (got \"Cnov\")",
        "helper.make_node('Pad', ['x', 'p'], ['y']) |  | 1 | helper.make_node needs the argument 'pads'",
        "pads=[1, 4], mode='wrap' | 3, | 6 | circular needs amounts no larger than the axis (got 4 on axis 0 of 3)",
      })
  void refused(String notation, String tensor, String spot, String message) {
    Fault fault = fault(notation, asked(tensor));
    assertThat(fault.message()).startsWith(message);
    if (spot.startsWith("--")) {
      assertThat(fault.place().pointer()).isEqualTo(spot);
    } else {
      assertThat(fault.place().column()).isEqualTo(Integer.parseInt(spot));
      assertThat(fault.place().excerpt()).isEqualTo(notation);
    }
  }

  private static Fault fault(String notation, TensorContext asked) {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> NotationReader.read("command line", notation, asked));
    assertThat(refusal).as(notation).isNotNull();
    return refusal.faults().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "F.pda(x, (1, 2)) | did you mean 'F.pad'?",
        "torch.nn.functionl.pad(x, (1, 2)) | did you mean 'torch.nn.functional.pad'?",
        "nn.ZeroPad2D(1) | did you mean 'nn.ZeroPad2d'?",
        "torch.nn.RefletionPad2d(1) | did you mean 'nn.ReflectionPad2d'?",
        "keras.layers.ZeroPading2D(1) | did you mean 'keras.layers.ZeroPadding2D'?",
        "paddings=(1, 2) | did you mean 'padding='?",
        "F.pad(x, (1, 2), mod='reflect') | did you mean 'mode'?",
        "F.pad(x, (1, 2), mode='replicat') | did you mean 'replicate'?",
      })
  void misspeltNamesAreRecognised(String notation, String help) {
    assertThat(fault(notation, asked("3")).help()).isEqualTo(help);
  }

  @Test
  void tellingNotationsAreNamedWhereNoneIsNear() {
    assertThat(fault("something(1)", TensorContext.NOTHING).help())
        .startsWith("known: F.pad, nn.ZeroPad2d, tf.pad,");
  }
}
