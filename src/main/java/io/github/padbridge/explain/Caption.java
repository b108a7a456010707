package io.github.padbridge.explain;

import io.github.padbridge.diagnostic.WordList;
import io.github.padbridge.layer.Layer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What stands over the picture of an axis, or of several that look the same.
 *
 * @param heading the axes, and the size that was chosen for them
 * @param note a sentence on that size; empty where there is nothing to say
 */
public record Caption(String heading, String note) {
  /** {@code Axis L}, {@code Axes H and W}. */
  static Caption of(List<Character> axes) {
    return new Caption(named(axes), "");
  }

  /** {@code Axes H and W, drawn at H_in = W_in = 6}. */
  public static Caption at(long size, List<Character> axes, String note) {
    String sizes = axes.stream().map(Layer::inputName).collect(Collectors.joining(" = "));
    return new Caption(named(axes) + ", drawn at " + sizes + " = " + size, note);
  }

  private static String named(List<Character> axes) {
    return (axes.size() == 1 ? "Axis " : "Axes ") + WordList.and(axes);
  }
}
