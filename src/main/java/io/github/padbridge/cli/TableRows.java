package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.TorchSpec;
import io.github.padbridge.proof.LayerProof;
import io.github.padbridge.proof.ProofService;
import io.github.padbridge.render.GridColumn;
import io.github.padbridge.render.GridRow;
import io.github.padbridge.table.Choices;
import io.github.padbridge.table.Combination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the rows of a table, and counts them. */
final class TableRows {
  private final List<GridColumn> columns;
  private final @Nullable Choices outputSizes;
  private final boolean invalid;
  private final Function<Combination, ? extends TorchSpec> layers;
  private final @Nullable ProofService proofs;
  private final Tally tally;
  private long shown;
  private long leftOut;

  /**
   * @param outputSizes the output sizes to show; null for all
   * @param invalid whether invalid combinations are shown
   * @param layers creates the layer of a combination
   * @param proofs proves the rows; null for no proofs
   * @param tally counts the proofs
   */
  TableRows(
      List<GridColumn> columns,
      @Nullable Choices outputSizes,
      boolean invalid,
      Function<Combination, ? extends TorchSpec> layers,
      @Nullable ProofService proofs,
      Tally tally) {
    this.columns = List.copyOf(columns);
    this.outputSizes = outputSizes;
    this.invalid = invalid;
    this.layers = layers;
    this.proofs = proofs;
    this.tally = tally;
  }

  /** The cells of a combination; empty if it is not shown. */
  Optional<List<@Nullable Object>> of(Combination combination) {
    GridRow row;
    try {
      TorchSpec spec = layers.apply(combination);
      if (!isAskedFor(spec)) {
        return Optional.empty();
      }
      row =
          proofs == null
              ? GridRow.of(combination, spec)
              : proven(combination, spec, proofs.prove(spec));
    } catch (Refusal refusal) {
      leftOut++;
      row = GridRow.invalid(combination, refusal);
    }
    boolean isShown = row.layer() != null || (invalid && outputSizes == null);
    return isShown ? Optional.of(cells(row)) : Optional.empty();
  }

  /** The cells of a combination that failed. */
  List<@Nullable Object> failed(Combination combination, List<Fault> faults) {
    return cells(GridRow.failed(combination, faults));
  }

  private List<@Nullable Object> cells(GridRow row) {
    List<@Nullable Object> cells = new ArrayList<>(columns.size());
    for (GridColumn column : columns) {
      cells.add(column.of(row));
    }
    shown++;
    return cells;
  }

  private boolean isAskedFor(TorchSpec spec) {
    return outputSizes == null
        || outputSizes.contains(
            IntStream.range(0, spec.spatialRank())
                .mapToObj(axis -> spec.outputSize(axis).intValue())
                .toList());
  }

  private GridRow proven(Combination combination, TorchSpec spec, Attempt<LayerProof> attempt) {
    boolean agrees = attempt.succeeded() && attempt.requireResult().agreement().agree();
    tally.add(attempt, agrees);
    return attempt.succeeded()
        ? GridRow.proven(combination, spec, agrees)
        : GridRow.unproven(combination, spec, attempt.faults());
  }

  long shown() {
    return shown;
  }

  /** The number of invalid combinations. */
  long leftOut() {
    return leftOut;
  }
}
