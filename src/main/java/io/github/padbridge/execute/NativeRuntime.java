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

/** Starts ND4J once without log output, and configures each thread for many small convolutions. */
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
      // Spinning threads cost more than they gain on the small arrays of a proof.
      // The OpenMP thread count is a setting of the calling thread.
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
      // A class that failed to initialise cannot be tried again in the same process.
      throw new Refusal(failure);
    }
    started = true;
  }

  private static @Nullable Fault tryToStart() {
    System.setProperty("org.nd4j.log.initialization", "false");
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    if (NativeRuntime.class.getResource("/org/nd4j/linalg/factory/Nd4j.class") == null) {
      return new Fault(
          "this distribution does not include ND4J, which runs proofs",
          "install the archive without '-no-proofs' in its name, or the wheel padbridge-proofs;"
              + " translate does not need it",
          List.of(),
          null);
    }
    // Proofs share a memory budget and free their arrays themselves. JavaCPP derives its
    // limits from the Java heap size, which does not limit memory outside the heap.
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
              ? NativeFolder.UNPACK + "; translate works without ND4J"
              : "translate works without ND4J",
          List.of(),
          null);
    }
  }
}
