package io.github.padbridge.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.padbridge.diagnostic.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Escapes in JSON strings the characters that {@link Printable} replaces in other text, so that
 * JSON is safe on a terminal or in the log of a build server. Parsing gives the same strings.
 * Jackson always escapes characters beyond the basic plane.
 */
final class PrintableEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;
  private static final int DELETE = 0x7F;

  private static final int[] ASCII = ascii();

  private static int[] ascii() {
    int[] escapes = standardAsciiEscapesForJSON();
    escapes[DELETE] = ESCAPE_STANDARD;
    // Two of them start a command of a build server.
    escapes['#'] = ESCAPE_STANDARD;
    return escapes;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return ASCII.clone();
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int character) {
    return Printable.isHidden(character) && !Character.isSurrogate((char) character)
        ? new SerializedString(String.format("\\u%04x", character))
        : null;
  }
}
