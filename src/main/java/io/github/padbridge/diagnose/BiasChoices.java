package io.github.padbridge.diagnose;

import java.util.ArrayList;
import java.util.List;

/** The ways in which a port may add the bias. */
final class BiasChoices {
  private BiasChoices() {}

  /**
   * @param extended whether the layer is a transposed convolution with output beyond its full
   *     result
   */
  static List<Choice<BiasUse>> of(boolean hasBias, boolean extended) {
    List<Choice<BiasUse>> choices = new ArrayList<>();
    choices.add(Choice.own(BiasUse.ONCE));
    if (!hasBias) {
      return choices;
    }
    choices.add(Choice.changed(BiasUse.NEVER, Kind.BIAS_MISSING, "the bias is missing"));
    choices.add(Choice.changed(BiasUse.TWICE, Kind.BIAS_TWICE, "the bias is added twice"));
    if (extended) {
      String message = "the bias is added before the output is extended with zeros";
      choices.add(Choice.changed(BiasUse.EARLY, Kind.BIAS_EARLY, message));
      Change early = new Change(Kind.BIAS_EARLY, message);
      Change again = new Change(Kind.BIAS_TWICE, "the bias is added again after that");
      choices.add(new Choice<>(BiasUse.EARLY_AND_AGAIN, List.of(early, again)));
    }
    return choices;
  }
}
