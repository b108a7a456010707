package io.github.padbridge.modelfile.tensor;

import io.github.padbridge.diagnostic.WordList;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How a number of a tensor is stored. */
public enum NumberType {
  BOOL(1, "b1", "BOOL"),
  INT8(1, "i1", "I8"),
  UINT8(1, "u1", "U8"),
  INT16(2, "i2", "I16"),
  UINT16(2, "u2", "U16"),
  INT32(4, "i4", "I32"),
  UINT32(4, "u4", "U32"),
  INT64(8, "i8", "I64"),
  UINT64(8, "u8", "U64"),
  FLOAT16(2, "f2", "F16"),
  /** NumPy has none. */
  BFLOAT16(2, "", "BF16"),
  FLOAT32(4, "f4", "F32"),
  FLOAT64(8, "f8", "F64");

  /** Larger integers are not all numbers of float64. */
  private static final long EXACT = 1L << 53;

  private final int bytes;
  private final String numpy;
  private final String safetensors;

  NumberType(int bytes, String numpy, String safetensors) {
    this.bytes = bytes;
    this.numpy = numpy;
    this.safetensors = safetensors;
  }

  /** The type with a NumPy name such as {@code f4}, without its byte order. */
  static Optional<NumberType> ofNumpy(String name) {
    return Arrays.stream(values())
        .filter(type -> !name.isEmpty() && type.numpy.equals(name))
        .findFirst();
  }

  static Optional<NumberType> ofSafetensors(String name) {
    return Arrays.stream(values()).filter(type -> type.safetensors.equals(name)).findFirst();
  }

  /** All names in {@code .safetensors} files, for messages. */
  static String safetensorsNames() {
    return WordList.and(Arrays.stream(values()).map(NumberType::safetensors).toList());
  }

  /** The size of an element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** The name in a {@code .npy} file, without the byte order; empty if NumPy has no such type. */
  public String numpy() {
    return numpy;
  }

  /** The name in a {@code .safetensors} file. */
  public String safetensors() {
    return safetensors;
  }

  /**
   * The next number of a buffer.
   *
   * @throws ArithmeticException if float64 does not hold it exactly
   */
  double next(ByteBuffer buffer) {
    return switch (this) {
      case BOOL -> buffer.get() == 0 ? 0 : 1;
      case INT8 -> buffer.get();
      case UINT8 -> buffer.get() & 0xFF;
      case INT16 -> buffer.getShort();
      case UINT16 -> buffer.getShort() & 0xFFFF;
      case INT32 -> buffer.getInt();
      case UINT32 -> buffer.getInt() & 0xFFFF_FFFFL;
      case INT64, UINT64 -> exact(buffer.getLong());
      case FLOAT16 -> half(buffer.getShort() & 0xFFFF);
      case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort() << 16);
      case FLOAT32 -> buffer.getFloat();
      case FLOAT64 -> buffer.getDouble();
    };
  }

  private double exact(long value) {
    if (value > EXACT || value < (this == UINT64 ? 0 : -EXACT)) {
      throw new ArithmeticException(
          "it holds the integer "
              + (this == UINT64 ? Long.toUnsignedString(value) : Long.toString(value))
              + ", which float64 does not hold exactly");
    }
    return value;
  }

  /** IEEE 754 binary16: 1 bit sign, 5 exponent, 10 fraction. */
  private static double half(int bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1F -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
        };
    return bits >> 15 == 0 ? size : -size;
  }
}
