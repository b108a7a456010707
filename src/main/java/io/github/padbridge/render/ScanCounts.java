package io.github.padbridge.render;

import io.github.padbridge.layer.PoolSpec;
import io.github.padbridge.model.ModelLayer;
import java.util.ArrayList;
import java.util.List;

/** How many layers a printed model has, in words. */
final class ScanCounts {
  private ScanCounts() {}

  /** {@code 5 convolutions and 3 poolings, 6 of them distinct}. */
  static String of(List<ScannedLayer> rows) {
    List<ScannedLayer> windows =
        rows.stream().filter(row -> row.layer().isWindow() || row.layer().isAdaptive()).toList();
    long poolings = windows.stream().filter(row -> isPooling(row.layer())).count();
    List<String> parts = new ArrayList<>();
    add(parts, windows.size() - poolings, "convolution");
    add(parts, poolings, "pooling");
    add(parts, rows.size() - windows.size(), "padding");
    String last = parts.remove(parts.size() - 1);
    String all = parts.isEmpty() ? last : String.join(", ", parts) + " and " + last;
    return all + different(windows, rows.size() > windows.size()) + withoutPlan(windows);
  }

  private static boolean isPooling(ModelLayer layer) {
    return layer.spec() instanceof PoolSpec || layer.className().contains("Pool");
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + " " + what + (count == 1 ? "" : "s"));
    }
  }

  private static String different(List<ScannedLayer> windows, boolean hasOthers) {
    long different = windows.stream().map(row -> row.layer().layer()).distinct().count();
    if (different == windows.size()) {
      return "";
    }
    String whole = hasOthers ? "the " + windows.size() + " layers" : "them";
    return ", " + different + " of " + whole + " distinct";
  }

  private static String withoutPlan(List<ScannedLayer> windows) {
    long without = windows.stream().filter(row -> row.plan() == null).count();
    return without == 0 ? "" : ", " + without + " not translated";
  }
}
