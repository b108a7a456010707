package io.github.padbridge.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arguments of a convolution as printed by {@code _ConvNd.extra_repr}, and additional arguments
 * of a subclass.
 *
 * @param kernelSize as printed, without its brackets
 * @param items the arguments of the PyTorch convolution
 * @param more additional arguments
 * @param below additional lines
 */
record PrintedArguments(
    String kernelSize, List<String> items, List<String> more, List<String> below) {
  /** Two channel counts and a tuple, wherever a subclass prints its own arguments. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(?<![^ ,\n])(?:in_channels=)?\\d+, ?(?:out_channels=)?\\d+, ?kernel_size="
              + "(?:torch\\.Size\\()?[(\\[](\\d+(?:, ?\\d+){0,2}),?[)\\]]");

  /** A list attribute may be printed as a torch.Size. */
  private static final Pattern SIZE = Pattern.compile("torch\\.Size\\((\\[[^\\]]*\\])\\)");

  private static final Set<String> KNOWN =
      Set.of(
          "in_channels",
          "out_channels",
          "kernel_size",
          "stride",
          "padding",
          "output_padding",
          "dilation",
          "groups",
          "bias",
          "padding_mode");

  /** Parses the arguments in the brackets of a module; empty if it is not a convolution. */
  static Optional<PrintedArguments> of(String text) {
    Matcher beginning = BEGINNING.matcher(text);
    if (!beginning.find()) {
      return Optional.empty();
    }
    int end = text.indexOf('\n', beginning.end());
    String line = text.substring(beginning.start(), end < 0 ? text.length() : end);
    List<String> items = new ArrayList<>();
    List<String> more = new ArrayList<>(split(text.substring(0, beginning.start())));
    for (String item : split(SIZE.matcher(line).replaceAll("$1"))) {
      boolean own = items.size() < 2 || KNOWN.contains(keyword(item));
      (own ? items : more).add(item);
    }
    List<String> below = end < 0 ? List.of() : split(text.substring(end).replace('\n', ','));
    return Optional.of(new PrintedArguments(beginning.group(1), items, more, below));
  }

  int spatialRank() {
    return (int) Arrays.stream(kernelSize.split(",")).filter(size -> !size.isBlank()).count();
  }

  /** All arguments, those of the PyTorch convolution first. */
  List<String> all() {
    return Stream.concat(items.stream(), more.stream()).toList();
  }

  boolean has(String keyword) {
    return items.stream().anyMatch(item -> keyword(item).equals(keyword));
  }

  /** The keywords of the additional arguments. */
  String moreShown() {
    return Stream.concat(more.stream(), below.stream())
        .map(PrintedArguments::keyword)
        .collect(Collectors.joining(", "));
  }

  private static String keyword(String item) {
    int equals = item.indexOf('=');
    return equals < 0 ? item : item.substring(0, equals).strip();
  }

  /** Splits a text at commas outside brackets and quotes. */
  private static List<String> split(String text) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      boolean ends = i == text.length() || (c == ',' && depth <= 0 && quote == 0);
      if (ends) {
        String item = text.substring(start, i).strip();
        if (!item.isEmpty()) {
          items.add(item);
        }
        start = i + 1;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else {
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      }
    }
    return items;
  }
}
