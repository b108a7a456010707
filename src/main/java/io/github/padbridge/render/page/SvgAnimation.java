package io.github.padbridge.render.page;

import io.github.padbridge.explain.AxisPicture;
import io.github.padbridge.explain.PlanePicture;
import io.github.padbridge.explain.Strip;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a picture moves, in CSS: the kernel goes from one place to the next, and what is finished
 * appears. Who asked their system for less motion sees the finished picture.
 */
final class SvgAnimation {
  private static final double AXIS_STEP_SECONDS = 0.7;
  private static final double PLANE_STEP_SECONDS = 0.4;

  /** What an axis' letter is in the names of what two at once do. */
  private static final String PLANE = "Plane";

  private SvgAnimation() {}

  /** The rules for the pictures, which the other functions name. */
  static String style(List<AxisPicture> axes, Optional<PlanePicture> plane) {
    StringBuilder style = new StringBuilder();
    for (AxisPicture axis : axes) {
      appendMove(style, axis, "X");
      appendFrames(style, "" + axis.axis(), axis.steps());
    }
    plane.ifPresent(
        picture -> {
          appendMove(style, picture.rows(), "Y");
          appendFrames(style, PLANE, picture.rows().steps() * picture.columns().steps());
        });
    return style
        .append(
            "@media (prefers-reduced-motion: reduce) { g, use { animation: none !important; } }\n")
        .toString();
  }

  private static void appendMove(StringBuilder style, AxisPicture axis, String direction) {
    long distance = (axis.steps() - 1) * axis.stride() * SvgCells.PITCH;
    style.append("@keyframes move").append(direction).append(axis.axis());
    style.append(" { to { transform: translate").append(direction);
    style.append('(').append(distance).append("px); } }\n");
  }

  private static void appendFrames(StringBuilder style, String of, long steps) {
    for (long step = 0; step < steps; step++) {
      style.append("@keyframes appear").append(of).append(step).append(" { 0% { opacity: 0.12; } ");
      style.append(String.format(Locale.ROOT, "%.3f%%", 100.0 * step / steps));
      style.append(" { opacity: 1; } }\n");
    }
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1fs", seconds);
  }

  private static String move(String direction, AxisPicture axis, double seconds) {
    return axis.steps() == 1
        ? ""
        : "animation: move"
            + direction
            + axis.axis()
            + " "
            + seconds(seconds)
            + " steps("
            + axis.steps()
            + ", jump-none) infinite";
  }

  private static String appear(String of, long step, double seconds) {
    return step == 0
        ? ""
        : "animation: appear" + of + step + " " + seconds(seconds) + " step-end infinite";
  }

  /** The style of the kernel in the picture of an axis. */
  static String move(AxisPicture axis) {
    return move("X", axis, AXIS_STEP_SECONDS * axis.steps());
  }

  /** The style of a cell in the picture of an axis; none where it is there from the beginning. */
  static String appear(AxisPicture axis, Strip strip, long at) {
    boolean isSum = strip.name().equals(AxisPicture.FULL);
    boolean isOutput = strip.name().equals(AxisPicture.OUTPUT);
    return isSum || isOutput
        ? appear("" + axis.axis(), step(axis, at), AXIS_STEP_SECONDS * axis.steps())
        : "";
  }

  /** The style of the kernel in the picture of two axes, as it goes from row to row. */
  static String down(PlanePicture plane) {
    return move("Y", plane.rows(), seconds(plane));
  }

  /** The same along each row. */
  static String across(PlanePicture plane) {
    return move("X", plane.columns(), seconds(plane) / plane.rows().steps());
  }

  private static double seconds(PlanePicture plane) {
    return PLANE_STEP_SECONDS * plane.rows().steps() * plane.columns().steps();
  }

  /** The style of a cell of what comes out of two axes. */
  static String appear(PlanePicture plane, long row, long column) {
    boolean isSpread = plane.rows().isTransposed();
    long down = isSpread ? step(plane.rows(), row) : row;
    long across = isSpread ? step(plane.columns(), column) : column;
    return appear(PLANE, down * plane.columns().steps() + across, seconds(plane));
  }

  /** The step that finishes what stands at a position. */
  private static long step(AxisPicture axis, long at) {
    return Math.min(at / axis.stride(), axis.steps() - 1);
  }
}
