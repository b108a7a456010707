package io.github.padbridge.cli.input;

import io.github.padbridge.json.JsonRecord;
import io.github.padbridge.json.JsonValue.JsonNull;
import io.github.padbridge.json.JsonValue.JsonObject;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Skips the records that {@code scan} writes for modules without a layer, such as {@code
 * nn.Unfold}, with one note for each file.
 */
final class SkippedRecords {
  private final String source;
  private final PrintStream err;
  private final AtomicBoolean isNoted = new AtomicBoolean();

  SkippedRecords(String source, PrintStream err) {
    this.source = source;
    this.err = err;
  }

  /** Whether a record is one of them; the first is noted. */
  boolean skips(JsonRecord record) {
    boolean isOne =
        record.value() instanceof JsonObject object
            && object.fields().get("spec") instanceof JsonNull
            && object.fields().containsKey("class")
            && object.fields().containsKey("plan");
    if (isOne && isNoted.compareAndSet(false, true)) {
      err.println(
          "note: records of scan without a layer (\"spec\": null) are skipped in " + source);
    }
    return isOne;
  }
}
