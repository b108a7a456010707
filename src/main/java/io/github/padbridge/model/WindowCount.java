package io.github.padbridge.model;

import java.util.IdentityHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the convolutions and poolings in printed modules whose windows meet several elements. */
final class WindowCount {
  private static final Pattern KERNEL = Pattern.compile("kernel_size=[^\\d]*([\\d, ]+)");
  private static final Pattern SEVERAL = Pattern.compile("[2-9]|\\d\\d");

  private final IdentityHashMap<PrintedModule, Integer> counts = new IdentityHashMap<>();

  /** How many there are in {@code module}, itself included; a large number is as good as more. */
  int in(PrintedModule module) {
    Integer known = counts.get(module);
    if (known == null) {
      long sum = isWindow(module) ? 1 : 0;
      for (PrintedModule child : module.children()) {
        sum += (long) child.repeats().count() * in(child);
      }
      known = (int) Math.min(sum, 1_000_000);
      counts.put(module, known);
    }
    return known;
  }

  private static boolean isWindow(PrintedModule module) {
    if (WindowClass.of(module).isEmpty()) {
      return false;
    }
    Matcher kernel = KERNEL.matcher(module.arguments());
    return kernel.find() && SEVERAL.matcher(kernel.group(1)).find();
  }
}
