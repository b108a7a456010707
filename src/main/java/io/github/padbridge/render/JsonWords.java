package io.github.padbridge.render;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cache of frequent words as JSON bytes, such as keys and reasons. Only for words that Padbridge
 * defines: user text is unbounded.
 */
final class JsonWords {
  /** More than the number of these words, as long as reasons contain no numbers. */
  private static final int MOST = 10_000;

  private static final Map<String, SerializableString> WORDS = new ConcurrentHashMap<>();

  private JsonWords() {}

  static SerializableString of(String word) {
    SerializableString known = WORDS.get(word);
    if (known != null) {
      return known;
    }
    SerializableString made = new SerializedString(word);
    if (WORDS.size() < MOST) {
      WORDS.put(word, made);
    }
    return made;
  }
}
