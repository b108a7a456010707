package io.github.padbridge.diagnostic;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt to deal with one record or layer came to: a result, or the reasons why there is
 * none. Whatever goes wrong with one of them stays with it.
 *
 * @param result null where there are faults
 * @param faults why there is no result
 * @param internalError what went wrong in Padbridge itself; null where nothing did
 * @param seconds how long it took
 */
public record Attempt<T>(
    @Nullable T result, List<Fault> faults, @Nullable Throwable internalError, double seconds) {
  public Attempt {
    faults = List.copyOf(faults);
  }

  /**
   * Tries some work and keeps what it throws.
   *
   * @throws UncheckedIOException if the work throws it: that an answer cannot be written is no
   *     fault of its record
   */
  public static <T> Attempt<T> of(Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return new Attempt<>(work.get(), List.of(), null, since(start));
    } catch (Refusal refusal) {
      return new Attempt<>(null, refusal.faults(), null, since(start));
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
      boolean isLimit = e instanceof OutOfMemoryError || ThreadLimit.isReached(e);
      return new Attempt<>(null, List.of(fault(e)), isLimit ? null : e, since(start));
    }
  }

  private static Fault fault(Throwable thrown) {
    if (ThreadLimit.isReached(thrown)) {
      return ThreadLimit.fault();
    }
    if (thrown instanceof OutOfMemoryError) {
      return new Fault(
          "there is not enough memory for this layer",
          "PADBRIDGE_JAVA_OPTS=-Xmx... gives the JVM more; a smaller input_shape has the same"
              + " geometry",
          List.of(),
          null);
    }
    return new Fault("internal error: " + thrown, null, List.of(), null);
  }

  /** Goes on with the result; where there is none, or none comes out, the reasons stay. */
  public <R> Attempt<R> then(Function<T, R> work) {
    if (!succeeded()) {
      return new Attempt<>(null, faults, internalError, seconds);
    }
    Attempt<R> next = of(() -> work.apply(requireResult()));
    return new Attempt<>(next.result, next.faults, next.internalError, seconds + next.seconds);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Whether there is a result. */
  public boolean succeeded() {
    return result != null;
  }

  /** The result, where there is one. */
  public T requireResult() {
    return Objects.requireNonNull(result);
  }

  /** The same; faults without a place of their own get the place of the record. */
  public Attempt<T> locatedAt(Place place) {
    return new Attempt<>(result, Fault.locatedAt(faults, place), internalError, seconds);
  }
}
