package io.github.padbridge.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePatternTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "*.json, a.json, true",
        "*.json, a/b.json, false",
        "**/*.json, b.json, true",
        "**/*.json, a/c/b.json, true",
        "a/**/b/**/c, a/b/x/c, true",
        "a/**/b/**/c, a/x/b/c, true",
        "a/**/b/**/c, a/b/c, true",
        "a/**/b, ab, false",
        "a**b, a/x/b, true",
        "a/**, a/x/b, true",
        "a***b, a/b, true",
        "?.json, é.json, true",
        "?, /, false",
        "[a-c]x, bx, true",
        "[!a-c]x, bx, false",
        "[!a], /, false",
        "[]]x, ]x, true",
        "[a-]x, -x, true",
        "\"{a,bc}.json\", bc.json, true",
        "\"{a,b*}/{c,}d\", bx/d, true",
        "\"{a,b}\", \"a,b\", false",
        "\"a,b\", \"a,b\", true",
        "a}, a}, true",
        "\\*, *, true",
        "\\*, a, false"
      })
  void matches(String pattern, String name, boolean expected) {
    assertThat(new FilePattern(pattern).matches(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[a", "[!", "[a-", "{", "{a", "{a,", "{{a}}", "\\", "{[}"})
  void isNone(String pattern) {
    assertThatThrownBy(() -> new FilePattern(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noPatternTakesLong() {
    String name = "a".repeat(250);
    assertThat(new FilePattern("*a".repeat(200) + "b").matches(name)).isFalse();
    assertThat(new FilePattern("*a".repeat(200) + "*").matches(name)).isTrue();
    assertThat(new FilePattern("*".repeat(100_000)).matches(name)).isTrue();
    assertThat(new FilePattern("**/".repeat(1000) + "a*").matches(name)).isTrue();
    assertThat(new FilePattern("{,a}".repeat(300) + "b").matches(name)).isFalse();
  }

  /** Where Java's own patterns mean the same: all but those with a double star before a slash. */
  @Test
  void meansWhatJavasPatternsMean() {
    Random random = new Random(3);
    String[] parts = {"a", "b", "c", "/", "*", "**", "?", "[ab]", "[!b]", "{a,bc}", "{c,*}", "."};
    String[] letters = {"a", "b", "c", ".", "/"};
    int matched = 0;
    int compared = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = random(parts, 1 + random.nextInt(6), random);
      String name = random(letters, 1 + random.nextInt(6), random);
      if (pattern.contains("**") || !Path.of(name).toString().equals(name)) {
        continue;
      }
      PathMatcher java = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      boolean expected = java.matches(Path.of(name));
      assertThat(new FilePattern(pattern).matches(name))
          .as("%s %s", pattern, name)
          .isEqualTo(expected);
      compared++;
      matched += expected ? 1 : 0;
    }
    assertThat(compared).isGreaterThan(5000);
    assertThat(matched).isGreaterThan(200);
  }

  private static String random(String[] parts, int count, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }
}
