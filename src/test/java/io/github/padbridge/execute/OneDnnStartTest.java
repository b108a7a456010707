package io.github.padbridge.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.layer.CaseTensors;
import io.github.padbridge.layer.Tensor;
import io.github.padbridge.layer.TensorFlowChannels;
import io.github.padbridge.layer.TensorFlowOp;
import io.github.padbridge.layer.TensorFlowPadding;
import io.github.padbridge.layer.TensorFlowSpec;
import io.github.padbridge.layer.Windows;
import io.github.padbridge.proof.Precision;
import io.github.padbridge.proof.ProofService;
import io.github.padbridge.proof.VerifySettings;
import io.github.padbridge.shape.Shape;
import io.github.padbridge.shape.Size;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Strategy;
import io.github.padbridge.translate.StrategyChoice;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where TensorFlow's 3-D ops with SAME start, as TensorFlow 2.21 computes it on CPU in float32. */
class OneDnnStartTest {
  @BeforeAll
  static void start() {
    NativeRuntime.start();
  }

  private static TensorFlowSpec spec(TensorFlowOp op, int kernel, int stride, int size) {
    boolean pools = op.isPooling();
    return new TensorFlowSpec(
        op,
        new TensorFlowChannels(Size.of(1), pools ? null : Size.of(1), 1, 1),
        new Windows(List.of(kernel, 1, 1), List.of(stride, 1, 1), List.of(1, 1, 1)),
        TensorFlowPadding.SAME,
        false,
        false,
        false,
        Shape.of(1, size, 1, 1, 1),
        List.of());
  }

  /** The input counts from 1; the kernel is 1, 100. */
  @ParameterizedTest
  @CsvSource({
    "CONV3D, 1, 3, 9, PORTABLE, 2 5 8",
    "CONV3D, 1, 3, 9, ONEDNN, 1 4 7",
    "CONV3D, 1, 3, 8, PORTABLE, 1 4 7",
    "CONV3D, 1, 3, 8, ONEDNN, 1 4 7",
    "CONV3D, 2, 5, 9, PORTABLE, 302 807",
    "CONV3D, 2, 5, 9, ONEDNN, 201 706",
    "CONV3D, 1, 4, 8, PORTABLE, 2 6",
    "CONV3D, 1, 4, 8, ONEDNN, 1 5",
    "MAX_POOL3D, 2, 5, 9, PORTABLE, 3 8",
    "MAX_POOL3D, 2, 5, 9, ONEDNN, 2 7",
    "AVG_POOL3D, 2, 5, 9, PORTABLE, 2.5 7.5",
    "AVG_POOL3D, 2, 5, 9, ONEDNN, 1.5 6.5",
  })
  void startsWhereTensorFlowDoes(
      TensorFlowOp op, int kernel, int stride, int size, Runtime runtime, String expected) {
    TensorFlowSpec spec = spec(op, kernel, stride, size);
    double[] x = IntStream.rangeClosed(1, size).asDoubleStream().toArray();
    Tensor weight =
        op.isPooling()
            ? null
            : new Tensor(
                new int[] {kernel, 1, 1, 1, 1},
                IntStream.range(0, kernel).mapToDouble(tap -> Math.pow(100, tap)).toArray());
    CaseTensors on =
        new CaseTensors(new Tensor(new int[] {1, size, 1, 1, 1}, x), weight, null, null);
    double[] y = List.of(expected.split(" ")).stream().mapToDouble(Double::parseDouble).toArray();
    TensorFlowSpec computed = (TensorFlowSpec) runtime.computed(spec);
    assertThat(
            PlansOnNd4j.run(
                    Alternative.plan(Strategy.PAD_SLICE, spec, runtime), on, Precision.FLOAT64)
                .data())
        .isEqualTo(y);
    assertThat(TensorFlowInLoops.run(computed, on.x(), weight, null).data()).isEqualTo(y);
    assertThat(TensorFlowOnNd4j.run(computed, on.x(), weight, null, Precision.FLOAT64).data())
        .isEqualTo(y);
    ProofService proofs =
        new ProofService(
            new StrategyChoice(StrategyChoice.AUTO, runtime, null),
            VerifySettings.DEFAULT,
            new Nd4jEngine());
    assertThat(proofs.prove(spec).requireResult().agreement().agree()).isTrue();
  }
}
