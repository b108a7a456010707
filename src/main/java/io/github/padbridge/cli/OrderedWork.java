package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import io.github.padbridge.cli.output.FlushingInput;
import io.github.padbridge.cli.output.IoConsumer;
import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on several threads. The thread that adds the tasks also takes the results, in the
 * order of the tasks. The number of pending tasks is limited.
 *
 * @param <R> the result of a task
 */
final class OrderedWork<R> implements AutoCloseable {
  private final IoConsumer<R> sink;
  private final int most;
  private final Deque<Future<R>> pending = new ArrayDeque<>();
  private final ExecutorService threads;

  /**
   * @param ahead how many results for each thread may wait for a slow task
   */
  OrderedWork(int jobs, int ahead, IoConsumer<R> sink) {
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

  /** Adds a task; first passes on finished results, and waits while too many are pending. */
  void add(Callable<R> work) {
    try {
      while (pending.size() >= most || (!pending.isEmpty() && pending.peek().isDone())) {
        handOn();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pending.add(threads.submit(work));
  }

  /** Waits for all tasks and passes their results on. */
  void finish() throws IOException {
    while (!pending.isEmpty()) {
      handOn();
    }
  }

  /** The same streams; before the input blocks, all pending results are passed on. */
  Console answering(Console console) {
    Flushable answers =
        () -> {
          finish();
          console.out().flush();
        };
    return console.reading(new FlushingInput(console.in(), answers));
  }

  private void handOn() throws IOException {
    try {
      sink.accept(pending.remove().get());
    } catch (ExecutionException e) {
      throw thrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

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

  /** Cancels pending tasks. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
