package io.github.padbridge.render.page;

import java.util.stream.LongStream;

/**
 * Where the positions of an axis are drawn. Of a long one those in the middle are left out.
 *
 * @param begin the first position
 * @param end the one after the last
 * @param mostCells how many of a long axis are drawn
 * @param ellipsis how wide what stands for the others is
 */
record SvgScale(long begin, long end, int mostCells, int ellipsis) {
  /** Nothing is left out where that would take more room than it saves. */
  private boolean isWhole() {
    return end - begin <= mostCells + ellipsis / SvgCells.PITCH;
  }

  /** The first position that is left out; the end where none is. */
  private long hiddenBegin() {
    return isWhole() ? end : begin + mostCells / 2;
  }

  /** The first position that is drawn again. */
  private long hiddenEnd() {
    return isWhole() ? end : end - mostCells / 2;
  }

  /** How many positions are left out. */
  long hidden() {
    return hiddenEnd() - hiddenBegin();
  }

  /** Whether any position from one to another is left out. */
  boolean hidesAnyOf(long from, long to) {
    return hidden() > 0 && from < hiddenEnd() && to > hiddenBegin();
  }

  /** The positions that are drawn. */
  LongStream shown() {
    return LongStream.concat(
        LongStream.range(begin, hiddenBegin()), LongStream.range(hiddenEnd(), end));
  }

  /** How far from the first position another begins; of one that is left out, amid the ellipsis. */
  int offset(long at) {
    if (at <= hiddenBegin()) {
      return (int) (at - begin) * SvgCells.PITCH;
    }
    int half = mostCells / 2 * SvgCells.PITCH;
    return at < hiddenEnd()
        ? half + ellipsis / 2
        : half + ellipsis + (int) (at - hiddenEnd()) * SvgCells.PITCH;
  }

  /** How far from the first position the ellipsis begins. */
  int ellipsisOffset() {
    return offset(hiddenBegin());
  }

  /** How long the axis is drawn. */
  int length() {
    return offset(end);
  }
}
