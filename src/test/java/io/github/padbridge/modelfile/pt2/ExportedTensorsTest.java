package io.github.padbridge.modelfile.pt2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.modelfile.tensor.FileTensor;
import io.github.padbridge.modelfile.tensor.SafetensorsArchive;
import io.github.padbridge.modelfile.tensor.TensorArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors of exported programs. */
class ExportedTensorsTest {
  private static final Path FOLDER = Path.of("src/test/resources/weights");

  @TempDir private Path folder;

  private static Map<String, byte[]> bytes(TensorArchive archive) throws IOException {
    Map<String, byte[]> bytes = new HashMap<>();
    for (FileTensor tensor : archive.tensors()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      tensor.write(out);
      bytes.put(tensor.name(), out.toByteArray());
    }
    return bytes;
  }

  /** PyTorch wrote both files: strided tensors, tied ones, every kind of type. */
  @ParameterizedTest
  @ValueSource(strings = {"net", "audio", "strided"})
  void theTensorsAreThoseOfTheStateDict(String name) throws IOException {
    Path program = FOLDER.resolve(name + ".pt2");
    Path tensors = FOLDER.resolve(name + ".safetensors");
    try (TensorArchive found = new ExportedTensors(ModelArchive.open(name, program));
        TensorArchive expected = SafetensorsArchive.open(name, tensors)) {
      Map<String, byte[]> bytes = bytes(found);
      assertThat(bytes).hasSizeGreaterThan(6).containsExactlyInAnyOrderEntriesOf(bytes(expected));
    }
  }

  private Path archive(String meta) throws IOException {
    Path file = folder.resolve("x.pt2");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("x/data/weights/weight_0"));
      for (int element = 0; element < 6; element++) {
        out.write(new byte[] {(byte) element, 0, 0, 0});
      }
      out.putNextEntry(new ZipEntry("x/data/weights/model_weights_config.json"));
      String config =
          "{\"config\": {\"w\": {\"path_name\": \"weight_0\", \"is_param\": true, " + meta;
      out.write((config + "}}}").getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static String meta(String sizes, String strides, String offset) {
    return "\"use_pickle\": false, \"tensor_meta\": {\"dtype\": 7, \"layout\": 7, \"sizes\": "
        + sizes.replaceAll("(-?\\d+)", "{\"as_int\": $1}")
        + ", \"strides\": "
        + strides.replaceAll("(-?\\d+)", "{\"as_int\": $1}")
        + ", \"storage_offset\": {\"as_int\": "
        + offset
        + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [2, 3] | [3, 1] | 0 | true
          [2, 3] | [3, 1] | 1 | false
          [2, 3] | [1, 2] | 0 | true
          [2, 2] | [3, 1] | 1 | true
          [2, 3] | [4, 1] | 0 | false
          [2, 4] | [3, 1] | 0 | false
          [2, 3] | [3] | 0 | false
          [0, 3] | [3, 1] | 0 | true
          [1, 6] | [99, 1] | 0 | true
          [3, 3, 3] | [0, 0, 0] | 0 | false
          [2, 9223372036854775807] | [0, 0] | 0 | false
          [9223372036854775807, 9223372036854775807] | [1, 1] | 0 | false
          [2, 3] | [9223372036854775807, 1] | 0 | false
          [2, 3] | [3, 1] | 9223372036854775807 | false
          [-2, 3] | [3, 1] | 0 | false
          """)
  void noElementIsReadBeyondTheFile(String sizes, String strides, String offset, boolean fits)
      throws IOException {
    Path file = archive(meta(sizes, strides, offset));
    try (ModelArchive archive = ModelArchive.open("x", file)) {
      if (fits) {
        FileTensor tensor = new ExportedTensors(archive).tensors().get(0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tensor.write(out);
        byte[] bytes = out.toByteArray();
        assertThat(bytes).hasSize(Math.toIntExact(tensor.size()));
        for (int at = 0; at < bytes.length; at += 4) {
          long column = at / 4 % tensor.shape()[1];
          long row = at / 4 / tensor.shape()[1];
          long element = tensor.offset() + row * tensor.strides()[0] + column * tensor.strides()[1];
          assertThat(bytes[at]).isEqualTo((byte) element);
        }
      } else {
        assertThatThrownBy(() -> new ExportedTensors(archive))
            .isInstanceOf(Refusal.class)
            .hasMessageContaining("w cannot be read");
      }
    }
  }

  @Test
  void picklesAndOtherLayoutsAreRefused() throws IOException {
    for (String meta :
        new String[] {
          "\"use_pickle\": true, \"tensor_meta\": {\"dtype\": 7}",
          meta("[2]", "[1]", "0").replace("\"layout\": 7", "\"layout\": 1"),
          meta("[2]", "[1]", "0").replace("\"dtype\": 7", "\"dtype\": 29"),
          meta("[2]", "[1]", "0").replace("false", "false, \"path_name\": \"../weight_0\""),
        }) {
      Path file = archive(meta);
      try (ModelArchive archive = ModelArchive.open("x", file)) {
        assertThatThrownBy(() -> new ExportedTensors(archive))
            .isInstanceOf(Refusal.class)
            .hasMessageContaining("w cannot be read");
      }
    }
  }
}
