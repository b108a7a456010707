package io.github.padbridge.spec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One line of JSON as most lines of a long stream are: an object whose keys are those of a plain
 * convolution, whose values are integers, lists of integers, simple words and truth values.
 * Whatever else a line may be, right or wrong, is not plain, and is read as a tree. One object
 * reads many lines, one after the other.
 */
final class PlainLine {
  static final List<String> KEYS =
      List.of(
          "id",
          "name",
          Argument.OP,
          Argument.IN_CHANNELS,
          Argument.OUT_CHANNELS,
          Argument.KERNEL_SIZE,
          Argument.STRIDE,
          Argument.PADDING,
          Argument.OUTPUT_PADDING,
          Argument.DILATION,
          Argument.GROUPS,
          Argument.BIAS,
          Argument.PADDING_MODE,
          Argument.INPUT_SHAPE);

  static final int ID = KEYS.indexOf("id");
  static final int NAME = KEYS.indexOf("name");
  static final int OP = KEYS.indexOf(Argument.OP);
  static final int IN_CHANNELS = KEYS.indexOf(Argument.IN_CHANNELS);
  static final int OUT_CHANNELS = KEYS.indexOf(Argument.OUT_CHANNELS);
  static final int KERNEL_SIZE = KEYS.indexOf(Argument.KERNEL_SIZE);
  static final int STRIDE = KEYS.indexOf(Argument.STRIDE);
  static final int PADDING = KEYS.indexOf(Argument.PADDING);
  static final int OUTPUT_PADDING = KEYS.indexOf(Argument.OUTPUT_PADDING);
  static final int DILATION = KEYS.indexOf(Argument.DILATION);
  static final int GROUPS = KEYS.indexOf(Argument.GROUPS);
  static final int BIAS = KEYS.indexOf(Argument.BIAS);
  static final int PADDING_MODE = KEYS.indexOf(Argument.PADDING_MODE);
  static final int INPUT_SHAPE = KEYS.indexOf(Argument.INPUT_SHAPE);

  private static final byte[][] KEY_BYTES =
      KEYS.stream().map(key -> key.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);

  /** No key holds a longer list. */
  private static final int MOST_NUMBERS = 5;

  /** As many as surely fit an int, and for the id a long. */
  private static final int MOST_DIGITS = 9;

  private static final int MOST_DIGITS_OF_ID = 18;

  /** What a key's value is. */
  enum Kind {
    ABSENT,
    INTEGER,
    INTEGERS,
    WORD,
    TRUE,
    FALSE
  }

  private final Kind[] kinds = new Kind[KEYS.size()];
  private final int[] starts = new int[KEYS.size()];

  private final int[] ends = new int[KEYS.size()];
  private final int[] counts = new int[KEYS.size()];

  private final long[] numbers = new long[KEYS.size() * MOST_NUMBERS];

  /** The keys of the line before. */
  private final int[] order = new int[KEYS.size()];

  private byte[] bytes = new byte[0];
  private int start;
  private int at;
  private int end;

  /** Reads the line that stands from {@code start} to {@code end}; false if it is not plain. */
  boolean read(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    Arrays.fill(kinds, Kind.ABSENT);
    skipBlanks();
    this.start = at;
    if (!skip('{') || !skip('"')) {
      return false;
    }
    for (int position = 0; position < order.length; position++) {
      int key = key(position);
      if (key < 0 || kinds[key] != Kind.ABSENT || !skip(':') || !value(key)) {
        return false;
      }
      if (skip('}')) {
        return at == end;
      }
      if (!skip(',') || !skip('"')) {
        return false;
      }
    }
    return false;
  }

  Kind kind(int key) {
    return kinds[key];
  }

  /** How many bytes into {@code bytes} the object begins. */
  int start() {
    return start;
  }

  /** How many bytes into {@code bytes} a value begins; for a word, its first letter. */
  int start(int key) {
    return starts[key];
  }

  /** Where a word or an integer ends. */
  int end(int key) {
    return ends[key];
  }

  byte[] bytes() {
    return bytes;
  }

  /** How many numbers an integer or a list of them holds. */
  int count(int key) {
    return counts[key];
  }

  int number(int key, int index) {
    return (int) numbers[key * MOST_NUMBERS + index];
  }

  long id() {
    return numbers[ID * MOST_NUMBERS];
  }

  String word(int key) {
    return new String(bytes, starts[key], ends[key] - starts[key], StandardCharsets.US_ASCII);
  }

  boolean isWord(int key, byte[] word) {
    return Arrays.equals(bytes, starts[key], ends[key], word, 0, word.length);
  }

  private void skipBlanks() {
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
      at++;
    }
  }

  /** Goes past a mark and the blanks around it; false if something else stands here. */
  private boolean skip(int mark) {
    skipBlanks();
    if (at >= end || bytes[at] != mark) {
      return false;
    }
    at++;
    if (mark != '"') {
      skipBlanks();
    }
    return true;
  }

  /** The key whose letters stand here, with its closing quote; negative if there is none such. */
  private int key(int position) {
    // The lines of a stream have their keys in the same order, mostly.
    if (isKey(order[position])) {
      return order[position];
    }
    for (int key = 0; key < KEY_BYTES.length; key++) {
      if (isKey(key)) {
        order[position] = key;
        return key;
      }
    }
    return -1;
  }

  private boolean isKey(int key) {
    byte[] letters = KEY_BYTES[key];
    int after = at + letters.length;
    if (after >= end || bytes[after] != '"') {
      return false;
    }
    for (int i = 0; i < letters.length; i++) {
      if (bytes[at + i] != letters[i]) {
        return false;
      }
    }
    at = after + 1;
    return true;
  }

  private boolean value(int key) {
    if (at >= end) {
      return false;
    }
    starts[key] = at;
    return switch (bytes[at]) {
      case '"' -> {
        kinds[key] = Kind.WORD;
        at++;
        yield word(key, at);
      }
      case '[' -> {
        kinds[key] = Kind.INTEGERS;
        at++;
        yield integers(key);
      }
      case 't' -> {
        kinds[key] = Kind.TRUE;
        yield letters("true");
      }
      case 'f' -> {
        kinds[key] = Kind.FALSE;
        yield letters("false");
      }
      default -> {
        kinds[key] = Kind.INTEGER;
        counts[key] = 1;
        yield integer(key, 0);
      }
    };
  }

  private boolean letters(String letters) {
    for (int i = 0; i < letters.length(); i++, at++) {
      if (at >= end || bytes[at] != letters.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A word is ASCII, begins with a letter or digit and holds nothing that must be escaped. */
  private boolean word(int key, int first) {
    starts[key] = first;
    for (; at < end; at++) {
      byte letter = bytes[at];
      if (letter == '"') {
        ends[key] = at++;
        return true;
      }
      if (letter < ' '
          || letter == '\\'
          || letter == '#'
          || letter == 0x7F
          || (at == first && !isLetterOrDigit(letter))) {
        return false;
      }
    }
    return false;
  }

  private static boolean isLetterOrDigit(byte letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9');
  }

  private boolean integers(int key) {
    skipBlanks();
    for (int count = 0; count < MOST_NUMBERS; count++) {
      if (!integer(key, count)) {
        return false;
      }
      if (skip(']')) {
        counts[key] = count + 1;
        return true;
      }
      if (!skip(',')) {
        return false;
      }
    }
    return false;
  }

  private boolean integer(int key, int index) {
    boolean negative = at < end && bytes[at] == '-';
    int first = negative ? ++at : at;
    long number = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      number = 10 * number + bytes[at++] - '0';
    }
    int digits = at - first;
    boolean isWhole = at >= end || isEnd(bytes[at]);
    if (digits == 0
        || digits > (key == ID ? MOST_DIGITS_OF_ID : MOST_DIGITS)
        || !isWhole
        || (bytes[first] == '0' && (digits > 1 || negative))) {
      return false;
    }
    numbers[key * MOST_NUMBERS + index] = negative ? -number : number;
    ends[key] = at;
    return true;
  }

  private static boolean isEnd(byte letter) {
    return letter == ','
        || letter == ']'
        || letter == '}'
        || letter == ' '
        || letter == '\t'
        || letter == '\r';
  }
}
