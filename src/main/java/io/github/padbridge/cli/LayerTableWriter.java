package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.render.LayerTable;
import io.github.padbridge.render.TableWriter;
import io.github.padbridge.spec.Layer;
import io.github.padbridge.translate.Alternative;
import io.github.padbridge.translate.Runtime;
import io.github.padbridge.translate.Target;
import java.io.IOException;

/** A row a record; one that is refused says so in it. */
record LayerTableWriter(TableWriter table) implements TranslationWriter {
  @Override
  public boolean write(LayerInput input) throws IOException {
    Layer layer = input.require().spec();
    if (layer.padsAtRuntime()) {
      // Where sizes are open it may be that no plan holds for all of them.
      Alternative.usual(layer, Target.usual(layer), Runtime.PORTABLE);
    }
    table.row(LayerTable.row(input.label(), layer));
    return true;
  }

  @Override
  public boolean refuse(LayerInput input, Refusal refusal) throws IOException {
    table.row(LayerTable.refused(input.label(), input.located(refusal)));
    return false;
  }

  @Override
  public void finish() throws IOException {
    table.finish();
  }
}
