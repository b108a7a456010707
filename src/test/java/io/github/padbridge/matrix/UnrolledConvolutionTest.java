package io.github.padbridge.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrices that people know, and what holds of all. */
class UnrolledConvolutionTest {
  private static String lines(String json) {
    return lines(UnrolledConvolution.of(TestData.spec(json)));
  }

  private static String lines(ElementMatrix matrix) {
    return Arrays.stream(DenseMatrix.symbols(matrix))
        .map(row -> String.join(" ", row))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void aKernelOfThreeByThreeOnFourByFour() {
    assertThat(lines("{'op': 'conv2d', 'kernel_size': 3, 'input_shape': [1, 1, 4, 4]}"))
        .isEqualTo(
            """
            w0 w1 w2 0 w3 w4 w5 0 w6 w7 w8 0 0 0 0 0
            0 w0 w1 w2 0 w3 w4 w5 0 w6 w7 w8 0 0 0 0
            0 0 0 0 w0 w1 w2 0 w3 w4 w5 0 w6 w7 w8 0
            0 0 0 0 0 w0 w1 w2 0 w3 w4 w5 0 w6 w7 w8
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "'''stride'': 1', w0 w1 w2 0 0|0 w0 w1 w2 0|0 0 w0 w1 w2|",
    "'''stride'': 2', w0 w1 w2 0 0|0 0 w0 w1 w2|",
    "'''dilation'': 2', w0 0 w1 0 w2|",
    "'''padding'': 1, ''stride'': 2', w1 w2 0 0 0|0 w0 w1 w2 0|0 0 0 w0 w1|",
    "'''padding'': 1, ''stride'': 3, ''padding_mode'': ''reflect''', w1 w0+w2 0 0 0|0 0 w0 w1 w2|",
    "'''padding'': 2, ''stride'': 3, ''padding_mode'': ''replicate''', w0+w1+w2 0 0 0 0|0 w0 w1 w2 0|0 0 0 0 w0+w1+w2|",
    "'''padding'': 1, ''stride'': 4, ''padding_mode'': ''circular''', w1 w2 0 0 w0|w2 0 0 w0 w1|",
  })
  void threeWeightsOnFiveElements(String arguments, String rows) {
    String spec = "{'op': 'conv1d', 'kernel_size': 3, %s, 'input_shape': [1, 1, 5]}";
    assertThat(lines(spec.formatted(arguments))).isEqualTo(rows.replace('|', '\n'));
  }

  @Test
  void outputPaddingGivesRowsOfZerosAndPaddingTakesRowsAway() {
    String spec =
        "{'op': 'conv_transpose1d', 'kernel_size': 2, 'stride': 3, 'padding': %d, 'output_padding': %d, 'input_shape': [1, 1, 2]}";
    assertThat(lines(spec.formatted(0, 0))).isEqualTo("w0 0\nw1 0\n0 0\n0 w0\n0 w1\n");
    assertThat(lines(spec.formatted(0, 2))).isEqualTo("w0 0\nw1 0\n0 0\n0 w0\n0 w1\n0 0\n0 0\n");
    assertThat(lines(spec.formatted(1, 0))).isEqualTo("w1 0\n0 0\n0 w0\n");
  }

  @Test
  void groupsAndChannelsCountThroughTheWholeWeight() {
    String spec =
        "{'op': '%s', 'in_channels': %d, 'out_channels': %d, 'groups': 2, 'kernel_size': 2, 'input_shape': [%d, 2]}";
    assertThat(lines(spec.formatted("conv1d", 4, 2, 4)))
        .isEqualTo("w0 w1 w2 w3 0 0 0 0\n0 0 0 0 w4 w5 w6 w7\n");
    assertThat(lines(spec.formatted("conv_transpose1d", 2, 4, 2)).lines().limit(7))
        .containsExactly(
            "w0 0 0 0", "w1 w0 0 0", "0 w1 0 0", "w2 0 0 0", "w3 w2 0 0", "0 w3 0 0", "0 0 w4 0");
  }

  /** Entry for entry, as the mathematics has it; and the counts without looking are the counts. */
  @Test
  void theAdjointLayersMatrixIsTheTranspose() {
    RandomSpecs specs = new RandomSpecs(11);
    int transposes = 0;
    for (int layer = 0; layer < 1500; layer++) {
      ConvSpec spec = specs.next();
      UnrolledConvolution matrix = UnrolledConvolution.of(spec);
      assertThat(new long[] {matrix.entries(), matrix.summands()})
          .as("%s", spec)
          .isEqualTo(DenseMatrix.counted(matrix));
      Adjoint adjoint = Adjoint.of(spec);
      assertThat(adjoint.layer() == null).isEqualTo(adjoint.reason() != null);
      if (adjoint.layer() != null) {
        assertThat(DenseMatrix.symbols(UnrolledConvolution.of(adjoint.layer())))
            .as("%s", spec)
            .isDeepEqualTo(DenseMatrix.transposed(DenseMatrix.symbols(matrix)));
        transposes++;
      }
    }
    assertThat(transposes).isEqualTo(1138);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'op': 'conv1d', 'kernel_size': 3} | a matrix needs a known input size (input_shape is (N, C_in, L_in))",
        "{'op': 'conv2d', 'kernel_size': 5000, 'padding': 5000, 'input_shape': [1, 1, 5, 5]} | a row may sum at most 16777216 elements of the weight (got (1, 5000, 5000))",
        "{'op': 'conv3d', 'kernel_size': 1, 'input_shape': [1, 1, 20000, 20000, 20000]} | a tensor may have at most 549755813887 elements (got (1, 20000, 20000, 20000))",
        "{'op': 'conv1d', 'kernel_size': 1, 'out_channels': 2147483647, 'input_shape': [1, 2147483647]} | a tensor may have at most 549755813887 elements (got (2147483647, 2147483647))",
      })
  void whatCannotBeCountedIsRefused(String json, String message) {
    ConvSpec spec = TestData.spec(json);
    assertThatThrownBy(() -> UnrolledConvolution.of(spec))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  @Test
  void entriesPastTheBorderAreCountedUpToALimit() {
    ConvSpec spec =
        TestData.spec(
            "{'op': 'conv1d', 'kernel_size': 20, 'padding': 1000000000, 'padding_mode': 'replicate', 'input_shape': [1, 5]}");
    UnrolledConvolution matrix = UnrolledConvolution.of(spec);
    assertThat(matrix.summands()).isEqualTo(20L * matrix.rows());
    assertThatThrownBy(matrix::entries)
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("too many elements beyond the border");
  }
}
