package io.github.padbridge.diagnostic;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of the work on one record or layer: a result, or the reasons why there is none. An
 * error in one record does not affect the others.
 *
 * @param result null if there are faults
 * @param faults why there is no result
 * @param internalError an error of Padbridge itself; null if there was none
 * @param seconds the duration
 */
public record Attempt<T>(
    @Nullable T result, List<Fault> faults, @Nullable Throwable internalError, double seconds) {
  public Attempt {
    faults = List.copyOf(faults);
  }

  /**
   * Runs some work and keeps what it throws.
   *
   * @throws UncheckedIOException if the work throws it: a failure to write an answer is not a fault
   *     of its record
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
          "not enough memory for this layer",
          "use a smaller input_shape, or raise the limit of Java: PADBRIDGE_JAVA_OPTS=-Xmx4g",
          List.of(),
          null);
    }
    return new Fault("internal error: " + thrown, null, List.of(), null);
  }

  /** Continues with the result, if there is one; otherwise keeps the reasons. */
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

  /** The result; only for an attempt that succeeded. */
  public T requireResult() {
    return Objects.requireNonNull(result);
  }

  /** The same, with the place of the record in every fault that has no place. */
  public Attempt<T> locatedAt(Place place) {
    return faults.isEmpty()
        ? this
        : new Attempt<>(result, Fault.locatedAt(faults, place), internalError, seconds);
  }
}
