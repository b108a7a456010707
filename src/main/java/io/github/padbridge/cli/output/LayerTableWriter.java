package io.github.padbridge.cli.output;

import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.render.LayerTable;
import io.github.padbridge.render.TableWriter;
import java.io.IOException;
import java.util.List;

/** Writes one row for each layer; the row of a refused layer holds the reason. */
public record LayerTableWriter(TableWriter table) implements LayerWriter<Layer> {
  @Override
  public void write(LayerInput input, Layer layer) throws IOException {
    table.row(LayerTable.row(input.label(), layer));
  }

  @Override
  public void refuse(LayerInput input, List<Fault> faults) throws IOException {
    table.row(LayerTable.refused(input.label(), faults));
  }

  @Override
  public void finish() throws IOException {
    table.finish();
  }
}
