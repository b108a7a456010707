package io.github.padbridge.layer.read;

import io.github.padbridge.layer.Argument;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words that a call may have for padding and data_format. A spec takes the words of {@code
 * tf.nn} and of Keras in any case; a call takes those of its own library.
 */
final class CallWords {
  private static final List<String> PADDINGS = List.of("SAME", "VALID");
  private static final List<String> KERAS_FORMATS = List.of("channels_last", "channels_first");

  private CallWords() {}

  /**
   * A word that the call does not take.
   *
   * @param help null if it is unclear what was meant
   */
  record Misfit(String message, @Nullable String help) {}

  /**
   * The fault of a word; null if the call takes it.
   *
   * @param argument its name in a spec
   */
  static @Nullable Misfit misfit(String fullName, String argument, String word) {
    boolean isFunction = FunctionNames.isTensorFlowFunction(fullName);
    boolean isKerasFormat = KERAS_FORMATS.contains(word.toLowerCase(Locale.ROOT));
    if (argument.equals(Argument.PADDING)) {
      return isFunction && !PADDINGS.contains(word) ? misfitPadding(fullName, word) : null;
    }
    if (!argument.equals(Argument.DATA_FORMAT)) {
      return null;
    }
    if (isFunction && isKerasFormat) {
      return new Misfit(
          fullName + " does not take the Keras data_format \"" + word + "\"",
          "name the axes, such as NHWC or NCHW");
    }
    return FunctionNames.isKeras(fullName) && !isKerasFormat
        ? new Misfit(
            "Keras takes data_format \"channels_last\" or \"channels_first\" (got \""
                + word
                + "\")",
            word.startsWith("NC") ? "write \"channels_first\"" : null)
        : null;
  }

  private static @Nullable Misfit misfitPadding(String fullName, String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (PADDINGS.contains(upper)) {
      return new Misfit(
          fullName + " takes padding in upper case only (got \"" + word + "\")",
          "write \"" + upper + "\"");
    }
    return upper.equals("CAUSAL")
        ? new Misfit(
            fullName + " has no padding \"" + word + "\"", "only keras.layers.Conv1D has it")
        : null;
  }
}
