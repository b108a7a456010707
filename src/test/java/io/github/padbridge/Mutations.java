package io.github.padbridge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Texts and bytes with a few random changes. */
public final class Mutations {
  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          ".",
          "=",
          "+",
          "-",
          "*",
          "**",
          "//",
          "%",
          "/",
          ":",
          ";",
          "#",
          "\\",
          "'",
          "\"",
          "'''",
          "\n",
          "\r",
          "\t",
          "0",
          "9",
          "1e9",
          "0x",
          "_",
          "x",
          "é",
          "名",
          "😀",
          "\u0000",
          "\u200B",
          "\uD800",
          "lambda ",
          "f'",
          "b'",
          "\\x",
          "\\u12",
          "((((((((",
          "[[[[[[[[",
          "{\"a\":",
          "null",
          "NaN",
          "-2147483648",
          "99999999999999999999");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "7",
          "1000",
          "65536",
          "2147483647",
          "2147483648",
          "-2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1e400",
          "-0.0",
          "0.5",
          "1E2",
          "00",
          "0x10",
          "1_000",
          "99999999999999999999999999");

  /** Pieces of headers, and numbers that no file should hold. */
  private static final List<String> HEADER_PIECES =
      List.of("'", "\"", "(", ")", "[", "{", "}", "-1", "99999999999999999999", "True", "<f8", "O");

  private final SplittableRandom random;

  public Mutations(SplittableRandom random) {
    this.random = random;
  }

  public <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** A number that programs trip over. */
  public String number() {
    return any(NUMBERS);
  }

  /** One to four changes: something put in, taken out, doubled, or another number. */
  public String text(String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = 1 + random.nextInt(4); i > 0 && changed.length() > 0; i--) {
      int at = random.nextInt(changed.length());
      switch (random.nextInt(6)) {
        case 0 -> changed.insert(at, any(PIECES));
        case 1 -> changed.deleteCharAt(at);
        case 2 -> changed.delete(at, Math.min(at + 1 + random.nextInt(10), changed.length()));
        case 3 -> {
          int from = random.nextInt(changed.length());
          changed.insert(at, changed.substring(from, Math.min(from + 8, changed.length())));
        }
        default -> number(changed, at);
      }
    }
    return changed.toString();
  }

  /** Another number in the place of the next one, if one follows. */
  private void number(StringBuilder text, int from) {
    int begin = from;
    while (begin < text.length() && !Character.isDigit(text.charAt(begin))) {
      begin++;
    }
    int end = begin;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    if (begin < end) {
      text.replace(begin, end, number());
    }
  }

  /** The text cut off, with bytes that are none of its encoding's, or in another encoding. */
  public byte[] bytes(String text) {
    byte[] bytes =
        text.getBytes(random.nextInt(20) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    if (random.nextInt(3) == 0) {
      return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /**
   * A file in which some bytes are others, or that ends early.
   *
   * @param most how many of its first bytes may change: most of a small file is its header
   */
  public byte[] file(byte[] file, int most) {
    byte[] broken = file.clone();
    int end = Math.min(broken.length, most);
    for (int i = random.nextInt(4); i >= 0; i--) {
      broken[random.nextInt(end)] = (byte) random.nextInt(256);
    }
    if (random.nextInt(2) == 0) {
      byte[] piece = any(HEADER_PIECES).getBytes(StandardCharsets.UTF_8);
      int at = random.nextInt(end);
      System.arraycopy(piece, 0, broken, at, Math.min(piece.length, broken.length - at));
    }
    return random.nextInt(5) == 0
        ? java.util.Arrays.copyOf(broken, random.nextInt(broken.length))
        : broken;
  }

  public byte[] junk() {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }
}
