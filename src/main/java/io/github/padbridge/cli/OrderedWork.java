package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.FlushingInput;
import java.io.Flushable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Work done on several threads, whose results are handed on by the thread that brings the work, in
 * the order in which it came. Only so much is under way as keeps the threads busy.
 *
 * @param <R> what one piece of work results in
 */
final class OrderedWork<R> implements AutoCloseable {
  interface Sink<R> {
    void accept(R result) throws IOException;
  }

  private final Sink<R> sink;
  private final int most;
  private final Deque<Future<R>> underWay = new ArrayDeque<>();
  private final ExecutorService threads;

  /**
   * @param ahead how many pieces a thread may be ahead of one that takes long: as many as their
   *     results can be kept
   */
  OrderedWork(int jobs, int ahead, Sink<R> sink) {
    this.sink = sink;
    this.most = jobs * (1 + ahead);
    this.threads =
        Executors.newFixedThreadPool(
            jobs,
            work -> {
              Thread thread = new Thread(work, "work");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Takes on a piece of work; hands on what is done, and waits for it where too much is not. */
  void add(Callable<R> work) throws IOException {
    while (underWay.size() >= most || (!underWay.isEmpty() && underWay.peek().isDone())) {
      handOn();
    }
    underWay.add(threads.submit(work));
  }

  /** Hands on all there is. */
  void finish() throws IOException {
    while (!underWay.isEmpty()) {
      handOn();
    }
  }

  /** The streams with an input that hands on all there is, before it lets anybody wait. */
  Console answering(Console console) {
    Flushable answers =
        () -> {
          finish();
          console.out().flush();
        };
    return new Console(new FlushingInput(console.in(), answers), console.out(), console.err());
  }

  private void handOn() throws IOException {
    try {
      sink.accept(underWay.remove().get());
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What the work threw, to be thrown here. */
  private static RuntimeException thrown(@Nullable Throwable cause) throws IOException {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof IOException failed) {
      throw failed;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(cause);
  }

  /** Gives up what is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
