package io.github.padbridge.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import morfologik.speller.Speller;
import morfologik.stemming.Dictionary;

/** British English, with the words of this project. */
final class Spelling {
  /** The words that the dictionary lacks, one a line, in order. */
  static final Path OWN = Path.of("src/test/resources/spelling/words.txt");

  private static final String DICTIONARY = "/org/languagetool/resource/en/hunspell/en_GB.dict";

  /** Words of letters; what has other signs inside is code. */
  private static final Pattern WORD = Pattern.compile("\\p{L}+(?:['’-]\\p{L}+)*");

  private static final Pattern OPTION = Pattern.compile("^\\P{L}*-\\p{L}");

  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

  private static final Pattern CAPITAL_INSIDE = Pattern.compile(".\\p{Lu}");

  private final Speller speller;
  private final Set<String> own;

  Spelling() {
    try {
      URL dictionary = Objects.requireNonNull(Spelling.class.getResource(DICTIONARY));
      speller = new Speller(Dictionary.read(dictionary));
      own = Set.copyOf(Files.readAllLines(OWN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the dictionary has a word, in this case or in lower case. */
  boolean isEnglish(String word) {
    return speller.isInDictionary(word) || speller.isInDictionary(word.toLowerCase(Locale.ROOT));
  }

  /** The words of a text that neither the dictionary nor this project has. */
  Set<String> unknown(String prose) {
    return words(prose)
        .filter(word -> !isKnown(word))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The words of this project in a text. */
  Set<String> ownWords(String prose) {
    return words(prose)
        .flatMap(word -> parts(word).stream())
        .filter(own::contains)
        .collect(Collectors.toSet());
  }

  private boolean isKnown(String word) {
    return own.contains(word) || isEnglish(word) || parts(word).stream().allMatch(this::isPart);
  }

  private boolean isPart(String part) {
    return own.contains(part) || isEnglish(part);
  }

  /** The parts of a compound, and what a possessive belongs to. */
  private static List<String> parts(String word) {
    return List.of(word.replaceFirst("['’]s?$", "").split("-", -1));
  }

  private static Stream<String> words(String prose) {
    return Pattern.compile("\\s+|(?<=\\p{L})[/—]+(?=\\p{L})")
        .splitAsStream(prose)
        .filter(token -> !OPTION.matcher(token).find())
        .map(token -> AROUND.matcher(token).replaceAll(""))
        .filter(token -> WORD.matcher(token).matches())
        .filter(token -> !CAPITAL_INSIDE.matcher(token).find());
  }
}
