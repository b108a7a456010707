package io.github.padbridge.render;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words that come again and again, such as keys and the reasons of steps, each turned into JSON's
 * bytes but once. Only for words that Padbridge defines: user text is unbounded.
 */
final class JsonWords {
  /** More than there are, as long as nobody puts numbers into a reason. */
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
