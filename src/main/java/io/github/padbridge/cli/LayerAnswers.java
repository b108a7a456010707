package io.github.padbridge.cli;

import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.cli.output.LayerWriter;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.layer.LayerRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Answers layers one by one. The errors of a layer are written in its place, and the other layers
 * are still answered.
 *
 * @param work finds the answer
 */
record LayerAnswers<T>(Function<LayerRecord, T> work, LayerWriter<T> writer, Tally tally)
    implements Consumer<LayerInput> {
  @Override
  public void accept(LayerInput input) {
    Attempt<T> attempt = Attempt.of(() -> written(input)).locatedAt(input.place());
    if (!attempt.succeeded()) {
      tally.refuse(attempt);
      try {
        writer.refuse(input, attempt.faults());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private T written(LayerInput input) {
    T answer = work.apply(input.require());
    try {
      writer.write(input, answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer;
  }
}
