package io.github.padbridge.cli.input;

import io.github.padbridge.chain.Chain;
import io.github.padbridge.chain.JoinedLayer;
import io.github.padbridge.chain.LayerCalls;
import io.github.padbridge.chain.SideText;
import io.github.padbridge.chain.WrappedLayer;
import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.SourceText;
import io.github.padbridge.json.JsonValue;
import io.github.padbridge.layer.LayerRecord;
import io.github.padbridge.layer.read.CallReader;
import io.github.padbridge.layer.read.ReadCall;
import io.github.padbridge.layer.read.RecordReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A call on the command line, such as {@code nn.Conv2d(3, 64, 7)}. */
final class CallInput {
  private CallInput() {}

  /** The layer of a call; faults have their place in its text. */
  static LayerInput of(
      SourceText text, RecordReader reader, Map<String, JsonValue> arguments, PrintStream err) {
    LayerInput whole = refusedAs(LayerRecord.Label.NONE, Place.of(text.source()));
    return layer(text, whole, notes -> read(text, reader, arguments, notes), "note: ", err);
  }

  /** The layer of a call in a file. Its id is its place in the file. */
  static LayerInput of(
      LayerCalls.Found found,
      RecordReader reader,
      Map<String, JsonValue> arguments,
      PrintStream err) {
    Place place = found.place();
    JsonValue id = new JsonValue.JsonString(0, 0, place.toString());
    LayerInput whole = refusedAs(new LayerRecord.Label(id, found.name()), place);
    String note = "note: " + place.source() + ":" + place.line() + ": ";
    return layer(
        found.text(),
        whole,
        notes -> {
          ReadCall read = CallReader.read(found.text(), found.call(), arguments);
          notes.addAll(read.notes());
          return LayerInputs.layer(reader.with(found.arguments()), read.record());
        },
        note,
        err);
  }

  private static LayerInput refusedAs(LayerRecord.Label label, Place place) {
    return new LayerInput(label, place, null, null);
  }

  /**
   * @param whole label and place of the call
   * @param read reads it, and adds its notes to the list
   * @param note the start of every note
   */
  private static LayerInput layer(
      SourceText text,
      LayerInput whole,
      Function<List<String>, LayerInput> read,
      String note,
      PrintStream err) {
    try {
      List<String> notes = new ArrayList<>();
      LayerInput input = read.apply(notes);
      notes.forEach(aside -> err.println(note + aside));
      LayerRecord layer = input.layer();
      if (layer != null) {
        return new LayerInput(
            whole.label(),
            whole.place(),
            layer.withLabel(whole.label()),
            input.failure(),
            input.chain());
      }
      return new LayerInput(
          whole.label(), whole.place(), null, inText(input.failure(), text), input.chain());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new LayerInput(whole.label(), whole.place(), null, e);
    }
  }

  private static @Nullable Throwable inText(@Nullable Throwable failure, SourceText text) {
    return failure instanceof Refusal refusal
        ? new Refusal(
            refusal.faults().stream()
                .map(fault -> inText(fault, text))
                .sorted(Comparator.comparing(CallInput::line).thenComparing(CallInput::column))
                .toList())
        : failure;
  }

  /** Sorts faults without a place to the end. */
  private static int line(Fault fault) {
    return fault.place() == null ? Integer.MAX_VALUE : fault.place().line();
  }

  private static int column(Fault fault) {
    return fault.place() == null ? Integer.MAX_VALUE : fault.place().column();
  }

  private static Fault inText(Fault fault, SourceText text) {
    Place place = fault.place();
    return place == null || place.line() == 0
        ? fault
        : fault.locatedAt(text.place(place.line(), place.column()));
  }

  /** A call, the one layer in a text around it, such as an assignment, or a layer with its pads. */
  private static LayerInput read(
      SourceText text, RecordReader reader, Map<String, JsonValue> arguments, List<String> notes) {
    try {
      ReadCall read = CallReader.read(text, arguments);
      notes.addAll(read.notes());
      return LayerInputs.layer(reader, read.record());
    } catch (Refusal refusal) {
      Optional<WrappedLayer> wrapped = WrappedLayer.in(text);
      if (wrapped.isPresent()) {
        ReadCall read = CallReader.read(text, wrapped.get().call(), arguments);
        notes.addAll(read.notes());
        notes.addAll(wrapped.get().notes());
        return LayerInputs.layer(reader.with(wrapped.get().arguments()), read.record());
      }
      return chain(text, SideText.chainIn(text, arguments).orElseThrow(() -> refusal), notes);
    }
  }

  /** The layer that a chain comes to; where there is none, the chain and the reason. */
  private static LayerInput chain(SourceText text, Chain chain, List<String> notes) {
    LayerRecord.Label none = LayerRecord.Label.NONE;
    Place place = Place.of(text.source());
    try {
      JoinedLayer joined = JoinedLayer.of(chain);
      notes.addAll(joined.notes());
      return new LayerInput(none, place, new LayerRecord(none, joined.layer(), null), null, chain);
    } catch (Refusal several) {
      return new LayerInput(none, place, null, several, chain);
    }
  }
}
