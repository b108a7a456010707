package io.github.padbridge.compare;

/**
 * One side as it was given.
 *
 * @param source as {@link io.github.padbridge.diagnostic.Place#source()}
 * @param isFile whether the source is the name of a file, which holds the text
 */
public record Given(String source, String text, boolean isFile) {
  /** A side that was given as text. */
  public Given(String source, String text) {
    this(source, text, false);
  }

  /** The name of the file, or else the text. */
  public String shown() {
    return isFile ? source : text.strip();
  }
}
