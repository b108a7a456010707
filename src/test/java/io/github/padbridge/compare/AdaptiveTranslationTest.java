package io.github.padbridge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.equivalence.Equivalence;
import io.github.padbridge.equivalence.Equivalence.Verdict;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.proof.Engine;
import io.github.padbridge.repair.ChainTarget;
import io.github.padbridge.repair.ChainTranslation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Adaptive and global poolings at every input size. */
class AdaptiveTranslationTest {
  private static Chain chain(String text) {
    return SideText.parse("test", text).resolve(List.of(), Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.AdaptiveAvgPool2d(1) | TENSORFLOW | x = tf.reduce_mean(x, axis=[1, 2], keepdims=True)",
        "nn.AdaptiveMaxPool1d(1) | TENSORFLOW | x = tf.reduce_max(x, axis=[1], keepdims=True)",
        "nn.AdaptiveMaxPool3d(1) | KERAS | keras.layers.GlobalMaxPooling3D(keepdims=True)",
        "nn.AdaptiveAvgPool2d(1) | JAX | x = jnp.mean(x, axis=(2, 3), keepdims=True)",
        "keras.layers.GlobalAveragePooling2D() | PYTORCH | x = x.mean((2, 3))",
        "keras.layers.GlobalMaxPooling1D(keepdims=True) | PYTORCH | nn.AdaptiveMaxPool1d(1)",
        "x.mean((2, 3)) | KERAS | keras.layers.GlobalAveragePooling2D()",
        "tf.reduce_max(x, [1, 2]) | JAX | x = jnp.max(x, axis=(1, 2))",
        "jnp.mean(x, axis=(1, 2)) | TENSORFLOW | x = tf.reduce_mean(x, axis=[1, 2])",
        "nn.AdaptiveAvgPool2d((3, 2)) | KERAS | keras.layers.AdaptiveAveragePooling2D((3, 2))",
        "nn.AdaptiveAvgPool2d(3) | TENSORFLOW"
            + " | x = tf.keras.layers.AdaptiveAveragePooling2D(3)(x)",
        "keras.layers.AdaptiveMaxPooling2D(3) | PYTORCH | nn.AdaptiveMaxPool2d(3)",
        "nn.AdaptiveAvgPool2d((None, 2)) | PYTORCH | nn.AdaptiveAvgPool2d((None, 2))",
      })
  void isWrittenAndRunAtEverySize(String text, ChainTarget target, String code) {
    ChainTranslation translation = ChainTranslation.of(chain(text), target);
    assertThat(translation.code().text()).isEqualTo(code);
    assertThat(translation.isAlways()).isTrue();
    Engine engine = new Nd4jEngine();
    engine.start();
    ChainProof proof = ChainProof.of(translation, engine);
    assertThat(proof.agree()).isTrue();
    assertThat(proof.ran()).hasSize(6);
  }

  @Test
  void standsBetweenLayers() {
    String squeeze =
        "nn.Sequential(nn.Conv2d(2, 4, 3, 2), nn.ReLU(), nn.AdaptiveAvgPool2d(1),"
            + " nn.Conv2d(4, 2, 1))";
    for (ChainTarget target : List.of(ChainTarget.TENSORFLOW, ChainTarget.KERAS, ChainTarget.JAX)) {
      ChainTranslation translation = ChainTranslation.of(chain(squeeze), target);
      assertThat(translation.isAlways()).isTrue();
      assertThat(translation.count()).isEqualTo(3);
      Engine engine = new Nd4jEngine();
      engine.start();
      assertThat(ChainProof.of(translation, engine).agree()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn.AdaptiveAvgPool2d(1) | keras.layers.AveragePooling2D(5) | SOME_SIZES",
        "nn.AdaptiveAvgPool2d(1) | keras.layers.GlobalMaxPooling2D() | NO_SIZE",
        "nn.AdaptiveAvgPool2d(2) | keras.layers.AdaptiveAveragePooling2D(3) | NO_SIZE",
        "nn.ZeroPad2d((1, 0, 1, 0))%nn.AdaptiveMaxPool2d(1)"
            + " | nn.ZeroPad2d((0, 1, 0, 1))%nn.AdaptiveMaxPool2d(1) | EVERY_SIZE",
        "nn.AdaptiveMaxPool1d(1)%nn.ReLU() | nn.ReLU()%nn.AdaptiveMaxPool1d(1) | EVERY_SIZE",
        "nn.AdaptiveAvgPool1d(1)%nn.ReLU() | nn.ReLU()%nn.AdaptiveAvgPool1d(1) | NO_SIZE",
        "nn.AdaptiveAvgPool1d(2)%nn.AvgPool1d(2) | nn.AvgPool1d(1)%nn.AdaptiveAvgPool1d(1)"
            + " | SOME_SIZES",
      })
  void isComparedAtEverySize(String left, String right, Verdict verdict) {
    Equivalence equivalence =
        Equivalence.of(chain(left.replace('%', '\n')), chain(right.replace('%', '\n')));
    assertThat(equivalence.verdict()).isEqualTo(verdict);
  }

  /** Keras 3.15 stops the process in adaptive maxima. */
  @ParameterizedTest
  @CsvSource({"3, KERAS", "3, TENSORFLOW", "3, JAX", "3, ONNX", "1, ONNX"})
  void isRefusedWhereTheTargetHasNone(int outputs, ChainTarget target) {
    Chain chain = chain("nn.AdaptiveMaxPool2d(" + outputs + ")");
    assertThatThrownBy(() -> ChainTranslation.of(chain, target))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("nn.AdaptiveMaxPool2d cannot be written in " + target.title());
  }
}
