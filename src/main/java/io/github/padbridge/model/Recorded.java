package io.github.padbridge.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model file records of an op, and a printed model does not.
 *
 * @param source the line of Python that runs it, {@code model.py:147: x = self.conv(x)}; null where
 *     the file has none
 * @param written the op with its arguments as its framework writes them
 * @param arguments its arguments by the framework's names, where they are no {@link
 *     io.github.padbridge.layer.Layer}; null where they are
 * @param input the shape of the op's own input; empty where even the number of axes is open
 * @param output the shape of the op's own output; empty likewise
 * @param after the crops directly behind it that are part of its translation, as padding by
 *     negative amounts
 * @param separate the crops directly behind those, or behind the op, that no layer says together
 *     with it
 * @param channelsLast whether the channels are the last axis of its data
 * @param neverNegative whether its input is the result of an activation such as ReLU
 * @param parts the convolutions that it consists of, in the order in which they run; empty where it
 *     is one op
 */
public record Recorded(
    @Nullable String source,
    String written,
    @Nullable Map<String, @Nullable Object> arguments,
    List<Extent> input,
    List<Extent> output,
    List<ModelLayer.JoinedPad> after,
    List<ModelLayer.JoinedPad> separate,
    boolean channelsLast,
    boolean neverNegative,
    List<ModelLayer> parts) {
  public Recorded {
    arguments =
        arguments == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    input = List.copyOf(input);
    output = List.copyOf(output);
    after = List.copyOf(after);
    separate = List.copyOf(separate);
    parts = List.copyOf(parts);
  }

  /** One op. */
  public Recorded(
      @Nullable String source,
      String written,
      @Nullable Map<String, @Nullable Object> arguments,
      List<Extent> input,
      List<Extent> output,
      List<ModelLayer.JoinedPad> after,
      List<ModelLayer.JoinedPad> separate,
      boolean channelsLast,
      boolean neverNegative) {
    this(
        source,
        written,
        arguments,
        input,
        output,
        after,
        separate,
        channelsLast,
        neverNegative,
        List.of());
  }
}
