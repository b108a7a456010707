package io.github.padbridge.cli.output;

import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.matrix.LayerMatrix;
import io.github.padbridge.render.RefusalText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the matrix of the only layer at the end of the input. Writes nothing if there are several
 * layers.
 */
public final class MatrixFile implements LayerWriter<LayerMatrix> {
  /** Writes a matrix element by element. */
  public interface Form {
    void write(LayerMatrix matrix, Writer out) throws IOException;
  }

  private final Form form;
  private final Console console;
  private @Nullable LayerMatrix only;
  private @Nullable LayerInput onlyInput;
  private boolean several;

  public MatrixFile(Form form, Console console) {
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
              "csv and mtx hold the matrix of one layer only",
              "give one layer, or use --format text or json"));
    }
    only = matrix;
    onlyInput = input;
  }

  @Override
  public void refuse(LayerInput input, List<Fault> faults) {
    console.err().print(RefusalText.of(faults));
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
      throw refusal.locatedAt(onlyInput.place());
    }
    out.flush();
  }
}
