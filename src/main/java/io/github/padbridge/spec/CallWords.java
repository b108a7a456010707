package io.github.padbridge.spec;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words that a call may have for padding and data_format. A spec takes those of both, in any
 * case; {@code tf.nn} and Keras take their own.
 */
final class CallWords {
  private static final List<String> PADDINGS = List.of("SAME", "VALID");
  private static final List<String> KERAS_FORMATS = List.of("channels_last", "channels_first");

  private CallWords() {}

  /**
   * What is wrong with a word, and how to mend it.
   *
   * @param help null where nothing is known to be meant
   */
  record Misfit(String message, @Nullable String help) {}

  /**
   * Null where the call may have the word.
   *
   * @param argument its name in a spec
   */
  static @Nullable Misfit misfit(String fullName, String argument, String word) {
    if (Signatures.isTensorFlowFunction(fullName)) {
      return misfitInTensorFlow(fullName, argument, word);
    }
    boolean format = Signatures.isKeras(fullName) && argument.equals(Argument.DATA_FORMAT);
    return format && !KERAS_FORMATS.contains(word.toLowerCase(Locale.ROOT))
        ? new Misfit(
            "Keras takes data_format \"channels_last\" or \"channels_first\" (got \""
                + word
                + "\")",
            word.startsWith("NC") ? "write \"channels_first\"" : null)
        : null;
  }

  private static @Nullable Misfit misfitInTensorFlow(
      String fullName, String argument, String word) {
    if (argument.equals(Argument.PADDING) && !PADDINGS.contains(word)) {
      String upper = word.toUpperCase(Locale.ROOT);
      if (PADDINGS.contains(upper)) {
        return new Misfit(
            fullName + " takes padding in upper case only (got \"" + word + "\")",
            "write \"" + upper + "\"; only Keras takes it in any case");
      }
      if (upper.equals("CAUSAL")) {
        return new Misfit(
            fullName + " has no padding \"" + word + "\"", "keras.layers.Conv1D alone has it");
      }
    }
    boolean ofKeras =
        argument.equals(Argument.DATA_FORMAT)
            && KERAS_FORMATS.contains(word.toLowerCase(Locale.ROOT));
    return ofKeras
        ? new Misfit(
            fullName + " has no data_format \"" + word + "\", which is Keras'",
            "it takes the axes, such as NHWC or NCHW")
        : null;
  }
}
