package io.github.padbridge.cli;

import io.github.padbridge.cli.output.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes ND4J's native code complain, and writes a result; started as a process of its own by {@link
 * LauncherIT}.
 */
final class NativeNoise {
  private NativeNoise() {}

  public static void main(String[] args) throws IOException {
    Console console = Console.standard();
    DynamicCustomOp wrongWeight =
        DynamicCustomOp.builder("conv2d")
            .addInputs(Nd4j.create(1, 2, 3, 3), Nd4j.create(5, 7, 2, 2))
            .addIntegerArguments(2, 2, 1, 1, 0, 0, 1, 1, 0, 0, 1)
            .build();
    try {
      Nd4j.exec(wrongWeight);
    } catch (RuntimeException expected) {
      console.err().println("refused");
    }
    System.out.println("a library that prints");
    console.out().write("result\n".getBytes(StandardCharsets.UTF_8));
    console.out().flush();
  }
}
