package io.github.padbridge.render.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
  @ParameterizedTest
  @CsvSource({
    "encoder.0.conv, encoder_0_conv",
    "3, layer_3",
    "'  ', layer",
    "__a--B__, a_b",
    "名前, layer",
    "x\u001b[31m, x_31m",
  })
  void aNameIsMadeOfAnId(String id, String name) {
    assertThat(new Identifiers().take(id)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keras",
        "np",
        "tf",
        "torch",
        "F",
        "float",
        "range",
        "None",
        "match",
        "LAYERS",
        "same_pad",
        "convert_weight",
        "print",
        "id",
        "import",
        "__float__"
      })
  void aNameThatTheModuleNeedsIsNotGivenOut(String id) {
    Identifiers identifiers = new Identifiers();
    String name = identifiers.take(id);
    assertThat(name).endsWith("_2");
    assertThat(identifiers.take(id)).endsWith("_3");
  }

  @Test
  void noTwoAreTheSame() {
    Identifiers identifiers = new Identifiers();
    List<String> names =
        Stream.of("a_2", "a", "A", "a-2", "a.2", "a").map(identifiers::take).toList();
    assertThat(names).doesNotHaveDuplicates().startsWith("a_2", "a", "a_3");
  }

  @Test
  @Timeout(10)
  void manyLayersOfOneName() {
    Identifiers identifiers = new Identifiers();
    for (int i = 0; i < 200_000; i++) {
      identifiers.take("conv2d");
    }
    assertThat(identifiers.take("conv2d")).isEqualTo("conv2d_200001");
  }

  /** Every name that generated code uses without defining it where it uses it. */
  @Test
  void noNameInGeneratedCodeIsGivenOut() throws IOException {
    Set<String> used = new HashSet<>();
    int modules = 0;
    for (Path file : modules()) {
      used.addAll(globals(Files.readString(file)));
      modules++;
    }
    assertThat(modules).isGreaterThan(150);
    assertThat(used).contains("keras", "np", "tf", "torch", "F", "float", "range", "same_pad");
    for (String name : used) {
      assertThat(new Identifiers().take(name)).isNotEqualTo(name.toLowerCase(Locale.ROOT));
    }
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/testdata"))) {
      return files.filter(file -> file.toString().endsWith(".py")).toList();
    }
  }

  private static Set<String> globals(String module) {
    String code = module.replaceAll("(?s)\"\"\".*?\"\"\"|\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*", "");
    code = code.substring(0, Math.max(code.indexOf("LAYERS"), 0));
    Set<String> names = found("(?<![\\w.])([A-Za-z_]\\w*)(?!\\w|\\s*=[^=])", code);
    // What is defined: functions, their parameters, variables, and those of loops.
    names.removeAll(found("\\bdef (\\w+)(?=\\((?:x\\b|weight\\b|\\)))", code));
    names.removeAll(found("(?m)^\\s+(\\w+) = ", code));
    names.removeAll(found("\\blambda (\\w+):", code));
    found("\\b(?:for|def \\w+\\() *([^():]*?)(?: in\\b|\\):)", code)
        .forEach(list -> names.removeAll(found("(\\w+)", list)));
    names.addAll(found("\\bdef (same_pad|convert_weight)\\b", code));
    return names;
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new HashSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
