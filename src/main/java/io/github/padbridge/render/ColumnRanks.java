package io.github.padbridge.render;

import java.util.List;

/**
 * Which columns a table keeps where it is too wide.
 *
 * @param leastUseful columns that are left out before others, the first at first
 * @param kept columns that are left out only if they are empty
 */
public record ColumnRanks(List<String> leastUseful, List<String> kept) {
  /** All columns are alike. */
  public static final ColumnRanks EQUAL = new ColumnRanks(List.of(), List.of());

  public ColumnRanks {
    leastUseful = List.copyOf(leastUseful);
    kept = List.copyOf(kept);
  }
}
