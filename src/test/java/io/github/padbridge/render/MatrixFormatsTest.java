package io.github.padbridge.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.RandomSpecs;
import io.github.padbridge.TestData;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvOp;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.matrix.ColumnMatrix;
import io.github.padbridge.matrix.DenseMatrix;
import io.github.padbridge.matrix.ElementMatrix;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.matrix.UnrolledConvolution;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is written, read back, is the matrix. */
class MatrixFormatsTest {
  private static final int LAYERS = 500;

  private final SplittableRandom random = new SplittableRandom(8);

  private interface Form {
    void write(LayerMatrix matrix, Writer out) throws IOException;
  }

  private static String written(Form form, LayerMatrix matrix) {
    StringWriter out = new StringWriter();
    try {
      form.write(matrix, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString();
  }

  /** A random small layer's matrix, or its input's columns, without numbers. */
  private static LayerMatrix symbolic(RandomSpecs specs, int layer) {
    ConvSpec spec = layer % 4 == 0 ? specs.next(ConvOp.CONV2D) : specs.next();
    ElementMatrix matrix = layer % 4 == 0 ? ColumnMatrix.of(spec) : UnrolledConvolution.of(spec);
    return new LayerMatrix(spec, matrix, null);
  }

  /** Numbers with halves, a zero, and some that need an exponent. */
  private LayerMatrix withNumbers(LayerMatrix layer) {
    int count = (int) layer.matrix().tensorShape().elements();
    double[] numbers = random.doubles(count, -9, 9).map(d -> Math.rint(2 * d) / 2).toArray();
    numbers[0] = 1e-7;
    numbers[count - 1] = 0;
    return new LayerMatrix(layer.spec(), layer.matrix(), numbers);
  }

  private static double[][] parsedMarket(String text) {
    List<String> lines = text.lines().filter(line -> !line.startsWith("%")).toList();
    String[] head = lines.get(0).split(" ", -1);
    double[][] cells = new double[Integer.parseInt(head[0])][Integer.parseInt(head[1])];
    assertThat(lines).hasSize(1 + Integer.parseInt(head[2]));
    for (String line : lines.subList(1, lines.size())) {
      String[] entry = line.split(" ", -1);
      cells[Integer.parseInt(entry[0]) - 1][Integer.parseInt(entry[1]) - 1] +=
          Double.parseDouble(entry[2]);
    }
    return cells;
  }

  @Test
  void matrixMarketWithNumbers() {
    RandomSpecs specs = new RandomSpecs(21);
    int layers = 0;
    for (; layers < LAYERS; layers++) {
      LayerMatrix matrix = withNumbers(symbolic(specs, layers));
      String text = written(MatrixMarket::write, matrix);
      assertThat(text).startsWith("%%MatrixMarket matrix coordinate real general\n% Conv");
      assertThat(parsedMarket(text))
          .isDeepEqualTo(DenseMatrix.of(matrix.matrix(), matrix.numbers()));
    }
    assertThat(layers).isEqualTo(LAYERS);
  }

  @Test
  void matrixMarketWithSymbolsCountsElementsFromOne() {
    RandomSpecs specs = new RandomSpecs(22);
    int read = 0;
    int refused = 0;
    for (int layer = 0; layer < LAYERS; layer++) {
      LayerMatrix matrix = symbolic(specs, layer);
      if (matrix.hasSums()) {
        assertThatThrownBy(() -> written(MatrixMarket::write, matrix))
            .isInstanceOf(Refusal.class)
            .hasMessageStartingWith("an mtx entry is a single number, but padding_mode ");
        refused++;
        continue;
      }
      String text = written(MatrixMarket::write, matrix);
      assertThat(text).startsWith("%%MatrixMarket matrix coordinate integer general\n% Conv");
      int count = (int) matrix.matrix().tensorShape().elements();
      double[] counted = new double[count];
      Arrays.setAll(counted, element -> element + 1);
      assertThat(parsedMarket(text)).isDeepEqualTo(DenseMatrix.of(matrix.matrix(), counted));
      read++;
    }
    assertThat(List.of(read, refused)).isEqualTo(List.of(476, 24));
  }

  @Test
  void csv() {
    RandomSpecs specs = new RandomSpecs(23);
    int layers = 0;
    for (; layers < LAYERS; layers++) {
      LayerMatrix symbols = symbolic(specs, layers);
      String[][] cells =
          written(MatrixCsv::write, symbols)
              .lines()
              .map(line -> line.split(",", -1))
              .toArray(String[][]::new);
      assertThat(cells).isDeepEqualTo(DenseMatrix.symbols(symbols.matrix()));
      LayerMatrix numbers = withNumbers(symbols);
      double[][] values =
          written(MatrixCsv::write, numbers)
              .lines()
              .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::valueOf).toArray())
              .toArray(double[][]::new);
      assertThat(values).isDeepEqualTo(DenseMatrix.of(numbers.matrix(), numbers.numbers()));
    }
    assertThat(layers).isEqualTo(LAYERS);
  }

  @Test
  void textShowsTheSameCellsAsCsvInColumns() {
    RandomSpecs specs = new RandomSpecs(24);
    int shown = 0;
    for (int layer = 0; layer < LAYERS; layer++) {
      LayerMatrix matrix = symbolic(specs, layer);
      if (!MatrixGrid.fits(matrix.matrix())) {
        assertThatThrownBy(() -> MatrixGrid.of(matrix))
            .isInstanceOf(Refusal.class)
            .hasMessageStartingWith("text output is limited to 256 rows and 64 columns (got ");
        continue;
      }
      String text = MatrixGrid.of(matrix);
      assertThat(text.lines().map(String::length).distinct()).hasSize(1);
      assertThat(text.lines().map(line -> line.strip().replaceAll(" +", ",")).toList())
          .isEqualTo(written(MatrixCsv::write, matrix).lines().toList());
      assertThat(MatrixText.of(LayerRecord.Label.NONE, matrix)).endsWith("\n\n" + text);
      shown++;
    }
    assertThat(shown).isEqualTo(401);
  }

  @Test
  void sumsThatAreTooLongForTextAreRefused() {
    ConvSpec spec =
        TestData.spec(
            "{'op': 'conv1d', 'kernel_size': 100000, 'padding': 60000, 'padding_mode': 'replicate', 'input_shape': [1, 2], 'stride': 10000}");
    LayerMatrix matrix = new LayerMatrix(spec, UnrolledConvolution.of(spec), null);
    assertThatThrownBy(() -> MatrixGrid.of(matrix))
        .isInstanceOf(Refusal.class)
        .hasMessage("text output is limited to 100000 summed elements (got 300000)");
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsWritten() {
    ConvSpec spec =
        TestData.spec("{'op': 'conv2d', 'kernel_size': 3, 'input_shape': [1, 1, 2000, 2000]}");
    LayerMatrix matrix = new LayerMatrix(spec, UnrolledConvolution.of(spec), null);
    StringWriter out = new StringWriter();
    assertThatThrownBy(() -> MatrixCsv.write(matrix, out))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "csv output is limited to 100000000 cells and as many summed elements"
                + " (got 3992004 x 4000000 cells, 35928036 elements)");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void numbersOfTheWrongCountOrTooLargeToAddAreRefused() {
    ConvSpec spec =
        TestData.spec(
            "{'op': 'conv1d', 'kernel_size': 2, 'padding': 2, 'padding_mode': 'replicate', 'input_shape': [1, 5]}");
    UnrolledConvolution matrix = UnrolledConvolution.of(spec);
    assertThatThrownBy(() -> new LayerMatrix(spec, matrix, new double[3]))
        .hasMessage("a kernel of shape (1, 1, 2) has 2 numbers (got 3)");
    assertThatThrownBy(() -> new LayerMatrix(spec, matrix, new double[] {1e308, -1e308}))
        .hasMessage("the sums of these numbers overflow float64");
    ConvSpec zeros = TestData.spec("{'op': 'conv1d', 'kernel_size': 2, 'input_shape': [1, 5]}");
    double[] large = {1e308, -1e308};
    assertThat(
            written(MatrixCsv::write, new LayerMatrix(zeros, UnrolledConvolution.of(zeros), large)))
        .startsWith("1.0E308,-1.0E308,0,0,0\n");
  }
}
