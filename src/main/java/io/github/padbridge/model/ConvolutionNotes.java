package io.github.padbridge.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What to watch for when a printed convolution is ported, beside its arguments. */
final class ConvolutionNotes {
  /** Subclasses whose forward is that of their base. */
  private static final Set<String> PLAIN =
      Set.of(
          "Conv3DSimple",
          "Conv3DNoTemporal",
          "EfficientNetDepthwiseConv2d",
          "AlignVisionDepthwiseConv2d",
          "Conv2dSame",
          "Conv2dDynamicSamePadding",
          "Conv2dStaticSamePadding",
          "Conv2dAdaptivePadding");

  private static final Pattern STANDARDIZED = Pattern.compile("Std|WS|WeightStandardized");

  private ConvolutionNotes() {}

  /** A sentence each, without a full stop. */
  static List<String> of(PrintedModule module, ConvolutionClass printed) {
    List<String> notes = new ArrayList<>();
    if (printed.padsSame()) {
      notes.add(
          printed.name() + " prints no padding, and pads when it runs what TensorFlow's SAME pads");
    }
    if (STANDARDIZED.matcher(printed.name()).find()) {
      notes.add(
          printed.name() + " standardizes its weight when it runs: port the standardized weight");
    } else if (printed.doubt() == null && !printed.isTorch() && !PLAIN.contains(printed.name())) {
      notes.add(
          printed.name()
              + " is a class of its own: what its forward does beside "
              + printed.op().className()
              + "'s is not in the text");
    }
    String more = PrintedArguments.of(module.arguments()).orElseThrow().moreShown();
    if (!more.isEmpty()) {
      notes.add("It prints arguments of its own: " + more);
    }
    for (PrintedModule child : module.children()) {
      child(child, notes);
    }
    return notes;
  }

  private static void child(PrintedModule child, List<String> notes) {
    if (!child.name().equals("parametrizations")) {
      notes.add(
          "Its "
              + child.name()
              + ", "
              + child.className()
              + ", runs inside it and is not translated");
      return;
    }
    for (PrintedModule parameter : child.children()) {
      List<String> classes = parameter.children().stream().map(PrintedModule::className).toList();
      notes.add(
          "Its "
              + parameter.name()
              + " is computed when it runs ("
              + String.join(", ", classes)
              + "): port the tensor that comes out");
    }
  }
}
