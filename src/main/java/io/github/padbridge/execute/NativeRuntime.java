package io.github.padbridge.execute;

import io.github.padbridge.diagnostic.Fault;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.ThreadLimit;
import io.github.padbridge.proof.AddressSpace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Starts ND4J once, quietly, and sets each thread that uses it for many small convolutions. */
final class NativeRuntime {
  private static final ThreadLocal<Boolean> QUIET = ThreadLocal.withInitial(() -> false);

  private static boolean started;
  private static @Nullable Fault failure;

  private NativeRuntime() {}

  /**
   * @throws Refusal if there is no native library for this machine, or it cannot be loaded
   */
  static void start() {
    startOnce();
    if (!QUIET.get()) {
      // Threads that wait by spinning cost more than they give on the small arrays of a proof. The
      // number that OpenMP uses is a matter of the thread that asks.
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
      QUIET.set(true);
    }
  }

  private static synchronized void startOnce() {
    if (started) {
      return;
    }
    if (failure == null) {
      failure = tryToStart();
    }
    if (failure != null) {
      // A class that failed to start cannot be tried again in the same process.
      throw new Refusal(failure);
    }
    started = true;
  }

  private static @Nullable Fault tryToStart() {
    System.setProperty("org.nd4j.log.initialization", "false");
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    if (NativeRuntime.class.getResource("/org/nd4j/linalg/factory/Nd4j.class") == null) {
      return new Fault(
          "this distribution cannot verify",
          "install the archive without '-no-proofs' in its name; translate works in both",
          List.of(),
          null);
    }
    // Proofs share the memory and free their arrays themselves. The limits of JavaCPP come from the
    // size of Java's heap, which says nothing of what is off it.
    for (String limit : List.of("maxbytes", "maxphysicalbytes")) {
      System.getProperties().putIfAbsent("org.bytedeco.javacpp." + limit, "0");
    }
    try {
      AddressSpace.requireEnough();
      Optional<NativeFolder> folder = NativeFolder.ofDistribution();
      if (folder.isPresent()) {
        folder.get().load();
      } else {
        NativeCache.choose();
      }
      Nd4j.getBackend();
      return null;
    } catch (Refusal refusal) {
      return refusal.faults().get(0);
    } catch (IOException | LinkageError | InternalError | RuntimeException e) {
      if (ThreadLimit.isReached(e)) {
        return ThreadLimit.fault();
      }
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return new Fault(
          "ND4J cannot be started on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + ": "
              + cause,
          NativeFolder.ofDistribution().isPresent()
              ? NativeFolder.UNPACK + "; translating works without it"
              : "translating works without it",
          List.of(),
          null);
    }
  }
}
