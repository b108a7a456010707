package io.github.padbridge.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.execute.Nd4jEngine;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.PaddingMode;
import io.github.padbridge.matrix.Adjoint;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.Entry;
import io.github.padbridge.matrix.UnrolledConvolution;
import io.github.padbridge.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixVerifierTest {
  private static final MatrixVerifier RIGHT =
      new MatrixVerifier(1, new Nd4jEngine(), UnrolledConvolution::of);

  private static MatrixAgreement verify(String json) {
    return RIGHT.verify(TestData.spec(json));
  }

  @Test
  void everyMatrixAgreesAndSoDoesItsTranspose() {
    RandomSpecs specs = new RandomSpecs(31);
    int layers = 0;
    int identities = 0;
    for (; layers < 600; layers++) {
      ConvSpec spec = specs.next();
      MatrixAgreement agreement = RIGHT.verify(spec);
      assertThat(agreement.agree()).as("%s: %s", spec, agreement).isTrue();
      assertThat(agreement.evidence().missProbability()).isLessThan(1e-12).isPositive();
      assertThat(agreement.note()).isNull();
      boolean identity = agreement.products().get(1).against().startsWith("⟨");
      assertThat(identity).isEqualTo(Adjoint.of(spec).layer() == null);
      identities += identity ? 1 : 0;
    }
    assertThat(List.of(layers, identities)).isEqualTo(List.of(600, 156));
  }

  /** A matrix with its rows changed. */
  private record Changed(ElementMatrix right, UnaryOperator<List<Entry>> change)
      implements ElementMatrix {
    @Override
    public long rows() {
      return right.rows();
    }

    @Override
    public long columns() {
      return right.columns();
    }

    @Override
    public long entries() {
      return right.entries();
    }

    @Override
    public long summands() {
      return right.summands();
    }

    @Override
    public Shape tensorShape() {
      return right.tensorShape();
    }

    @Override
    public String symbol() {
      return right.symbol();
    }

    @Override
    public Iterable<Entry> row(long row) {
      List<Entry> entries = new ArrayList<>();
      right.row(row).forEach(entries::add);
      return change.apply(entries);
    }
  }

  /** Counts the layers in which the fault is found, of those that it changes. */
  private static int found(UnaryOperator<List<Entry>> fault, PaddingMode mode) {
    RandomSpecs specs = new RandomSpecs(32);
    int found = 0;
    for (int layer = 0; layer < 100; ) {
      ConvSpec spec = specs.next();
      UnrolledConvolution right = UnrolledConvolution.of(spec);
      ElementMatrix wrong = new Changed(right, fault);
      if (spec.paddingMode() != mode || isTheSame(right, wrong)) {
        continue;
      }
      layer++;
      MatrixAgreement agreement =
          new MatrixVerifier(1, new Nd4jEngine(), asked -> wrong).verify(spec);
      assertThat(agreement.agree()).as("%s", spec).isFalse();
      assertThat(agreement.products())
          .as("%s", spec)
          .noneMatch(product -> product.result().agree());
      found++;
    }
    return found;
  }

  private static boolean isTheSame(ElementMatrix right, ElementMatrix wrong) {
    for (long row = 0; row < right.rows(); row++) {
      if (!written(right.row(row)).equals(written(wrong.row(row)))) {
        return false;
      }
    }
    return true;
  }

  private static String written(Iterable<Entry> row) {
    StringBuilder text = new StringBuilder();
    row.forEach(e -> text.append(e.column()).append(java.util.Arrays.toString(e.elements())));
    return text.toString();
  }

  @Test
  void anEntryForgotten() {
    assertThat(
            found(row -> row.isEmpty() ? row : row.subList(0, row.size() - 1), PaddingMode.ZEROS))
        .isEqualTo(100);
  }

  @Test
  void twoWeightsExchanged() {
    UnaryOperator<List<Entry>> exchange =
        row -> {
          if (row.size() > 1) {
            Entry first = row.get(0);
            Entry second = row.get(1);
            row.set(0, new Entry(first.column(), second.elements()));
            row.set(1, new Entry(second.column(), first.elements()));
          }
          return row;
        };
    assertThat(found(exchange, PaddingMode.ZEROS)).isEqualTo(100);
    assertThat(found(exchange, PaddingMode.REFLECT)).isEqualTo(100);
  }

  @Test
  void aSummandForgotten() {
    UnaryOperator<List<Entry>> forget =
        row -> row.stream().map(e -> new Entry(e.column(), new long[] {e.elements()[0]})).toList();
    for (PaddingMode mode :
        List.of(PaddingMode.REFLECT, PaddingMode.REPLICATE, PaddingMode.CIRCULAR)) {
      assertThat(found(forget, mode)).isEqualTo(100);
    }
  }

  @Test
  void aMatrixOfAnotherSizeIsAContradiction() {
    ConvSpec spec = TestData.spec("{'op': 'conv1d', 'kernel_size': 2, 'input_shape': [1, 5]}");
    ConvSpec padded =
        TestData.spec(
            "{'op': 'conv1d', 'kernel_size': 2, 'padding': 1, 'stride': 2, 'input_shape': [1, 5]}");
    MatrixAgreement agreement =
        new MatrixVerifier(1, new Nd4jEngine(), asked -> UnrolledConvolution.of(padded))
            .verify(spec);
    assertThat(agreement.agree()).isFalse();
    assertThat(agreement.products().get(0).result().contradiction())
        .isEqualTo("PyTorch's definition gives 4 elements, the matrix gives 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'op': 'conv1d', 'kernel_size': 4, 'stride': 3, 'padding': 1, 'input_shape': [1, 11]} | conv_transpose1d (1, 4) -> (1, 11)",
        "{'op': 'conv_transpose1d', 'kernel_size': 4, 'stride': 3, 'output_padding': 2, 'input_shape': [1, 4]} | conv1d (1, 15) -> (1, 4)",
        "{'op': 'conv1d', 'kernel_size': 4, 'padding': 'same', 'input_shape': [1, 5]} | ⟨layer(x), y⟩ = ⟨x, Mᵀ·y⟩ (no transposed layer crops 1 before and 2 after)",
        "{'op': 'conv_transpose1d', 'kernel_size': 2, 'dilation': 3, 'output_padding': 2, 'input_shape': [1, 4]} | ⟨layer(x), y⟩ = ⟨x, Mᵀ·y⟩ (output_padding 2 is not less than stride 1)",
      })
  void theTransposeIsHeldAgainstItsLayerWhereThereIsOne(String json, String against) {
    MatrixAgreement agreement = verify(json);
    assertThat(agreement.agree()).isTrue();
    assertThat(agreement.products().get(1).against()).isEqualTo(against);
  }

  @Test
  void largeLayersAreRunWithFewerChannelsAndLargerOnesRefused() {
    MatrixAgreement agreement =
        verify(
            "{'op': 'conv2d', 'in_channels': 64, 'out_channels': 64, 'kernel_size': 3, 'padding': 1, 'input_shape': [8, 64, 20, 20]}");
    assertThat(agreement.agree()).isTrue();
    assertThat(agreement.rows()).isEqualTo(800);
    assertThat(agreement.note())
        .isEqualTo(
            "reduced to in_channels 2, out_channels 2, groups 1; the geometry does not depend on them");
    assertThatThrownBy(
            () -> verify("{'op': 'conv1d', 'kernel_size': 3, 'input_shape': [1, 1, 100000]}"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("too large to multiply: 1.0e+10 cells");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'op': 'conv1d', 'kernel_size': 3, 'padding': 3, 'stride': 2147483647, 'input_shape': [1, 1, 5]}",
        "{'op': 'conv2d', 'kernel_size': [1, 2], 'dilation': [2147483647, 1], 'input_shape': [1, 1, 4, 4]}",
        "{'op': 'conv_transpose1d', 'kernel_size': 3, 'stride': 2147483647, 'input_shape': [1, 1, 1]}",
        "{'op': 'conv_transpose2d', 'kernel_size': 1, 'dilation': 2147483647, 'input_shape': [1, 1, 2, 2]}",
      })
  void theLargestNumbersOverflowNothing(String json) {
    assertThat(verify(json).agree()).isTrue();
  }
}
