package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.Sides;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Cause;
import io.github.padbridge.equivalence.CauseKind;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.render.python.ChainModule;
import io.github.padbridge.repair.ChainTarget;
import io.github.padbridge.repair.ChainTranslation;
import io.github.padbridge.repair.Repair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of a tensor: {@code nn.Unfold} and {@code tf.image.extract_patches}. */
class PatchesTest {
  private static final Engine ENGINE = new Nd4jEngine();
  private static final String SAME =
      "tf.image.extract_patches(x, sizes=[1, 3, 3, 1], strides=[1, 2, 2, 1],"
          + " rates=[1, 1, 1, 1], padding=\"SAME\")";

  private static Chain chain(String text) {
    return SideText.parse("test", text).resolve(List.of(), Map.of());
  }

  private static Equivalence compared(String left, String right) {
    Sides sides =
        Sides.resolve(SideText.parse("left", left), SideText.parse("right", right), Map.of());
    return Equivalence.of(sides.left(), sides.right());
  }

  /** The arguments of one case, H and W in each array. */
  private record Case(int[] kernel, int[] stride, int[] dilation, int[] padding, boolean same) {
    static Case drawn(SplittableRandom random) {
      return new Case(
          pair(random, 1, 4),
          pair(random, 1, 4),
          pair(random, 1, 3),
          pair(random, 0, 3),
          random.nextBoolean());
    }

    private static int[] pair(SplittableRandom random, int least, int most) {
      return new int[] {random.nextInt(least, most + 1), random.nextInt(least, most + 1)};
    }

    String torch() {
      return "F.unfold(x, %s, dilation=%s, padding=%s, stride=%s)"
          .formatted(tuple(kernel), tuple(dilation), tuple(padding), tuple(stride));
    }

    String tensorFlow() {
      return "tf.image.extract_patches(x, %s, %s, %s, '%s')"
          .formatted(all(kernel), all(stride), all(dilation), same ? "SAME" : "VALID");
    }

    private static String tuple(int[] pair) {
      return "(" + pair[0] + ", " + pair[1] + ")";
    }

    private static String all(int[] pair) {
      return "[1, " + pair[0] + ", " + pair[1] + ", 1]";
    }

    private int reach(int axis) {
      return dilation[axis] * (kernel[axis] - 1) + 1;
    }

    /** The number of windows of PyTorch, and where the first begins. */
    int[] torchWindows(int axis, int size) {
      int all = size + 2 * padding[axis] - reach(axis);
      return new int[] {all < 0 ? 0 : all / stride[axis] + 1, -padding[axis]};
    }

    /** The same of TensorFlow. */
    int[] tensorFlowWindows(int axis, int size) {
      if (!same) {
        return new int[] {size < reach(axis) ? 0 : (size - reach(axis)) / stride[axis] + 1, 0};
      }
      int count = (size + stride[axis] - 1) / stride[axis];
      int total = Math.max((count - 1) * stride[axis] + reach(axis) - size, 0);
      return new int[] {count, -(total / 2)};
    }
  }

  private static double at(Tensor x, int n, int c, int h, int w) {
    int[] shape = x.shape();
    boolean isInside = h >= 0 && h < shape[2] && w >= 0 && w < shape[3];
    return isInside ? x.data()[((n * shape[1] + c) * shape[2] + h) * shape[3] + w] : 0;
  }

  /** {@code out[n, c * kh * kw + t, l]}, from the documentation of PyTorch. */
  private static Tensor unfold(Tensor x, Case given, int[] high, int[] wide) {
    int taps = given.kernel()[0] * given.kernel()[1];
    int[] shape = {x.shape()[0], x.shape()[1] * taps, high[0] * wide[0]};
    double[] data = new double[shape[0] * shape[1] * shape[2]];
    for (int i = 0; i < data.length; i++) {
      int l = i % shape[2];
      int column = i / shape[2] % shape[1];
      data[i] = tap(x, given, i / shape[2] / shape[1], column / taps, column % taps, l, high, wide);
    }
    return new Tensor(shape, data);
  }

  /** {@code out[n, h, w, t * C + c]}, from the documentation of TensorFlow. */
  private static Tensor extractPatches(Tensor x, Case given, int[] high, int[] wide) {
    int channels = x.shape()[1];
    int depth = channels * given.kernel()[0] * given.kernel()[1];
    int[] shape = {x.shape()[0], high[0], wide[0], depth};
    double[] data = new double[shape[0] * shape[1] * shape[2] * shape[3]];
    for (int i = 0; i < data.length; i++) {
      int l = i / depth % (high[0] * wide[0]);
      int n = i / depth / (high[0] * wide[0]);
      data[i] = tap(x, given, n, i % depth % channels, i % depth / channels, l, high, wide);
    }
    return new Tensor(shape, data);
  }

  private static double tap(
      Tensor x, Case given, int n, int c, int tap, int l, int[] high, int[] wide) {
    int h = high[1] + l / wide[0] * given.stride()[0];
    int w = wide[1] + l % wide[0] * given.stride()[1];
    return at(
        x,
        n,
        c,
        h + tap / given.kernel()[1] * given.dilation()[0],
        w + tap % given.kernel()[1] * given.dilation()[1]);
  }

  private static Tensor run(Chain chain, Tensor x) {
    return ChainRun.of(
        chain,
        x,
        (n, layer) -> new ChainRun.Parameters(layer, null, null),
        (layer, on) -> ENGINE.define(layer, on, Precision.FLOAT64),
        AdaptiveRun::inLoops);
  }

  private static void assertEqual(Tensor one, Tensor other, String as) {
    assertThat(one.shape()).as(as).isEqualTo(other.shape());
    assertThat(one.data()).as(as).isEqualTo(other.data());
  }

  @Test
  void windowsAndTheirTranslationsAreThoseOfTheDocumentation() {
    ENGINE.start();
    SplittableRandom random = new SplittableRandom(5);
    int torch = 0;
    int tensorFlow = 0;
    while (torch + tensorFlow < 60) {
      Case given = Case.drawn(random);
      int[] shape = {2, 2, random.nextInt(1, 12), random.nextInt(1, 12)};
      double[] data = new double[shape[0] * shape[1] * shape[2] * shape[3]];
      Arrays.setAll(data, i -> random.nextInt(1, 1000));
      Tensor x = new Tensor(shape, data);
      Tensor last = ChainRun.permuted(x, new int[] {0, 2, 3, 1});
      int[] high = given.torchWindows(0, shape[2]);
      int[] wide = given.torchWindows(1, shape[3]);
      if (high[0] > 0 && wide[0] > 0) {
        Chain source = chain(given.torch());
        Chain written = ChainTranslation.of(source, ChainTarget.TENSORFLOW).written();
        Tensor right = unfold(x, given, high, wide);
        assertEqual(run(source, x), right, given.torch());
        assertEqual(run(written, last), right, given.torch());
        torch++;
      }
      high = given.tensorFlowWindows(0, shape[2]);
      wide = given.tensorFlowWindows(1, shape[3]);
      if (high[0] > 0 && wide[0] > 0) {
        Chain source = chain(given.tensorFlow());
        Chain written = ChainTranslation.of(source, ChainTarget.PYTORCH).written();
        Tensor right = extractPatches(x, given, high, wide);
        assertEqual(run(source, last), right, given.tensorFlow());
        assertEqual(run(written, x), right, given.tensorFlow());
        tensorFlow++;
      }
    }
    assertThat(torch).isGreaterThan(20);
    assertThat(tensorFlow).isGreaterThan(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.Unfold(3, stride=2) | PYTORCH | nn.Unfold((3, 3), stride=(2, 2))",
        "nn.Unfold((2, 3), dilation=2, padding=(1, 0)) | PYTORCH | nn.Unfold((2, 3), dilation=(2,"
            + " 2), padding=(1, 0))",
        "F.unfold(x, 3, 1, 1, 2) | PYTORCH | x = F.unfold(x, (3, 3), padding=1, stride=(2, 2))",
        "nn.Unfold(3, stride=2) | TENSORFLOW | x = unfold(x, sizes=[1, 3, 3, 1], strides=[1, 2, 2,"
            + " 1], rates=[1, 1, 1, 1], padding=\"VALID\")",
        "F.unfold(x, 3, padding=1) | TENSORFLOW | x = unfold(x, sizes=[1, 3, 3, 1], strides=[1, 1,"
            + " 1, 1], rates=[1, 1, 1, 1], padding=\"SAME\")",
        "nn.Unfold(2, padding=1) | TENSORFLOW | x = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]); x"
            + " = unfold(x, sizes=[1, 2, 2, 1], strides=[1, 1, 1, 1], rates=[1, 1, 1, 1],"
            + " padding=\"VALID\")",
        "tf.image.extract_patches(x, [1,3,2,1], [1,2,1,1], [1,1,2,1], 'VALID') | PYTORCH | x ="
            + " extract_patches(x, (3, 2), (2, 1), (1, 2))",
        "tf.compat.v1.extract_image_patches(x, [1,3,3,1], [1,2,2,1], [1,1,1,1], 'SAME') | PYTORCH |"
            + " x = same_pad(x, (3, 3), (2, 2), (1, 1)); x = extract_patches(x, (3, 3), (2, 2), (1,"
            + " 1))",
        "tf.image.extract_patches(x, [1,3,3,1], [1,1,1,1], [1,1,1,1], 'SAME') | PYTORCH | x ="
            + " F.pad(x, (1, 1, 1, 1)); x = extract_patches(x, (3, 3), (1, 1), (1, 1))",
      })
  void codeIsReadBackAsEqualAtEverySize(String call, ChainTarget target, String lines) {
    ChainTranslation translation = ChainTranslation.of(chain(call), target);
    assertThat(String.join("; ", translation.code().lines())).isEqualTo(lines);
    assertThat(translation.isAlways()).isTrue();
    for (String code : List.of(translation.code().text(), new ChainModule().code(translation))) {
      assertThat(compared(call, code).verdict()).as(code).isEqualTo(Verdict.EVERY_SIZE);
    }
  }

  @Test
  void ordersAreTheCauseOfADifferenceAndRepaired() {
    String valid = SAME.replace("SAME", "VALID");
    Equivalence equivalence = compared("nn.Unfold(3, stride=2)", valid);
    assertThat(equivalence.verdict()).isEqualTo(Verdict.NO_SIZE);
    assertThat(equivalence.causes()).extracting(Cause::kind).containsExactly(CauseKind.LAYOUT);
    assertThat(equivalence.causes().get(0).message())
        .isEqualTo(
            "the left side returns (N, C * kh * kw, L), taps within channels, the right side"
                + " (N, H, W, kh * kw * C), channels within taps");
    String repair = Repair.of(chain("nn.Unfold(3, stride=2)"), chain(valid)).orElseThrow().code();
    assertThat(repair).startsWith("def unfold(");
    assertThat(compared("nn.Unfold(3, stride=2)", repair).verdict()).isEqualTo(Verdict.EVERY_SIZE);
    assertThat(compared("nn.Unfold(3, stride=2)", SAME).causes())
        .extracting(Cause::kind)
        .contains(CauseKind.LAYOUT, CauseKind.PADDING_START);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.Unfold(3) | nn.Conv2d(2, 18, 3, groups=2, bias=False) | OPERATION",
        "nn.Unfold(3) | nn.Unfold(3, padding=1) | PADDING_START",
        "nn.Unfold(3) | nn.Unfold(3, stride=2) | STRIDE",
        "nn.Unfold(3) | nn.Unfold((3, 2)) | KERNEL_SIZE",
      })
  void otherWindowsDiffer(String left, String right, CauseKind kind) {
    Equivalence equivalence = compared(left, right);
    assertThat(equivalence.verdict()).isNotEqualTo(Verdict.EVERY_SIZE);
    assertThat(equivalence.causes()).extracting(Cause::kind).contains(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.Unfold(0) | kernel_size must be one number of at least 1, or two (got 0)",
        "nn.Unfold((3,)) | kernel_size must be one number of at least 1, or two (got [3])",
        "tf.image.extract_patches(x, [1,3,3,2], [1,1,1,1], [1,1,1,1], 'SAME') | sizes must be [1,"
            + " a, b, 1] with numbers of at least 1 (got [1, 3, 3, 2])",
        "tf.image.extract_patches(x, [1,3,3,1], [1,1,1,1], [1,1,1,1], 'same') | padding must be"
            + " \"SAME\" or \"VALID\" (got \"same\")",
        "nn.Sequential(nn.Unfold(3), nn.Conv2d(3, 8, 3)) | nn.Unfold must be the last step: its"
            + " result has other axes",
      })
  void othersAreRefused(String text, String message) {
    assertThatThrownBy(() -> chain(text))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.faults().get(0).message()).isEqualTo(message));
  }

  @ParameterizedTest
  @CsvSource({"KERAS, Keras", "ONNX, ONNX", "JAX, JAX"})
  void targetsWithoutSuchAFunctionAreRefused(ChainTarget target, String title) {
    assertThatThrownBy(() -> ChainTranslation.of(chain("nn.Unfold(3)"), target))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.faults().get(0).message())
                    .isEqualTo(
                        "unfold cannot be written in "
                            + title
                            + " here: no function that returns windows is known there"));
  }
}
