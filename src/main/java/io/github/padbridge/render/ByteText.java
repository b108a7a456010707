package io.github.padbridge.render;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in the making, as the bytes of its UTF-8. */
final class ByteText {
  private byte[] bytes;
  private int length;

  ByteText(int capacity) {
    this.bytes = new byte[capacity];
  }

  /** The text's bytes, the first {@link #length()} of these. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** Removes everything after the first {@code bytes} bytes. */
  void cutTo(int bytes) {
    length = bytes;
  }

  void letter(int ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
  }

  void text(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        byte[] rest = text.substring(i).getBytes(StandardCharsets.UTF_8);
        room(rest.length);
        System.arraycopy(rest, 0, bytes, length, rest.length);
        length += rest.length;
        return;
      }
      bytes[length++] = (byte) c;
    }
  }

  void number(long number) {
    room(20);
    if (number >= 0 && number < 10) {
      bytes[length++] = (byte) ('0' + number);
      return;
    }
    if (number == (int) number && number > Integer.MIN_VALUE) {
      // To divide an int takes a fraction of what a long takes.
      small((int) number);
      return;
    }
    // Of a negative number, since the smallest has no counterpart.
    long rest = number;
    if (number < 0) {
      bytes[length++] = '-';
    } else {
      rest = -number;
    }
    int digits = 1;
    for (long power = -10; digits < 19 && rest <= power; power *= 10) {
      digits++;
    }
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void small(int number) {
    int rest = number;
    if (number < 0) {
      bytes[length++] = '-';
      rest = -number;
    }
    int digits = 1;
    for (int power = 10; digits < 10 && rest >= power; power *= 10) {
      digits++;
    }
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /** Quotes a cell of separated values, which begins at {@code start}, as RFC 4180 has it. */
  void quoteIfNeeded(int start, byte separator) {
    for (int i = start; i < length; i++) {
      byte b = bytes[i];
      if (b == separator || b == '"' || b == '\n' || b == '\r') {
        quoteFrom(start);
        return;
      }
    }
  }

  /** Puts quotes around everything from {@code start} on, and doubles the quotes in it. */
  void quoteFrom(int start) {
    int quotes = 2;
    for (int i = start; i < length; i++) {
      quotes += bytes[i] == '"' ? 1 : 0;
    }
    room(quotes);
    int to = length + quotes;
    bytes[--to] = '"';
    for (int i = length - 1; i >= start; i--) {
      bytes[--to] = bytes[i];
      if (bytes[i] == '"') {
        bytes[--to] = '"';
      }
    }
    bytes[--to] = '"';
    length += quotes;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
