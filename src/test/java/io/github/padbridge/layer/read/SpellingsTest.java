package io.github.padbridge.layer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls under other names, and numbers written as Python allows. */
class SpellingsTest {
  /** Two layers each: SeparableConvolutionTest has them. */
  private static final List<String> SEPARABLE =
      List.of(
          "keras.layers.SeparableConvolution1D",
          "keras.layers.SeparableConvolution2D",
          "tf.layers.separable_conv1d",
          "tf.layers.separable_conv2d",
          "tf.layers.SeparableConv1D",
          "tf.layers.SeparableConv2D",
          "slim.separable_conv2d");

  /**
   * A line of {@code spellings.txt}.
   *
   * @param weight its sizes; empty if the layer has none
   */
  private record Spelling(String call, String usual, List<Long> weight) {
    Map<String, JsonValue> options() {
      return weight.isEmpty()
          ? Map.of()
          : Map.of(
              Argument.WEIGHT_SHAPE,
              new JsonArray(
                  0,
                  0,
                  weight.stream().<JsonValue>map(size -> new JsonNumber(0, 0, size)).toList()));
    }
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = SpellingsTest.class.getResourceAsStream("/spellings.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static List<Spelling> spellings() throws IOException {
    List<Spelling> all = new ArrayList<>();
    for (String line : lines()) {
      String[] parts = line.split(" \\| ?", -1);
      List<Long> weight = new ArrayList<>();
      for (String size : parts[2].strip().split("x", -1)) {
        if (!size.isEmpty()) {
          weight.add(Long.parseLong(size));
        }
      }
      all.add(new Spelling(parts[0], parts[1], weight));
    }
    return all;
  }

  private static Layer layer(String call, Map<String, JsonValue> options) {
    ReadCall read = CallReader.read(new SourceText("", call), options);
    return new RecordReader(options).read(read.record()).spec();
  }

  @Test
  void aSpellingIsTheLayerThatItStandsFor() throws IOException {
    List<Spelling> all = spellings();
    for (Spelling spelling : all) {
      assertThat(layer(spelling.call(), spelling.options()))
          .as(spelling.call())
          .isEqualTo(layer(spelling.usual(), spelling.options()));
    }
    assertThat(all).hasSize(178);
  }

  @Test
  void everyNameIsTested() throws IOException {
    Set<String> tested = new TreeSet<>();
    for (Spelling spelling : spellings()) {
      String name = spelling.call().substring(0, spelling.call().indexOf('('));
      tested.add(FunctionNames.inFull(name));
    }
    List<String> single = new ArrayList<>(Spellings.names());
    single.removeAll(SEPARABLE);
    assertThat(Spellings.names()).containsAll(SEPARABLE).hasSize(single.size() + SEPARABLE.size());
    assertThat(tested).containsAll(single).containsAll(OpenRank.names());
    assertThat(single).hasSizeGreaterThan(80);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tf.nn.max_pool(x, 2, 2, 'SAME') | the number of spatial axes of tf.nn.max_pool is unknown | 1",
        "tf.nn.max_pool(x, [1, 2, 1], 2, 'SAME') | the number of spatial axes of tf.nn.max_pool is unknown | 1",
        "tf.nn.max_pool(x, [1, 2, 2, 1], [2, 2, 2], 'SAME') | the number of spatial axes of tf.nn.max_pool is unknown | 1",
        "tf.nn.convolution(x, w, [2, 2], 'SAME', dilations=2) | tf.nn.convolution takes strides above 1 or dilations above 1, not both | 51",
        "tf.nn.pool(x, [2, 2], 'MAX', dilations=[2, 2]) | tf.nn.pool with dilations is not supported | 40",
        "tf.nn.pool(x, [2], 'AVG', padding='SAME', dilations=[2]) | tf.nn.pool takes no dilations with padding SAME (got [2]) | 53",
        "tf.nn.pool(x, [2, 2], 'MAX', [2, 3]) | tf.nn.pool takes no strides larger than window_shape (got [2, 3]) | 15",
        "tf.nn.pool(x, 2, 'MAX') | window_shape must be a list of 1 to 3 numbers | 15",
        "tf.nn.pool(x, [2], 'SUM') | pooling_type must be \"MAX\" or \"AVG\" | 20",
        "tf.compat.v1.nn.conv2d(x, w, filters=v, strides=1, padding='SAME') | the argument 'filters' is given twice | 30",
        "tf.compat.v1.nn.conv2d(x, w) | conv2d needs strides and padding | 1",
        "tf.layers.conv2d(x, 8) | conv2d needs kernel_size | 1",
        "tf.layers.conv2d(x, 8, 3, foo=1) | conv2d has no argument 'foo' | 27",
        "tf.raw_ops.Conv2D(x, w, [1, 1, 1, 1], 'SAME') | Conv2D takes at most 0 positional arguments | 19",
        "tf.raw_ops.Conv2D(input=x, filter=w, strides=[1, 1, 1, 1], padding='EXPLICIT', explicit_paddings=[0, 0, 1, 1, 1, 1, 0, 0]) | explicit_paddings cannot be translated (got [0, 0, 1, 1, 1, 1, 0, 0]) | 98",
        "Convolution2D(8, 3, 3) | the 3 is a size of the kernel in Keras 1, and strides in Keras 2 and 3 | 1",
        "slim.conv2d(x, 8, 3, normalizer_fn=slim.batch_norm) | normalizer_fn cannot be translated (got slim.batch_norm) | 36",
        "slim.conv2d(x, 8, 3, scope=arg_scope) | an arg_scope in this text may give activation, padding and strides to this call | 1",
        "gluon.nn.Conv2D(8, 3, activation='relu') | activation cannot be translated (got \"relu\") | 34",
        "gluon.nn.Conv2D(8, 3, layout='NHWC') | only channels-first data is read for mxnet.gluon.nn.Conv2D (got \"NHWC\") | 30",
        "gluon.nn.MaxPool2D(3, ceil_mode=True) | ceil_mode cannot be translated (got True) | 33",
        "paddle.nn.Conv2D(4, 8, 3, padding='SAME') | padding \"SAME\" has no equivalent in torch.nn.Conv2d | 35",
        "paddle.nn.Conv2D(4, 8, 3, padding=[1, 2, 1, 2]) | padding must be one number, or a list of 2 (got [1, 2, 1, 2]) | 35",
        "nn.Conv2d(3, 4, 7 / 2) | kernel_size must be an integer (got a decimal number: 3.5) | 17",
        "nn.Conv2d(3, 4, 7 / 0) | division by zero | 19",
        "nn.Conv2d(3, 4, [1] * 65) | the list has more than 64 items | 21",
        "nn.Conv2d(3, 4, int(k)) | kernel_size must be a literal value (got a call: int(...)) | 17",
        "nn.Conv2d(3, 4, max(k, 2)) | kernel_size must be a literal value (got a call: max(...)) | 17",
        "tf.nn.conv2d_transpose(x, w, [1, 2, 3], 2) | output_shape must be the whole shape: the batch of the input, the spatial sizes and C_out channels, or the spatial sizes alone (got [1, 2, 3]) | 30",
      })
  void whatHasNoEquivalentIsRefusedInItsPlace(String call, String message, int column) {
    Map<String, JsonValue> options =
        call.contains("transpose")
            ? Map.of(Argument.KERNEL_SIZE, new JsonNumber(0, 0, 3L))
            : Map.of();
    assertThatThrownBy(() -> layer(call, options))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.faults().get(0).message()).isEqualTo(message);
              assertThat(refusal.faults().get(0).place().column()).isEqualTo(column);
            });
  }

  /** The number of axes of a function comes from options too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tf.nn.max_pool(x, 2, 2, 'SAME') | input_shape | 1x8x4 | 1",
        "tf.nn.avg_pool(x, 2, 2, 'SAME') | input_shape | 1x8x8x8x4 | 3",
        "tf.nn.convolution(x, w) | weight_shape | 3x3x4x8 | 2",
        "tf.nn.convolution(x, w) | kernel_size | 3x3x3 | 3",
      })
  void theNumberOfAxesIsThatOfAnOption(String call, String option, String sizes, int rank) {
    List<JsonValue> numbers = new ArrayList<>();
    for (String size : sizes.split("x", -1)) {
      numbers.add(new JsonNumber(0, 0, Long.parseLong(size)));
    }
    Layer layer = layer(call, Map.of(option, new JsonArray(0, 0, numbers)));
    assertThat(layer.spatialRank()).isEqualTo(rank);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "paddle.nn.Conv2D(4, 8, 3) | paddle.nn.Conv2D is read as torch.nn.Conv2d, which computes the same",
        "gluon.nn.Conv1D(8, 3) | mxnet.gluon.nn.Conv1D is read as torch.nn.LazyConv1d, which computes the same",
        "slim.conv2d(x, 8, 3) | activation \"relu\" is ignored: apply it after the layer",
        "tf.nn.conv2d_transpose(x, w, [n, h, 18, 4], 2) | the open sizes of output_shape are read as in keras.layers.Conv2DTranspose; --output-shape gives others",
      })
  void whatIsReadDifferentlyIsNoted(String call, String note) {
    Map<String, JsonValue> kernel =
        call.contains("transpose")
            ? Map.of(Argument.KERNEL_SIZE, new JsonNumber(0, 0, 3L))
            : Map.of();
    assertThat(CallReader.read(new SourceText("", call), kernel).notes()).containsExactly(note);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[n, h, w, 4] | SAME | (N, 2*H_in, 2*W_in, 4)",
        "[n, 17, w, 4] | SAME | (N, 17, 2*W_in, 4)",
        "[None, None, 18, None] | VALID | (N, 2*H_in + 1, 18, C_out)",
        "[h, 17] | SAME | (N, 2*H_in, 17, C_out)",
      })
  void openSizesOfAnOutputShapeAreThoseOfKeras(String shape, String padding, String output) {
    JsonValue three = new JsonNumber(0, 0, 3L);
    Map<String, JsonValue> options =
        output.contains("C_out")
            ? Map.of(Argument.KERNEL_SIZE, three)
            : Map.of(Argument.KERNEL_SIZE, three, Argument.FILTERS, new JsonNumber(0, 0, 4L));
    String call = "tf.nn.conv2d_transpose(x, w, " + shape + ", 2, '" + padding + "')";
    assertThat(layer(call, options).outputShape()).hasToString(output);
  }
}
