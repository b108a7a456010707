package io.github.padbridge.cli;

import io.github.padbridge.cli.input.LayerInput;
import io.github.padbridge.cli.output.LayerWriter;
import io.github.padbridge.diagnostic.Attempt;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.layer.LayerRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers layers one by one. A layer with errors does not stop the others.
 *
 * @param work computes the answer
 * @param chains answers chains of several steps; null to refuse them
 */
record LayerAnswers<T>(
    Function<LayerRecord, T> work,
    LayerWriter<T> writer,
    @Nullable ChainAnswers chains,
    Tally tally)
    implements Consumer<LayerInput> {
  /** Answers for layers alone. */
  LayerAnswers(Function<LayerRecord, T> work, LayerWriter<T> writer, Tally tally) {
    this(work, writer, null, tally);
  }

  @Override
  public void accept(LayerInput input) {
    Attempt<LayerInput> attempt = Attempt.of(() -> written(input)).locatedAt(input.place());
    if (!attempt.succeeded()) {
      tally.refuse(attempt);
      try {
        writer.refuse(input, attempt.faults());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private LayerInput written(LayerInput input) {
    try {
      Optional<T> answer = answer(input);
      if (answer.isPresent()) {
        writer.write(input, answer.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return input;
  }

  /** The answer for a layer; empty where a chain has been answered. */
  private Optional<T> answer(LayerInput input) throws IOException {
    try {
      return Optional.of(work.apply(input.require()));
    } catch (Refusal refusal) {
      if (chains == null || (input.chain() == null && input.layer() == null)) {
        throw refusal;
      }
      chains.accept(input, refusal);
      return Optional.empty();
    }
  }

  /** Answers chains of several steps. */
  interface ChainAnswers {
    /**
     * Writes the answer for a chain, or for a layer as a chain.
     *
     * @param noLayer why it is not answered as one layer
     * @throws Refusal if there is none; {@code noLayer} if it is no chain
     */
    void accept(LayerInput input, Refusal noLayer) throws IOException;
  }
}
