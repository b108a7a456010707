package io.github.padbridge.render;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.ConvSpec;
import io.github.padbridge.table.Combination;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table of layers.
 *
 * @param layer null where the combination is invalid in PyTorch
 * @param faults why it is invalid, or why it could not be proven; empty where neither is so
 * @param agree what the proof found; null where there is none
 */
public record GridRow(
    Combination combination,
    @Nullable LayerCells layer,
    List<Fault> faults,
    @Nullable Boolean agree) {
  public GridRow {
    faults = List.copyOf(faults);
  }

  /** A layer that is not to be proven. */
  public static GridRow of(Combination combination, ConvSpec spec) {
    return new GridRow(combination, LayerCells.of(spec), List.of(), null);
  }

  /** A layer and what its proof found. */
  public static GridRow proven(Combination combination, ConvSpec spec, boolean agree) {
    return new GridRow(combination, LayerCells.of(spec), List.of(), agree);
  }

  /** A layer that could not be proven. */
  public static GridRow unproven(Combination combination, ConvSpec spec, List<Fault> faults) {
    return new GridRow(combination, LayerCells.of(spec), faults, null);
  }

  /** A combination that PyTorch refuses. */
  public static GridRow invalid(Combination combination, Refusal refusal) {
    return failed(combination, refusal.faults());
  }

  /** A combination of which nothing is known but why. */
  public static GridRow failed(Combination combination, List<Fault> faults) {
    return new GridRow(combination, null, faults, null);
  }
}
