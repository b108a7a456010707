package io.github.padbridge.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.repair.Repair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Activations and normalizations of two chains. In the texts C stands for a convolution. */
class FunctionCausesTest {
  private static final String FIRST = "nn.Conv2d(3, 8, 3)";
  private static final String SECOND = "nn.Conv2d(8, 8, 3)";

  private static Sides sides(String left, String right) {
    return LayerFunctions.settled(
        Sides.resolve(
            SideText.parse("left", code(left)), SideText.parse("right", code(right)), Map.of()));
  }

  private static Equivalence compared(Sides sides) {
    return Equivalence.of(sides.left(), sides.right());
  }

  private static String code(String text) {
    return text.replaceFirst("\\bC1\\b", FIRST)
        .replaceFirst("\\bC2\\b", SECOND)
        .replaceFirst("\\bK1\\b", "keras.layers.Conv2D(8, 3)")
        .replaceFirst("\\bK2\\b", "keras.layers.Conv2D(8, 3)")
        .replace("; ", "\n");
  }

  /** The same function at the same place, however it is written, or where it may move to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "C1; nn.ReLU(); C2 | K1; keras.layers.ReLU(); K2",
        "C1; nn.ReLU(True); C2 | C1; nn.ReLU(); C2",
        "C1; nn.ReLU6(True); C2 | C1; nn.ReLU6(); C2",
        "C1; nn.LeakyReLU(0.2, True); C2 | C1; nn.LeakyReLU(0.2); C2",
        "C1; nn.BatchNorm2d(8, affine=False); C2"
            + " | K1; keras.layers.BatchNormalization(-1, 0.9, 1e-5, False, False); K2",
        "C1; nn.ReLU(); C2; nn.ReLU() | K1; keras.layers.ReLU(); K2",
        "C1; nn.ReLU(inplace=True); C2 | keras.layers.Conv2D(8, 3, activation='relu'); K2",
        "C1; nn.ReLU(); C2 | keras.layers.Conv2D(8, 3, activation=tf.nn.relu); K2",
        "C1; nn.ReLU(); C2 | keras.layers.Conv2D(8, 3, activation=keras.layers.ReLU()); K2",
        "C1; nn.ReLU(); C2 | K1; keras.layers.Activation(\"relu\"); K2",
        "C1; nn.ReLU(); C2 | K1; keras.layers.Activation(tf.nn.relu); K2",
        "C1; nn.ReLU6(); C2 | K1; keras.layers.ReLU(max_value=6); K2",
        "C1; nn.LeakyReLU(0.3); C2 | K1; keras.layers.LeakyReLU(); K2",
        "C1; nn.LeakyReLU(0.2); C2 | K1; keras.layers.Activation('leaky_relu'); K2",
        "C1; nn.LeakyReLU(0.10); C2 | K1; keras.layers.ReLU(negative_slope=1e-1); K2",
        "C1; nn.SiLU(); C2 | K1; keras.layers.Activation('swish'); K2",
        "C1; nn.GELU(approximate='tanh'); C2 | K1; C3; K2",
        "C1; nn.BatchNorm2d(8, eps=1e-3); C2 | K1; keras.layers.BatchNormalization(); K2",
        "C1; nn.BatchNorm2d(8); C2 | K1; keras.layers.BatchNormalization(-1, 0.9, 1e-5); K2",
        "C1; nn.Softmax(dim=1); C2 | K1; keras.layers.Softmax(); K2",
        "C1; nn.Softmax(1); C2 | C1; nn.Softmax2d(); C2",
        "C1; nn.MaxPool2d(2); nn.ReLU(); C2 | C1; nn.ReLU(); nn.MaxPool2d(2); C2",
        "C1; nn.MaxPool2d(2); nn.ReLU() | C1; nn.ReLU(); nn.MaxPool2d(2)",
        "C1; nn.ReLU(); nn.ZeroPad2d(1); C2 | C1; nn.ZeroPad2d(1); nn.ReLU(); C2",
        "C1; nn.Sigmoid(); nn.ReflectionPad2d(1); C2 | C1; nn.ReflectionPad2d(1); nn.Sigmoid(); C2",
        "C1; nn.ReLU(); nn.Dropout(); C2 | C1; nn.ReLU(); C2",
        "C1; nn.InstanceNorm2d(8); C2 | C1; nn.InstanceNorm2d(8); C2",
        "C1; nn.ReLU() | K1; keras.layers.ReLU()",
        "C1; nn.ReLU() | K1",
        "C1 | keras.layers.Conv2D(8, 3, activation='tanh')",
        "C1; nn.ReLU(); C2; nn.Sigmoid() | K1; keras.layers.ReLU(); K2",
      })
  void isEqual(String left, String right) {
    String other =
        right.replace("C3", "keras.layers.Lambda(lambda x: keras.activations.gelu(x, True))");
    assertThat(compared(sides(left, other)))
        .returns(Verdict.EVERY_SIZE, Equivalence::verdict)
        .returns(List.of(), Equivalence::causes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "C1; nn.ReLU(); C2 | K1; K2 | after layer 1 the left side applies relu, the right side nothing",
        "C1; C2 | keras.layers.Conv2D(8, 3, activation='relu'); K2"
            + " | after layer 1 the left side applies nothing, the right side relu",
        "nn.ReLU(); C1 | K1 | before the layer the left side applies relu, the right side nothing",
        "nn.ReLU(); C1; C2 | K1; K2 | before layer 1 the left side applies relu, the right side nothing",
        "C1; nn.ReLU() | K1; keras.layers.Softmax()"
            + " | after the layer the left side applies relu, the right side softmax",
        "C1; nn.LeakyReLU(); C2 | K1; keras.layers.LeakyReLU(); K2 | after layer 1 the left side"
            + " applies leaky_relu(negative_slope=0.01), the right side leaky_relu(negative_slope=0.3)",
        "C1; nn.BatchNorm2d(8); C2 | K1; keras.layers.BatchNormalization(); K2 | after layer 1 the"
            + " left side applies batch_norm(epsilon=0.00001), the right side batch_norm(epsilon=0.001)",
        "C1; nn.BatchNorm2d(8); nn.ReLU(); C2 | C1; nn.ReLU(); nn.BatchNorm2d(8); C2"
            + " | after layer 1 the left side applies batch_norm(epsilon=0.00001), then relu,"
            + " the right side relu, then batch_norm(epsilon=0.00001)",
        "C1; nn.AvgPool2d(2); nn.ReLU(); C2 | C1; nn.ReLU(); nn.AvgPool2d(2); C2"
            + " | after layer 1 the left side applies nothing, the right side relu",
        "C1; nn.MaxPool2d(2); nn.SiLU(); C2 | C1; nn.SiLU(); nn.MaxPool2d(2); C2"
            + " | after layer 1 the left side applies nothing, the right side silu",
        "C1; nn.GroupNorm(2, 8); C2 | C1; C2"
            + " | after layer 1 the left side applies group_norm(epsilon=0.00001, groups=2),"
            + " the right side nothing",
        "C1; nn.Softmax(2); C2 | C1; nn.Softmax(1); C2"
            + " | after layer 1 the left side applies softmax(axis=H), the right side softmax",
        "C1; nn.ELU(0.5); C2 | K1; keras.layers.Activation('elu'); K2"
            + " | after layer 1 the left side applies elu(alpha=0.5), the right side elu",
        "C1; nn.ReLU(); C2 | K1; keras.layers.Conv2D(8, 3, activation='relu')"
            + " | after layer 1 the left side applies relu, the right side nothing",
      })
  void isACause(String left, String right, String message) {
    Equivalence equivalence = compared(sides(left, right));
    assertThat(equivalence.verdict()).isEqualTo(Verdict.NO_SIZE);
    assertThat(equivalence.causes().get(0))
        .returns(CauseKind.OPERATION, Cause::kind)
        .returns(message, Cause::message);
  }

  /** What an argument changes is not equal; F.dropout draws in evaluation mode too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C1; nn.BatchNorm2d(8); C2 | C1; nn.BatchNorm2d(8, affine=False); C2",
        "C1; nn.BatchNorm2d(8); C2 | C1; nn.BatchNorm2d(8, track_running_stats=False); C2",
        "C1; nn.InstanceNorm2d(8); C2 | C1; nn.InstanceNorm2d(8, track_running_stats=True); C2",
        "C1; nn.PReLU(); C2 | C1; nn.PReLU(8); C2",
        "C1; nn.PReLU(8); C2 | K1; keras.layers.PReLU(); K2",
        "x = F.conv2d(x, w, b); x = F.dropout(x, 0.5); x = F.max_pool2d(x, 2)"
            + " | C1; nn.MaxPool2d(2)",
        "x = F.conv2d(x, w, b); x = F.batch_norm(x, m, v, g, c, True); x = F.max_pool2d(x, 2)"
            + " | C1; nn.BatchNorm2d(8); nn.MaxPool2d(2)",
        "x = F.conv2d(x, w, b); x = F.batch_norm(x, m, v); x = F.max_pool2d(x, 2)"
            + " | C1; nn.BatchNorm2d(8); nn.MaxPool2d(2)",
      })
  void argumentsMatter(String left, String right) {
    assertThat(compared(sides(left, right)).verdict()).isEqualTo(Verdict.NO_SIZE);
  }

  /** The counterpart of a last function may stand before the last layer of the other side. */
  @Test
  void aLastFunctionAtAnotherPlaceIsNotLeftOut() {
    Sides sides = sides("C1; nn.AvgPool2d(2); nn.Sigmoid()", "C1; nn.Sigmoid(); nn.AvgPool2d(2)");
    assertThat(compared(sides).verdict()).isEqualTo(Verdict.NO_SIZE);
    assertThat(Repair.of(sides.left(), sides.right()).orElseThrow().code()).contains("Sigmoid");
  }

  /** Zeros that are padded before the function are not zeros behind it. */
  @ParameterizedTest
  @CsvSource({"nn.Sigmoid()", "nn.BatchNorm2d(8)", "nn.Softplus()", "nn.Softmax(1)"})
  void doesNotMoveOverZeros(String function) {
    Sides sides =
        sides(
            "C1; nn.ZeroPad2d(1); " + function + "; C2",
            "C1; " + function + "; nn.ZeroPad2d(1); C2");
    assertThat(compared(sides).verdict()).isEqualTo(Verdict.NO_SIZE);
    assertThat(compared(sides).causes()).isNotEmpty();
  }

  /** Its mean is over other elements. */
  @Test
  void aFunctionOverAxesDoesNotMoveOverACrop() {
    String right = "C1; nn.InstanceNorm2d(8); nn.ZeroPad2d(-1); C2";
    assertThat(compared(sides("C1; nn.ZeroPad2d(-1); nn.InstanceNorm2d(8); C2", right)).verdict())
        .isEqualTo(Verdict.NO_SIZE);
    assertThat(compared(sides(right, right)).verdict()).isEqualTo(Verdict.EVERY_SIZE);
  }

  @Test
  void whatIsLeftOutIsNoted() {
    Sides sides = sides("C1; nn.BatchNorm2d(8); nn.ReLU()", "K1");
    assertThat(sides.left().notes())
        .containsExactly(
            "nn.BatchNorm2d is ignored: apply it after the layer",
            "nn.ReLU is ignored: apply it after the layer");
    assertThat(sides("C1; nn.ReLU()", "K1; keras.layers.ReLU()").left().notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "C1; nn.ReLU(); C2 | K1; K2"
            + " | keras.layers.Conv2D(8, 3); keras.layers.ReLU(); keras.layers.Conv2D(8, 3)",
        "C1; nn.Tanh(); C2 | keras.layers.Conv2D(8, 3, activation='relu'); K2"
            + " | keras.layers.Conv2D(8, 3); keras.layers.Activation(\"tanh\");"
            + " keras.layers.Conv2D(8, 3)",
        "C1; nn.ReLU(); nn.ZeroPad2d(1); C2 | keras.layers.Conv2D(8, 3, activation='relu'); K2"
            + " | keras.layers.Conv2D(8, 3, activation=\"relu\");"
            + " keras.layers.Conv2D(8, 3, padding=\"same\")",
        "C1; nn.BatchNorm2d(8); C2 | K1; K2 | keras.layers.Conv2D(8, 3);"
            + " keras.layers.BatchNormalization(epsilon=0.00001); keras.layers.Conv2D(8, 3)",
        "K1; keras.layers.LeakyReLU(); K2 | C1; C2"
            + " | nn.Conv2d(3, 8, 3); nn.LeakyReLU(0.3); nn.Conv2d(8, 8, 3)",
        "K1; keras.layers.BatchNormalization(); K2 | C1; C2"
            + " | nn.Conv2d(3, 8, 3); nn.BatchNorm2d(8, eps=0.001); nn.Conv2d(8, 8, 3)",
        "K1; keras.layers.Softmax(); K2 | C1; C2"
            + " | nn.Conv2d(3, 8, 3); nn.Softmax(dim=1); nn.Conv2d(8, 8, 3)",
        "C1; nn.ReLU(); nn.MaxPool2d(2)"
            + " | x = tf.nn.conv2d(x, w, 1, 'VALID') + b; x = tf.nn.tanh(x);"
            + " x = tf.nn.max_pool2d(x, 2, 2, 'VALID')"
            + " | x = tf.nn.conv2d(x, w, strides=1, padding=\"VALID\"); x = tf.nn.bias_add(x, b);"
            + " x = tf.nn.relu(x); x = tf.nn.max_pool2d(x, ksize=2, strides=2, padding=\"VALID\")",
        "C1; nn.InstanceNorm2d(8); C2 | K1; K2 | none",
      })
  void isRepaired(String left, String right, String repair) {
    Sides sides = sides(left, right);
    assertThat(Repair.of(sides.left(), sides.right()).map(Repair::code).orElse("none"))
        .isEqualTo(repair.replace("; ", "\n"));
  }
}
