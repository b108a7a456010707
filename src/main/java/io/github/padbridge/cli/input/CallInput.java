package io.github.padbridge.cli.input;

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

/** A call on the command line, such as {@code nn.Conv2d(3, 64, 7)}. */
final class CallInput {
  private CallInput() {}

  /** The layer of a call; faults have their place in its text. */
  static LayerInput of(
      SourceText text, RecordReader reader, Map<String, JsonValue> arguments, PrintStream err) {
    Place whole = Place.of(text.source());
    try {
      ReadCall call = read(text, arguments);
      call.notes().forEach(note -> err.println("note: " + note));
      LayerInput input = LayerInputs.layer(reader, call.record());
      if (!(input.failure() instanceof Refusal refusal)) {
        return new LayerInput(input.label(), whole, input.layer(), input.failure());
      }
      List<Fault> shown =
          refusal.faults().stream()
              .map(fault -> inText(fault, text))
              .sorted(Comparator.comparing(CallInput::line).thenComparing(CallInput::column))
              .toList();
      return new LayerInput(input.label(), whole, null, new Refusal(shown));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return new LayerInput(LayerRecord.Label.NONE, whole, null, e);
    }
  }

  /** Faults without a place come last. */
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

  /** A call, or the one layer in a text around it, such as an assignment. */
  private static ReadCall read(SourceText text, Map<String, JsonValue> arguments) {
    try {
      return CallReader.read(text, arguments);
    } catch (Refusal refusal) {
      WrappedLayer wrapped = WrappedLayer.in(text).orElseThrow(() -> refusal);
      ReadCall read = CallReader.read(text, wrapped.call(), arguments);
      List<String> notes = new ArrayList<>(read.notes());
      notes.addAll(wrapped.notes());
      return new ReadCall(read.record(), notes);
    }
  }
}
