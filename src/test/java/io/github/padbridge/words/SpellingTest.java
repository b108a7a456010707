package io.github.padbridge.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.padbridge.cli.help.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The spelling of the documents, the help, the messages and the descriptions of schemas. A word
 * that is right and that the dictionary lacks goes into {@link Spelling#OWN}.
 */
class SpellingTest {
  private static final Spelling SPELLING = new Spelling();

  /** The prose of everything, by where it stands. */
  private static Map<String, String> prose() throws IOException {
    Map<String, String> prose = new LinkedHashMap<>();
    for (String document : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      prose.put(document, Prose.ofMarkdown(Files.readString(Path.of(document))));
    }
    for (Topic topic : Topic.values()) {
      prose.put("help " + topic.id(), topic.title() + "\n" + Prose.ofTopic(topic.source()));
    }
    for (Path file : files("src/main/java", ".java")) {
      prose.put(file.toString(), Prose.ofJava(Files.readString(file)));
    }
    for (Path file : files("src/main/resources/schema", ".json")) {
      prose.put(file.toString(), Prose.ofJava(Files.readString(file)));
    }
    return prose;
  }

  private static List<Path> files(String folder, String end) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(folder))) {
      return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  @Test
  void everyWordIsKnown() throws IOException {
    Map<String, Set<String>> unknown = new TreeMap<>();
    prose()
        .forEach(
            (where, text) ->
                SPELLING
                    .unknown(text)
                    .forEach(
                        word -> unknown.computeIfAbsent(word, any -> new TreeSet<>()).add(where)));
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyOwnWordIsUsedAndNoEnglish() throws IOException {
    List<String> own = Files.readAllLines(Spelling.OWN);
    assertThat(own).isSorted().doesNotHaveDuplicates();
    Set<String> used = new TreeSet<>();
    prose().values().forEach(text -> used.addAll(SPELLING.ownWords(text)));
    List<String> idle = new ArrayList<>(own);
    idle.removeIf(word -> used.contains(word) && !SPELLING.isEnglish(word));
    assertThat(idle).isEmpty();
  }

  @Test
  void whatIsMisspeltIsFound() {
    assertThat(
            SPELLING.unknown(
                "It recieves two layers, seperately; Keras' colour is color, --ascii."))
        .containsExactly("color", "recieves", "seperately");
    assertThat(Prose.ofMarkdown("a `b` c\n```sh\nd\n```\n[e](f) <https://g.h>"))
        .doesNotContain("b", "d", "f", "g")
        .contains("a", "c", "e");
    assertThat(Prose.ofTopic("a `b`\nname :: c\n\n    d\n\n{{e}}\n"))
        .doesNotContain("b", "name", "d", "e")
        .contains("a", "c");
    assertThat(Prose.ofJava("f(\"two words \" + \"and %s more\\n\", \"code_x\");"))
        .isEqualTo("two words and   more ");
    assertThat(Prose.ofJava("  // \"a comment here\"\n")).isEmpty();
  }
}
