package io.github.padbridge.layer.read;

import io.github.padbridge.expression.Call;
import io.github.padbridge.expression.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call in the usual spelling.
 *
 * @param call of a function or class that {@link Signatures} or {@link OpenRank} has
 * @param input the data that a class is applied to, where the text calls a function instead, such
 *     as {@code tf.layers.conv2d}; null if there is none
 * @param notes on what was read differently; one sentence each, without a full stop
 */
public record Spelled(Call call, @Nullable Value input, List<String> notes) {
  public Spelled {
    notes = List.copyOf(notes);
  }

  /** A call that is in the usual spelling already. */
  static Spelled asWritten(Call call) {
    return new Spelled(call, null, List.of());
  }
}
