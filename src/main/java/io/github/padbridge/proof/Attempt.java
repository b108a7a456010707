package io.github.padbridge.proof;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Place;
import io.github.padbridge.diagnostic.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt to prove one layer came to: a finding, or the reasons why there is none. Whatever
 * goes wrong with one layer stays with that layer.
 *
 * @param finding null where there are faults
 * @param faults why the layer cannot be proven
 * @param internalError what went wrong in Padbridge itself; null where nothing did
 * @param seconds how long it took
 */
public record Attempt<T>(
    @Nullable T finding, List<Fault> faults, @Nullable Throwable internalError, double seconds) {
  public Attempt {
    faults = List.copyOf(faults);
  }

  /** Tries a proof and keeps what it throws. */
  static <T> Attempt<T> of(Supplier<T> proof) {
    long start = System.nanoTime();
    try {
      return new Attempt<>(proof.get(), List.of(), null, since(start));
    } catch (Refusal refusal) {
      return new Attempt<>(null, refusal.faults(), null, since(start));
    } catch (OutOfMemoryError e) {
      Fault fault =
          new Fault(
              "there is not enough memory to execute this layer",
              "a smaller input_shape proves the same geometry; PADBRIDGE_JAVA_OPTS=-Xmx... gives"
                  + " the JVM more memory",
              List.of(),
              null);
      return new Attempt<>(null, List.of(fault), null, since(start));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      Fault fault = new Fault("internal error: " + e, null, List.of(), null);
      return new Attempt<>(null, List.of(fault), e, since(start));
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Whether there is a finding. */
  public boolean succeeded() {
    return finding != null;
  }

  /** The finding, where there is one. */
  public T requireFinding() {
    return Objects.requireNonNull(finding);
  }

  /** The same; faults without a place of their own get the place of the layer. */
  public Attempt<T> locatedAt(Place place) {
    List<Fault> located =
        faults.stream()
            .map(fault -> fault.place() == null ? fault.locatedAt(place) : fault)
            .toList();
    return new Attempt<>(finding, located, internalError, seconds);
  }
}
