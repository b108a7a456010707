package io.github.padbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Phrases that must not return in messages, help, schemas, documents, Javadoc and comments. Texts
 * are compared without line breaks, comment signs and the plus signs of split strings.
 */
class VocabularyTest {
  /** Below the number of scanned files, and far above the number in a wrong folder. */
  private static final int FILES_AT_LEAST = 600;

  private static final String NAME =
      "(?:PyTorch|TensorFlow|Keras|ONNX|JAX|NumPy|Python|Padbridge|Jackson|picocli|ND4J|timm|Java)";

  private static final String END = "(?=[.,;:)\"]| (?:or|and|is|are|that|which|in|by|with)\\b)";

  /** What to write instead, by the pattern of the phrase. */
  private static final Map<Pattern, String> PHRASES = new LinkedHashMap<>();

  static {
    ban("a possessive needs a noun", NAME + "'s?" + END);
    ban("a possessive needs a noun", NAME + "'s own(?! [a-z])");
    ban("a possessive needs a noun", "\\bof (?:an?|the) [a-z]+'s" + END);
    ban("is invalid in", "\\bwould not have\\b");
    ban("the user, every caller", "\\bwhoever\\b");
    ban("unknown, unused, no user", "\\b(?:nobody|somebody|anybody)(?:'s)?\\b");
    ban("identical, equal", "\\bcomes? to the same\\b");
    ban("endlessly, without limit", "\\bfor ever\\b");
    ban("all, one for each", "\\bas many [^.]{1,40} as there (?:are|is)\\b");
    ban("known, supported", "\\bknown here\\b");
    ban("and similar", "\\b(?:its|their) (?:kin|like)\\b");
    ban("one for each axis", "\\bone (?:number|pair|size|amount|entry|letter) an axis\\b");
    ban("one for each axis", "\\bone an? (?:axis|line|layer|record|file)\\b");
    ban("does not change, is not about", "\\bsays? (?:nothing|no more)\\b");
    ban("fix, repair", "\\b(?:to mend|mends)\\b");
    ban("computed", "\\bwork(?:s|ed) (?:it |them )?out\\b");
    ban("distinguished", "\\btold apart\\b");
    ban("not supported", "\\bnot understood\\b");
    ban("needs, cannot be used with", "\\bgoes (?:with|without|alone)\\b");
    ban("the result of", "\\b(?:comes?|came) of (?:it|them|that|this)\\b");
    ban("at its place", "\\bat (?:the|its) spot\\b");
    ban("needs the argument", "\\bmisses its\\b");
    ban("ignored", "\\bleft aside\\b");
    ban("again", "\\banew\\b");
    ban("assumed", "\\btaken for granted\\b");
  }

  private static void ban(String instead, String phrase) {
    PHRASES.put(Pattern.compile(phrase, Pattern.CASE_INSENSITIVE), instead);
  }

  @Test
  void noTextHasAnOddPhrase() throws IOException {
    List<String> found = new ArrayList<>();
    int files = 0;
    for (Path file : texts()) {
      files++;
      for (String phrase : phrases(Files.readString(file))) {
        found.add(file + ": " + phrase);
      }
    }
    assertThat(files).isGreaterThan(FILES_AT_LEAST);
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** A layer of TensorFlow's. */",
        "/** A class\n   * of PyTorch's own. */",
        "\"the default is half of the machine's\"",
        "\"PyTorch would \"\n            + \"not have it\"",
        "// Whoever\n    // reads it.",
        "Keys beside `spec` that are nobody's may stay.",
        "what comes to the same is run once",
        "as many numbers as there are axes",
        "one number an axis",
      })
  void aPlantedPhraseIsFound(String text) {
    assertThat(phrases(text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the padding of TensorFlow's SAME",
        "PyTorch's defaults are assumed",
        "one number for each axis",
        "the sides' shapes; Keras' output_padding",
      })
  void aPlainPhraseIsNot(String text) {
    assertThat(phrases(text)).isEmpty();
  }

  /** The odd phrases of a text, with some text around each. */
  private static List<String> phrases(String text) {
    String plain =
        text.replaceAll("\"\\s*\\+\\s*\"", "").replaceAll("\\s*\\R\\s*(?:\\*(?!/)|//|#)?\\s*", " ");
    List<String> found = new ArrayList<>();
    PHRASES.forEach(
        (phrase, instead) -> {
          Matcher matcher = phrase.matcher(plain);
          while (matcher.find()) {
            int begin = Math.max(0, matcher.start() - 40);
            int end = Math.min(plain.length(), matcher.end() + 20);
            found.add("\"" + plain.substring(begin, end) + "\": " + instead);
          }
        });
    return found;
  }

  private static List<Path> texts() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String document : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      files.add(Path.of(document));
    }
    try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
      sources.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    return files;
  }
}
