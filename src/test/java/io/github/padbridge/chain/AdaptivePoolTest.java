package io.github.padbridge.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.json.JsonValue.JsonArray;
import io.github.padbridge.json.JsonValue.JsonNumber;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.render.SpecText;
import io.github.padbridge.shape.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptivePoolTest {
  private static Map<String, JsonValue> input(String sizes) {
    List<JsonValue> items =
        Arrays.stream(sizes.split(",", -1))
            .map(size -> (JsonValue) new JsonNumber(0, 0, Long.valueOf(size)))
            .toList();
    return Map.of(Argument.INPUT_SHAPE, new JsonArray(0, 0, items));
  }

  private static Chain read(String text, String sizes) {
    return SideText.parse("side", text).resolve(List.of(), input(sizes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.AdaptiveAvgPool2d(1) | 1,3,7,8 | AvgPool2d(kernel_size=(7, 8), stride=(7, 8))",
        "nn.AdaptiveAvgPool2d((2, None)) | 1,3,6,5 | AvgPool2d(kernel_size=(3, 1), stride=(3, 1))",
        "nn.AdaptiveAvgPool2d(7) | 1,3,15,8 | AvgPool2d(kernel_size=(3, 2), stride=(2, 1))",
        "layers.AdaptiveMaxPooling1D(3) | 1,7,3"
            + " | tf.nn.max_pool1d(x, ksize=[3], strides=[2], padding=\"VALID\")",
        "nn.AdaptiveMaxPool1d(4) | 1,3,8 | MaxPool1d(kernel_size=(2,), stride=(2,))",
        "nn.AdaptiveAvgPool1d(2) | 3,8 | AvgPool1d(kernel_size=(4,), stride=(4,))",
        "F.adaptive_avg_pool3d(x, 2) | 1,3,2,4,6 | AvgPool3d(kernel_size=(1, 2, 3), stride=(1, 2,"
            + " 3))",
        "keras.layers.GlobalMaxPooling1D() | 1,9,3"
            + " | tf.nn.max_pool1d(x, ksize=[9], strides=[9], padding=\"VALID\")",
        "layers.AdaptiveAveragePooling2D((2, 1)) | 1,8,4,3"
            + " | tf.nn.avg_pool2d(x, ksize=[4, 4], strides=[4, 4], padding=\"VALID\")",
        "tf.reduce_mean(x, axis=[1, 2], keepdims=True) | 1,5,4,3"
            + " | tf.nn.avg_pool2d(x, ksize=[5, 4], strides=[5, 4], padding=\"VALID\")",
        "x.mean((2, 3)) | 1,3,5,4 | AvgPool2d(kernel_size=(5, 4), stride=(5, 4))",
        "x.amax(dim=(-2, -1)) | 1,3,5,4 | MaxPool2d(kernel_size=(5, 4), stride=(5, 4))",
        "nn.Sequential(nn.Conv2d(3, 8, 3, 2), nn.ReLU(), nn.AdaptiveAvgPool2d(2)) | 1,3,9,13"
            + " | AvgPool2d(kernel_size=(2, 3), stride=(2, 3))",
      })
  void isAPlainPoolingWhereItsWindowsHaveOneSize(String text, String sizes, String pool) {
    Chain chain = read(text, sizes);
    assertThat(SpecText.of(chain.layers().get(chain.layers().size() - 1))).isEqualTo(pool);
    assertThat(chain.isSized()).isTrue();
    assertThat(chain.notes().get(0)).contains("with the windows of this input size");
  }

  /** The windows that PyTorch and Keras pool, {@code floor(p·L / out)} to {@code ceil(...)}. */
  @ParameterizedTest
  @CsvSource({
    "3, 8, 0:3 2:6 5:8",
    "4, 6, 0:2 1:3 3:5 4:6",
    "5, 3, 0:1 0:2 1:2 1:3 2:3",
    "20, 30, 0:2 1:3 3:5 4:6 6:8 7:9 9:11 10:12 ..."
  })
  void unevenWindowsAreListed(int outputs, int size, String windows) {
    assertThat(read("nn.AdaptiveAvgPool1d(" + outputs + ")", "1,3," + size).notes())
        .containsExactly(
            "nn.AdaptiveAvgPool1d has windows of several sizes or distances on this input: L: "
                + windows);
  }

  @Test
  void theWindowsCoverTheAxis() {
    int even = 0;
    int uneven = 0;
    for (int size = 1; size <= 24; size++) {
      for (int out = 1; out <= 24; out++) {
        String text = "keras.layers.AdaptiveMaxPooling1D(" + out + ")";
        String sizes = "1," + size + ",1";
        if (isRegular(size, out)) {
          assertThat(read(text, sizes).layers().get(0).outputShape())
              .isEqualTo(Shape.of(1, out, 1));
          even++;
        } else {
          assertThat(read(text, sizes).ops().get(0)).isInstanceOf(Chain.AdaptiveOp.class);
          uneven++;
        }
      }
    }
    assertThat(even).isEqualTo(137);
    assertThat(uneven).isEqualTo(24 * 24 - 137);
  }

  /** Whether a pooling with one kernel size and one stride has the windows. */
  private static boolean isRegular(int size, int out) {
    Set<Integer> sizes = new HashSet<>();
    Set<Integer> strides = new HashSet<>();
    for (int p = 0; p < out; p++) {
      int begin = p * size / out;
      sizes.add(((p + 1) * size + out - 1) / out - begin);
      if (p > 0) {
        strides.add(begin - (p - 1) * size / out);
      }
    }
    return sizes.size() == 1 && strides.size() <= 1 && !strides.contains(0);
  }

  @Test
  void withAnOpenSizeItIsOneAtEverySize() {
    Chain chain = SideText.parse("", "nn.AdaptiveAvgPool2d(7)").resolve(List.of(), Map.of());
    assertThat(chain.isSized()).isFalse();
    assertThat(chain.layers()).isEmpty();
    assertThat(chain.ops()).singleElement().isInstanceOf(Chain.AdaptiveOp.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nn.AdaptiveAvgPool2d(1) | keras.layers.GlobalAveragePooling2D()",
        "nn.AdaptiveMaxPool2d((3, 5)) | keras.layers.AdaptiveMaxPooling2D((3, 5))",
        "nn.Conv1d(3, 4, 3)\nnn.AdaptiveAvgPool1d(1)"
            + " | keras.layers.Conv1D(4, 3)\nkeras.layers.GlobalAveragePooling1D()",
      })
  void theSameOnBothSidesIsEqualAtEverySize(String sides) {
    String[] both = sides.split(" \\| ", -1);
    Sides found = Sides.resolve(SideText.parse("", both[0]), SideText.parse("", both[1]), Map.of());
    assertThat(Equivalence.of(found.left(), found.right()).verdict()).isEqualTo(Verdict.EVERY_SIZE);
    assertThat(found.left().notes()).anyMatch(note -> note.contains("on both sides"));
  }

  @Test
  void aPlainPoolingIsEqualAtOneSizeOnly() {
    Sides sides =
        Sides.resolve(
            SideText.parse("", "keras.layers.AveragePooling2D(2)"),
            SideText.parse("", "nn.AdaptiveAvgPool2d(7)"),
            Map.of(),
            Shape.of(1, 14, 14, 3));
    Equivalence equivalence = Equivalence.of(sides.left(), sides.right());
    assertThat(equivalence.verdict()).isEqualTo(Verdict.SOME_SIZES);
    assertThat(equivalence.holdsAt(List.of(14L, 14L))).isTrue();
    assertThat(equivalence.holdsAt(List.of(15L, 15L))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.AdaptiveAvgPool2d(0) | output_size must be numbers of at least 1 or None",
        "nn.AdaptiveAvgPool2d((1, 2, 3)) | output_size must be one number, or a list of 2",
        "nn.AdaptiveMaxPool2d(1, True) | return_indices cannot be translated",
        "keras.layers.GlobalAveragePooling2D(keepdim=True) | has no argument 'keepdim'",
      })
  void refusesWhatTheFrameworkRefuses(String call, String message) {
    assertThatThrownBy(() -> read(call, "1,4,4,4"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(message);
  }

  @Test
  void nothingFollowsAPoolingThatDropsTheAxes() {
    assertThatThrownBy(
            () ->
                read("keras.layers.GlobalAveragePooling2D()\nkeras.layers.Conv2D(3, 1)", "1,4,4,3"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("drops the spatial axes, and this step needs them");
  }
}
