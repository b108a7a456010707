package io.github.padbridge.modelfile.tensor;

import static io.github.padbridge.modelfile.tensor.FileBytes.npy;
import static io.github.padbridge.modelfile.tensor.FileBytes.npz;
import static io.github.padbridge.modelfile.tensor.FileBytes.safetensors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that NumPy, safetensors and the test itself have written, and damaged ones. */
class TensorFileTest {
  private static final Path FOLDER = Path.of("src/test/resources/tensors");

  @TempDir Path folder;

  private StoredTensor read(byte[] file, String name) throws IOException {
    Path path = folder.resolve("tensor");
    Files.write(path, file);
    return new TensorFile("tensor", path).read(name);
  }

  private static StoredTensor stored(String file, String name) throws IOException {
    return new TensorFile(file, FOLDER.resolve(file)).read(name);
  }

  private static void assertTensor(Tensor tensor, List<Integer> shape, double... numbers) {
    assertThat(Arrays.stream(tensor.shape()).boxed().toList()).isEqualTo(shape);
    assertThat(tensor.data()).containsExactly(numbers);
  }

  /** The refusal of a file with its help. */
  private String refused(byte[] file, String name) {
    try {
      read(file, name);
    } catch (Refusal refusal) {
      return refusal.faults().stream()
          .map(fault -> fault.message() + "; " + fault.help())
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("was read");
  }

  @Test
  void filesOfNumpy() throws IOException {
    assertTensor(stored("f4.npy", "x").tensor(), List.of(2, 3), 0, 0.25, 0.5, 0.75, 1, 1.25);
    StoredTensor fortran = stored("f8-big-fortran.npy", "x");
    assertThat(fortran.type()).isEqualTo(NumberType.FLOAT64);
    assertTensor(fortran.tensor(), List.of(2, 3), 0, 0.125, 0.25, 0.375, 0.5, 0.625);
    assertTensor(stored("stored.npz", "x").tensor(), List.of(2, 3), 0, 1, 2, 3, 4, 5);
    assertTensor(stored("stored.npz", "y").tensor(), List.of(2, 3), -3, -2, -1, 0, 1, 2);
    assertTensor(stored("deflated.npz", "y").tensor(), List.of(2, 3), 0, 0.25, 0.5, 0.75, 1, 1.25);
    assertThatThrownBy(() -> stored("object.npy", "x")).hasMessageContaining("pickled objects");
    assertThatThrownBy(() -> stored("records.npy", "x")).hasMessageContaining("records");
  }

  @Test
  void filesOfSafetensors() throws IOException {
    String file = "types.safetensors";
    assertTensor(stored(file, "f16").tensor(), List.of(1, 2), 0.5, -2);
    assertThat(stored(file, "bf16").type()).isEqualTo(NumberType.BFLOAT16);
    assertTensor(stored(file, "bf16").tensor(), List.of(2), 1.5, -3);
    assertTensor(stored(file, "f32").tensor(), List.of(1), 0.1f);
    assertTensor(stored(file, "f64").tensor(), List.of(1), 0.1);
    assertTensor(stored(file, "i32").tensor(), List.of(1), -7);
    assertTensor(stored(file, "i64").tensor(), List.of(1), 1L << 40);
    assertThat(new TensorFile(file, FOLDER.resolve(file)).readAll(List.of("x", "f32", "f64")))
        .containsOnlyKeys("f32", "f64");
  }

  @ParameterizedTest
  @CsvSource({
    "|b1, 01 00, 1, 0",
    "|i1, ff 80, -1, -128",
    "|u1, ff 80, 255, 128",
    "<i2, feff 0080, -2, -32768",
    ">i2, fffe 8000, -2, -32768",
    "<u2, feff 0080, 65534, 32768",
    "<i4, feffffff 01000000, -2, 1",
    ">i4, fffffffe 00000001, -2, 1",
    "<u4, ffffffff 01000000, 4294967295, 1",
    "<i8, feffffffffffffff 0000000000002000, -2, 9007199254740992",
    "<u8, 0200000000000000 0100000000000000, 2, 1",
    "<f4, 0000c03f 0000807f, 1.5, Infinity",
    ">f4, 3fc00000 ff800000, 1.5, -Infinity",
    "=f4, 0000c03f 0000c0bf, 1.5, -1.5",
    "<f8, 000000000000f83f 0100000000000000, 1.5, 4.9e-324",
    ">f8, 3ff8000000000000 7ff8000000000000, 1.5, NaN",
    // The largest number, the smallest, the smallest normal one, minus zero, one and a little.
    "<f2, ff7b 0100, 65504, 5.960464477539063e-8",
    "<f2, 0004 ff03, 6.103515625e-5, 6.097555160522461e-5",
    ">f2, 8000 3c01, -0.0, 1.0009765625",
    "<f2, 007c 00fe, Infinity, NaN",
  })
  void numbersOfEveryType(String type, String hex, double first, double second) throws IOException {
    assertTensor(read(npy(type, false, "(2,)", hex), "x").tensor(), List.of(2), first, second);
  }

  @Test
  void versionsAndShapes() throws IOException {
    String header = "{\"descr\": \"<f4\", \"fortran_order\": False, \"shape\": (1L, 1)}";
    for (int version = 1; version <= 3; version++) {
      assertTensor(read(npy(version, header, "0000803f"), "x").tensor(), List.of(1, 1), 1);
    }
    assertTensor(read(npy("<f4", false, "()", "0000803f"), "x").tensor(), List.of(), 1);
    assertTensor(read(npy("<f4", false, "(2, 0)", ""), "x").tensor(), List.of(2, 0));
    assertTensor(
        read(npy("|i1", true, "(2, 3)", "00 01 02 03 04 05"), "x").tensor(),
        List.of(2, 3),
        0,
        2,
        4,
        1,
        3,
        5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<f4 | (2,) | 0000803f | cut short",
        "<f4 | (1,) | 0000803f00 | more bytes",
        "<f4 | (9999999999,) | 00 | a size of its shape",
        "<f4 | (65536, 65536) | 00 | more than 67108864 numbers",
        "<f4 | (-1,) | 00 | header is damaged",
        "<f4 | (1, x) | 00 | header is damaged",
        "<c8 | (1,) | 00 | dtype c8",
        "<U3 | (1,) | 00 | dtype U3",
        "O | (1,) | 00 | pickled objects",
        "<i8 | (1,) | ffffffffffffff7f | 9223372036854775807, which float64 does not hold",
        "<u8 | (1,) | ffffffffffffffff | 18446744073709551615, which float64 does not hold",
      })
  void damagedNpy(String type, String shape, String hex, String message) {
    assertThat(refused(npy(type, false, shape, hex), "x")).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | {} | version is 4",
        "1 | {'descr': '<f4', 'fortran_order': False} | damaged",
        "1 | {'descr': '<f4', 'fortran_order': 1, 'shape': (1,)} | damaged",
        "1 | {'descr': '<f4', 'fortran_order': 'False', 'shape': (1,)} | damaged",
        "1 | {'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'extra': True} | damaged",
        "1 | __import__('os') | damaged",
        "2 | {'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)} | records",
      })
  void damagedHeaders(int version, String header, String message) {
    assertThat(refused(npy(version, header, "0000803f"), "x")).contains(message);
  }

  @Test
  void otherFiles() {
    byte[] npy = npy("<f4", false, "(1,)", "0000803f");
    assertThat(refused(Arrays.copyOf(npy, 9), "x")).contains("cut short");
    assertThat(refused(new byte[0], "x")).contains("not a .npy, .npz or .safetensors file");
    assertThat(refused("no tensor at all".getBytes(StandardCharsets.UTF_8), "x"))
        .contains("not a .npy");
    assertThat(refused(npz("data/data.pkl", npy), "x")).contains("this is a pickle");
  }

  @Test
  void archives() throws IOException {
    byte[] npy = npy("|u1", false, "(4,)", "01020304");
    byte[] file = npz("weight.npy", npy);
    assertTensor(read(file, "weight").tensor(), List.of(4), 1, 2, 3, 4);
    // The only tensor has every name.
    assertTensor(read(file, "y").tensor(), List.of(4), 1, 2, 3, 4);
    byte[] damaged = file.clone();
    int checksum = indexOf(damaged, "PK\1\2".getBytes(StandardCharsets.UTF_8)) + 16;
    damaged[checksum] ^= 1;
    assertThat(refused(damaged, "y")).contains("checksum");
    assertThat(refused(npz("data.pkl", npy), "y")).isNotBlank();
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i + part.length <= bytes.length; i++) {
      if (Arrays.equals(Arrays.copyOfRange(bytes, i, i + part.length), part)) {
        return i;
      }
    }
    throw new AssertionError();
  }

  /** A gigabyte of zeros in a megabyte: the header says how much is read. */
  @Test
  void bombs() throws IOException {
    byte[] zeros = new byte[1 << 26];
    byte[] file =
        npz("x.npy", FileBytes.joined(npy("|u1", false, "(8,)", "0000000000000000"), zeros));
    assertThat(refused(file, "x")).contains("more bytes");
    assertThat(refused(npz("x.npy", npy("<f4", false, "(99999, 99999)", "")), "x"))
        .contains("more than 67108864 numbers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'x': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 8]}} | disagree",
        "{'x': {'dtype': 'F32', 'shape': [1], 'data_offsets': [4, 8]}} | gap",
        "{'x': {'dtype': 'F8_E4M3', 'shape': [4], 'data_offsets': [0, 4]}} | x has the dtype"
            + " F8_E4M3, which is not supported",
        "{'x': {'dtype': 'F32', 'shape': [-1], 'data_offsets': [0, 4]}} | not a number",
        "{'x': {'dtype': 'F32', 'data_offsets': [0, 4]}} | no shape",
        "{'x': {'dtype': 'F32', 'shape': [4294967296, 4294967296], 'data_offsets': [0, 4]}} | too"
            + " large",
        "{'x': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}} | cut short",
        "{'x': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}, 'y': {'dtype': 'F32',"
            + " 'shape': [1], 'data_offsets': [0, 4]}} | overlap",
        "{'y': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0, 4]}, 'z': {'dtype': 'F32',"
            + " 'shape': [0], 'data_offsets': [4, 4]}} | it has y, z",
        "{'x' | not JSON",
      })
  void damagedSafetensors(String header, String message) {
    assertThat(refused(safetensors(header, "0000803f"), "x")).contains(message);
  }

  @Test
  void safetensorsOfOneTensor() throws IOException {
    String header =
        "{'__metadata__': {'format': 'pt'}, 'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0,"
            + " 4]}}";
    assertTensor(read(safetensors(header, "0000803f"), "x").tensor(), List.of(1), 1);
    assertThat(refused(safetensors(1L << 40, header, "0000803f"), "x")).contains("its length is");
    assertThat(refused(safetensors(-1, header, "0000803f"), "x")).contains("18446744073709551615");
    assertThat(refused(safetensors(4000, header, "0000803f"), "x")).contains("cut short");
  }
}
