package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.table.Combination;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table of layers.
 *
 * @param layer null where the combination is invalid in PyTorch
 * @param faults why it is invalid or could not be proven; otherwise empty
 * @param agree whether the proof agrees; null where there is none
 */
public record GridRow(
    Combination combination,
    @Nullable LayerCells layer,
    List<Fault> faults,
    @Nullable Boolean agree) {
  public GridRow {
    faults = List.copyOf(faults);
  }

  /** A layer without a proof. */
  public static GridRow of(Combination combination, TorchSpec spec) {
    return new GridRow(combination, LayerCells.of(spec), List.of(), null);
  }

  /** A layer with its proof. */
  public static GridRow proven(Combination combination, TorchSpec spec, boolean agree) {
    return new GridRow(combination, LayerCells.of(spec), List.of(), agree);
  }

  /** A layer that could not be proven. */
  public static GridRow unproven(Combination combination, TorchSpec spec, List<Fault> faults) {
    return new GridRow(combination, LayerCells.of(spec), faults, null);
  }

  /** A combination that PyTorch refuses. */
  public static GridRow invalid(Combination combination, Refusal refusal) {
    return failed(combination, refusal.faults());
  }

  /** An invalid combination with its reasons. */
  public static GridRow failed(Combination combination, List<Fault> faults) {
    return new GridRow(combination, null, faults, null);
  }
}
