package io.github.padbridge.model;

import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contents of printed modules. Each module is inspected once. */
final class ModuleContents {
  private static final Pattern KERNEL = Pattern.compile("kernel_size=[^\\d]*([\\d, ]+)");
  private static final Pattern SEVERAL = Pattern.compile("[2-9]|\\d\\d");

  private final IdentityHashMap<PrintedModule, Integer> counts = new IdentityHashMap<>();
  private final IdentityHashMap<PrintedModule, Optional<PrintedModule>> pads =
      new IdentityHashMap<>();

  /**
   * The first child that pads, in a way that is printed or not. Modules in a list count as children
   * of the module with the list.
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
   * The number of convolutions and poolings in {@code module}, itself included, whose windows have
   * several elements; capped.
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
