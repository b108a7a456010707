package io.github.padbridge.render;

import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.Strip;
import java.util.List;
import java.util.Locale;

/**
 * How a picture moves, in CSS: the kernel goes from one place to the next, and what is finished
 * appears. Who asked their system for less motion sees the finished picture.
 */
final class SvgAnimation {
  private static final double STEP_SECONDS = 0.7;

  private SvgAnimation() {}

  /** The rules for the axes, which {@link #move} and {@link #appear} name. */
  static String style(List<AxisPicture> axes) {
    StringBuilder style = new StringBuilder();
    for (AxisPicture picture : axes) {
      long distance = (picture.steps() - 1) * picture.stride() * SvgCells.PITCH;
      style.append("@keyframes move").append(picture.axis());
      style.append(" { to { transform: translateX(").append(distance).append("px); } }\n");
      for (long step = 0; step < picture.steps(); step++) {
        style.append("@keyframes ").append(name(picture, step)).append(" { 0% { opacity: 0.12; } ");
        style.append(percent(step, picture.steps())).append(" { opacity: 1; } }\n");
      }
    }
    return style
        .append(
            "@media (prefers-reduced-motion: reduce) { g, use { animation: none !important; } }\n")
        .toString();
  }

  private static String percent(long step, long steps) {
    return String.format(Locale.ROOT, "%.3f%%", 100.0 * step / steps);
  }

  private static String name(AxisPicture picture, long step) {
    return "appear" + picture.axis() + step;
  }

  private static String seconds(AxisPicture picture) {
    return String.format(Locale.ROOT, "%.1fs", STEP_SECONDS * picture.steps());
  }

  /** The style of what is laid over one place after the other. */
  static String move(AxisPicture picture) {
    return picture.steps() == 1
        ? ""
        : "animation: move"
            + picture.axis()
            + " "
            + seconds(picture)
            + " steps("
            + picture.steps()
            + ", jump-none) infinite";
  }

  /** The style of what is there from a step on. */
  static String appear(AxisPicture picture, long step) {
    return step == 0
        ? ""
        : "animation: " + name(picture, step) + " " + seconds(picture) + " step-end infinite";
  }

  /** The step that finishes a cell; negative for one that is there from the beginning. */
  static long step(AxisPicture picture, Strip strip, long at) {
    boolean isSum = strip.name().equals(AxisPicture.FULL);
    boolean isOutput = strip.name().equals(AxisPicture.OUTPUT);
    if (!isSum && !isOutput) {
      return -1;
    }
    return Math.min(at / picture.stride(), picture.steps() - 1);
  }
}
