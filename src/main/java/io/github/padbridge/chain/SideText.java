package io.github.padbridge.chain;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.expression.CallParser;
import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonRecords;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.Layer;
import io.github.padbridge.shape.Layout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parsed text of a side. The other side fills in what it leaves open. */
public final class SideText {
  /** The longest text that is read, in characters. */
  private static final int LONGEST = 1 << 16;

  private final SourceText text;
  private final Snippet.Found found;

  private SideText(SourceText text, Snippet.Found found) {
    this.text = text;
    this.found = found;
  }

  /**
   * Parses the text of a side.
   *
   * @param source where the text came from, as {@link
   *     io.github.padbridge.diagnostic.Place#source()}
   * @throws Refusal if the text is not a side; the faults point into the text
   */
  public static SideText parse(String source, String text) {
    if (text.length() > LONGEST) {
      throw new Refusal(
          Fault.at(
              Place.of(source),
              "this text is too long (got " + text.length() + " characters)",
              "at most " + LONGEST + " are supported"));
    }
    if (text.stripLeading().startsWith("{")) {
      SourceText json = new SourceText(source, text);
      Node spec = new Node.RecordNode(record(json));
      return new SideText(json, new Snippet.Found(List.of(spec), "x", false, List.of()));
    }
    SourceText python = new SourceText(source, Prompts.blanked(text));
    return new SideText(python, Snippet.read(python));
  }

  private static JsonRecord record(SourceText text) {
    List<JsonRecord> records = new ArrayList<>();
    byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
    try {
      // The source may be a file of JSON lines, which this text is one of.
      JsonRecords.read("", new ByteArrayInputStream(bytes), records::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Fault> faults =
        records.stream()
            .flatMap(record -> record.faults().stream())
            .map(fault -> InText.fault(fault, text))
            .toList();
    if (!faults.isEmpty()) {
      throw new Refusal(faults);
    }
    if (isOfPairs(records.get(0))) {
      throw new Refusal(
          Fault.at(
              Place.of(text.source()),
              "a side must be one layer or chain (got a file of pairs)",
              "a file of pairs is compared alone: padbridge compare " + text.source()));
    }
    if (records.size() != 1) {
      throw new Refusal(
          Fault.at(
              Place.of(text.source()),
              "a side must be one layer or chain (got " + records.size() + " specs)",
              "write the layers as calls, one on each line"));
    }
    JsonRecord only = records.get(0);
    return new JsonRecord(text.source(), "", only.require(), List.of());
  }

  private static boolean isOfPairs(JsonRecord record) {
    return record.value() instanceof JsonValue.JsonObject pair
        && pair.fields().keySet().containsAll(List.of("left", "right"));
  }

  /**
   * The chain in a text; empty where the text cannot be read as one, or is one call.
   *
   * @param options arguments given next to the text, by their names in a spec
   * @throws Refusal if an op of the chain cannot be used
   */
  public static Optional<Chain> chainIn(SourceText text, Map<String, JsonValue> options) {
    SideText side;
    try {
      side = parse(text.source(), text.text());
    } catch (Refusal refusal) {
      if (hasNoOtherReader(text)) {
        throw refusal;
      }
      return Optional.empty();
    }
    return side.hasSteps() ? Optional.of(side.resolve(List.of(), options)) : Optional.empty();
  }

  /** Whether it is the call of an adaptive pooling or of patches, which has no other reader. */
  private static boolean hasNoOtherReader(SourceText text) {
    try {
      String name = CallParser.parse(text.source(), text.text()).name();
      return AdaptivePools.isClass(name) || AdaptivePools.isFunction(name) || PatchCalls.is(name);
    } catch (Refusal refusal) {
      return false;
    }
  }

  /** Whether it is more than one call: a {@code Sequential}, or several steps. */
  private boolean hasSteps() {
    long steps =
        found.nodes().stream()
            .filter(
                node ->
                    !(node instanceof Node.AsideNode
                        || node instanceof Node.DeclaredNode
                        || node instanceof Node.RefusedNode))
            .count();
    return found.sequential() || steps > 1 || sizedLayout().isPresent();
  }

  /**
   * The order of the axes that its first layer takes that the input shape tells something: an
   * adaptive pooling, a transposed convolution with an output size, or patches; empty without one.
   */
  Optional<Layout> sizedLayout() {
    return found.nodes().stream().map(SideText::sizedLayout).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Layout> sizedLayout(Node node) {
    if (node instanceof Node.AdaptiveNode adaptive) {
      return Optional.of(adaptive.pool().layout());
    }
    if (node instanceof Node.PatchesNode patches) {
      return Optional.of(patches.patches().layout());
    }
    return SizedLayer.is(node) && !SizedLayer.isOnnx(node)
        ? Optional.of(SizedLayer.layout(node, 0))
        : Optional.empty();
  }

  /**
   * The order of the axes of the input, if some layer is read for one input size.
   *
   * @param rank of the input
   */
  Optional<Layout> sizedLayout(int rank) {
    return sizedLayout()
        .or(
            () ->
                found.nodes().stream()
                    .filter(SizedLayer::isOnnx)
                    .findFirst()
                    .filter(node -> rank > 2)
                    .map(node -> SizedLayer.layout(node, rank)));
  }

  /** The pooling of that kind that is the last step; empty if another step is. */
  Optional<AdaptivePool> lastAdaptivePool() {
    List<Node> steps =
        found.nodes().stream().filter(node -> !(node instanceof Node.AsideNode)).toList();
    return !steps.isEmpty() && steps.get(steps.size() - 1) instanceof Node.AdaptiveNode last
        ? Optional.of(last.pool())
        : Optional.empty();
  }

  /**
   * The side with the adaptive pooling at its end, which the other side has too, at every size.
   *
   * @param pool that one
   */
  SideText withLastAlways(AdaptivePool pool) {
    List<Node> nodes =
        found.nodes().stream()
            .map(node -> isOf(node, pool) ? new Node.AdaptiveNode(pool, true) : node)
            .toList();
    List<String> notes = new ArrayList<>(found.notes());
    notes.add(
        pool.call().name()
            + " is "
            + pool.described()
            + " on both sides"
            + (pool.dropsAxes() ? ", and drops the pooled axes of size 1 here" : ""));
    return new SideText(text, new Snippet.Found(nodes, found.input(), found.sequential(), notes));
  }

  private static boolean isOf(Node node, AdaptivePool pool) {
    return node instanceof Node.AdaptiveNode adaptive && adaptive.pool().equals(pool);
  }

  /**
   * The chain of the text.
   *
   * @param other the layers of the other side in order, empty if unknown: the n-th layer there
   *     fills in what the n-th layer here leaves open
   * @param options arguments given next to the text, by their names in a spec
   * @throws Refusal if an op breaks a rule of its framework, or neither side tells enough
   */
  public Chain resolve(List<Layer> other, Map<String, JsonValue> options) {
    return new ChainResolver(new ChainSource(text, found, other, options)).resolve();
  }
}
