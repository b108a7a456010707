package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.common.ModelArchive;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a {@code .npy} file. Source: numpy.lib.format.
 *
 * @param isFortran whether the numbers stand column-major
 */
record NpyHeader(NumberType type, ByteOrder order, boolean isFortran, long[] shape) {
  /** The first bytes of the file. */
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final int MOST_BYTES = 1 << 16;

  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*['\"](\\w+)['\"]\\s*:\\s*('[^']*'|\"[^\"]*\"|True|False|\\([0-9L,\\s]*\\)|\\[.*\\])"
              + "\\s*(,|(?=\\}))",
          Pattern.DOTALL);

  private static final Pattern TYPE = Pattern.compile("['\"]([<>|=]?)([a-zA-Z]+[0-9]*).*['\"]");

  /**
   * Reads the header, up to the first number.
   *
   * @throws EOFException if the file ends in it
   */
  static NpyHeader read(String source, InputStream in) throws IOException {
    byte[] start = bytes(in, MAGIC.length + 2);
    if (!Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC)) {
      throw ModelArchive.refusal(source, "this is not a .npy file", null);
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw ModelArchive.refusal(
          source, "its .npy version is " + version + ", not 1, 2 or 3", null);
    }
    long length = length(bytes(in, version == 1 ? 2 : 4));
    if (length > MOST_BYTES) {
      throw ModelArchive.refusal(source, "its header has " + length + " bytes", null);
    }
    String text =
        new String(
            bytes(in, (int) length),
            version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return parse(source, fields(source, text.strip()));
  }

  private static byte[] bytes(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("it ends in its header");
    }
    return bytes;
  }

  private static long length(byte[] littleEndian) {
    long length = 0;
    for (int i = littleEndian.length - 1; i >= 0; i--) {
      length = length << 8 | (littleEndian[i] & 0xFF);
    }
    return length;
  }

  /** The three fields of the dictionary. */
  private static Map<String, String> fields(String source, String text) {
    Map<String, String> fields = new HashMap<>();
    Matcher field = FIELD.matcher(text);
    int at = 1;
    while (text.startsWith("{") && field.region(at, text.length()).lookingAt()) {
      fields.put(field.group(1), field.group(2));
      at = field.end();
    }
    boolean ends = text.startsWith("{") && text.substring(at).strip().equals("}");
    if (!ends || !fields.keySet().equals(KEYS)) {
      throw ModelArchive.refusal(source, "its .npy header is damaged", null);
    }
    return fields;
  }

  private static NpyHeader parse(String source, Map<String, String> fields) {
    String descr = fields.getOrDefault("descr", "");
    Matcher type = TYPE.matcher(descr);
    if (!type.matches()) {
      throw ModelArchive.refusal(
          source,
          "it holds records, not numbers",
          "save one field: numpy.save(file, x[\"field\"])");
    }
    NumberType numbers = NumberType.ofNumpy(type.group(2)).orElse(null);
    if (numbers == null) {
      throw unknownType(source, type.group(2));
    }
    return new NpyHeader(
        numbers,
        type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        isTrue(source, fields.getOrDefault("fortran_order", "")),
        shape(source, fields.getOrDefault("shape", "")));
  }

  private static Refusal unknownType(String source, String type) {
    return type.startsWith("O")
        ? ModelArchive.refusal(
            source,
            "it holds pickled objects, which can run any code and are never read",
            "save numbers: numpy.save(file, numpy.asarray(x, dtype=\"float32\"))")
        : ModelArchive.refusal(
            source,
            "its dtype " + type + " is not read here",
            "save it as float32 or float64: x.astype(\"float64\")");
  }

  private static boolean isTrue(String source, String value) {
    if (!value.equals("True") && !value.equals("False")) {
      throw ModelArchive.refusal(source, "its .npy header is damaged", null);
    }
    return value.equals("True");
  }

  private static long[] shape(String source, String text) {
    if (!text.matches("\\(\\s*([0-9]{1,18}L?\\s*,\\s*)*([0-9]{1,18}L?\\s*)?\\)")) {
      throw ModelArchive.refusal(source, "its .npy header is damaged", null);
    }
    return Pattern.compile("[0-9]+")
        .matcher(text)
        .results()
        .mapToLong(size -> Long.parseLong(size.group()))
        .toArray();
  }
}
