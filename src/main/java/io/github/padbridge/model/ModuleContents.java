package io.github.padbridge.model;

import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What printed modules hold. Each is looked into once, since every child of it may ask. */
final class ModuleContents {
  private static final Pattern KERNEL = Pattern.compile("kernel_size=[^\\d]*([\\d, ]+)");
  private static final Pattern SEVERAL = Pattern.compile("[2-9]|\\d\\d");

  private final IdentityHashMap<PrintedModule, Integer> counts = new IdentityHashMap<>();
  private final IdentityHashMap<PrintedModule, Optional<PrintedModule>> pads =
      new IdentityHashMap<>();

  /**
   * The first child that pads, in a way that is printed or not; what stands in a list counts as the
   * child of the module that holds the list.
   */
  Optional<PrintedModule> pad(PrintedModule module) {
    Optional<PrintedModule> known = pads.get(module);
    if (known == null) {
      known =
          module.children().stream()
              .flatMap(
                  child ->
                      (isPad(child)
                              ? Optional.of(child)
                              : child.isList() ? pad(child) : Optional.<PrintedModule>empty())
                          .stream())
              .findFirst();
      pads.put(module, known);
    }
    return known;
  }

  private static boolean isPad(PrintedModule module) {
    return PrintedPad.of(module).isPresent()
        || (WindowClass.of(module).isEmpty() && OpaqueClass.of(module).isPresent());
  }

  /**
   * How many convolutions and poolings there are in {@code module}, itself included, whose windows
   * meet several elements; a large number is as good as more.
   */
  int windows(PrintedModule module) {
    Integer known = counts.get(module);
    if (known == null) {
      long sum = isWindow(module) ? 1 : 0;
      for (PrintedModule child : module.children()) {
        sum += (long) child.repeats().count() * windows(child);
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
