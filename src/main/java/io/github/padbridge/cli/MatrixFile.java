package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.render.RefusalText;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * The one matrix of a file. It is written when the input has ended, since there may be no second.
 */
final class MatrixFile implements MatrixWriter {
  /** A form in which a matrix is written as it is unrolled. */
  interface Form {
    void write(LayerMatrix matrix, Writer out) throws IOException;
  }

  private final Form form;
  private final Console console;
  private @Nullable LayerMatrix only;
  private @Nullable LayerInput onlyInput;
  private boolean several;

  MatrixFile(Form form, Console console) {
    this.form = form;
    this.console = console;
  }

  @Override
  public void write(LayerInput input, LayerMatrix matrix) {
    if (only != null) {
      several = true;
      throw new Refusal(
          Fault.at(
              input.place(),
              "csv and mtx hold the matrix of one layer (this is a further one)",
              "give one layer; text and json take several"));
    }
    only = matrix;
    onlyInput = input;
  }

  @Override
  public void refuse(LayerInput input, Refusal refusal) {
    console.err().print(RefusalText.of(input.located(refusal)));
  }

  @Override
  public void finish() throws IOException {
    if (only == null || onlyInput == null || several) {
      return;
    }
    Writer out = new LineWriter(console.out());
    try {
      form.write(only, out);
    } catch (Refusal refusal) {
      throw new Refusal(onlyInput.located(refusal));
    }
    out.flush();
  }
}
