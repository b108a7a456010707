package io.github.padbridge.render;

import io.github.padbridge.weights.CheckedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of permuted weights. */
public final class WeightTable {
  private final boolean hasNames;
  private final boolean hasChecks;

  /**
   * @param hasNames whether weights are renamed
   * @param hasChecks whether they are proven
   */
  public WeightTable(boolean hasNames, boolean hasChecks) {
    this.hasNames = hasNames;
    this.hasChecks = hasChecks;
  }

  public List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("weight", "op", "from", "to", "permutation"));
    if (hasNames) {
      columns.add(1, "new name");
    }
    if (hasChecks) {
      columns.add("max abs diff");
    }
    return columns;
  }

  public List<@Nullable Object> row(CheckedChange change) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(change.name());
    if (hasNames) {
      cells.add(change.renamed());
    }
    cells.add(change.op());
    cells.add(list(change.from()));
    cells.add(list(change.to()));
    cells.add(list(change.permutation()));
    if (hasChecks && change.agreement() != null) {
      boolean hasNumbers = change.agreement().result().comparison() != null;
      cells.add(
          hasNumbers
              ? NumberText.of(change.agreement().result().requireComparison().maxAbsDiff())
              : "no numbers");
    }
    return cells;
  }

  private static String list(List<?> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
