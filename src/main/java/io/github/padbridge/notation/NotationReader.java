package io.github.padbridge.notation;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.CallArgument;
import io.github.padbridge.expression.CallParser;
import io.github.padbridge.expression.Value;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads padding in any notation: a call, or arguments alone. */
public final class NotationReader {
  private static final Pattern KEYWORD = Pattern.compile("\\s*(\\w+)\\s*=(?!=)");

  private static final List<String> TORCH_KEYWORDS = List.of("padding", "padding_mode");
  private static final List<String> ONNX_KEYWORDS = List.of("pads", "mode", "constant_value");

  private final String source;
  private final String text;
  private final ErrorReporter reporter;
  private final TensorContext context;

  private NotationReader(String source, String text, TensorContext context) {
    this.source = source;
    this.text = text;
    this.reporter = new ErrorReporter(new SourceText(source, text));
    this.context = context;
  }

  /**
   * Reads a padding.
   *
   * @param source where the text came from, as {@link
   *     io.github.padbridge.diagnostic.Place#source()}
   * @throws Refusal if the text is not a padding, breaks a rule of its framework, or is incomplete
   */
  public static TensorPadding read(String source, String text, TensorContext context) {
    return new NotationReader(source, text, context).read();
  }

  /** The names of the functions and classes that are read, each once. */
  public static List<String> names() {
    return Notations.names();
  }

  /** Whether a call of this name pads. */
  public static boolean isNotation(String name) {
    return Notations.named(name).isPresent();
  }

  /**
   * Reads a call in {@code text}, whose name must satisfy {@link #isNotation}.
   *
   * @throws Refusal if it breaks a rule of its framework, or is incomplete
   */
  public static TensorPadding read(SourceText text, Call call, TensorContext asked) {
    return Notations.named(call.name()).orElseThrow().read(call, new ErrorReporter(text), asked);
  }

  private TensorPadding read() {
    Matcher assigned = KEYWORD.matcher(text);
    String keyword = assigned.lookingAt() ? assigned.group(1) : "";
    if (TORCH_KEYWORDS.contains(keyword)) {
      return padding(CallParser.parseArguments(source, text, "padding"));
    }
    if (ONNX_KEYWORDS.contains(keyword)) {
      return new OnnxReader(reporter, context)
          .arguments(CallParser.parseArguments(source, text, "pads"));
    }
    if (!keyword.isEmpty()) {
      refuseMisspelt(keyword);
    }
    String start = text.stripLeading();
    if (start.startsWith("(") || start.startsWith("[")) {
      return alone(CallParser.parseArguments(source, text, "padding"));
    }
    Call call = CallParser.parse(source, text);
    return Notations.named(call.name())
        .orElseThrow(() -> unknown(call))
        .read(call, reporter, context);
  }

  /** {@code padding=} of a PyTorch layer, or the pairs of JAX and Keras. */
  private TensorPadding padding(Call call) {
    boolean isPairs =
        call.keyword("padding")
            .flatMap(argument -> Numbers.items(argument.value()))
            .map(NotationReader::arePairs)
            .orElse(false);
    return isPairs
        ? new LaxConvolutionReader(reporter, context).arguments(call)
        : new TorchLayerReader(reporter, context).arguments(call);
  }

  private void refuseMisspelt(String keyword) {
    if (keyword.length() > 60) {
      return;
    }
    Suggestion.slip(keyword, List.of("padding", "pads"))
        .ifPresent(
            known -> {
              Call call = CallParser.parseArguments(source, text, "");
              throw reporter.refusal(
                  call.line(),
                  call.column(),
                  "unknown argument '" + keyword + "='",
                  "did you mean '" + known + "='?");
            });
  }

  /** A tuple or list without a name. */
  private TensorPadding alone(Call call) {
    CallArgument only = call.arguments().get(0);
    boolean isPairs =
        call.arguments().size() == 1
            && Numbers.items(only.value()).map(NotationReader::arePairs).orElse(false);
    if (!isPairs) {
      throw reporter.refusal(
          call.line(),
          call.column(),
          "numbers alone do not tell their axes",
          "write F.pad(x, (1, 2, 0, 3)), padding=(1, 0) or pads=[0, 1, 3, 2]");
    }
    return new LaxConvolutionReader(reporter, context).alone(call, only.value());
  }

  private static boolean arePairs(List<Value> items) {
    return items.stream().anyMatch(item -> Numbers.items(item).isPresent());
  }

  private Refusal unknown(Call call) {
    String name = call.name().length() > 60 ? "" : call.name();
    return reporter.refusal(
        call.line(),
        call.column(),
        new Value.Name(call.name(), 0, 0).quoted() + " is not a known padding",
        Notations.nearest(name)
            .map(known -> "did you mean '" + known + "'?")
            .orElse("known: " + String.join(", ", Notations.TELLING)));
  }
}
