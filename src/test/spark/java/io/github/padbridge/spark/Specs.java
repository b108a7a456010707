package io.github.padbridge.spark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Random specs, one a line; the id of each is its number, from 0 on. One in a thousand is invalid.
 */
final class Specs {
  /** One layer in this many has a kernel of no elements. */
  private static final int INVALID_EVERY = 1000;

  private Specs() {}

  /**
   * Writes the specs.
   *
   * @param lengths how many different input sizes they have, which bounds the different layers
   */
  static void write(Path file, int count, int lengths) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int id = 0; id < count; id++) {
        out.write(line(id, lengths, random));
        out.newLine();
      }
    }
  }

  private static String line(int id, int lengths, SplittableRandom random) {
    int kernel = id % INVALID_EVERY == 7 ? 0 : random.nextInt(1, 6);
    int stride = random.nextInt(1, 4);
    return String.format(
        "{\"id\":%d,\"op\":\"conv_transpose1d\",\"in_channels\":2,\"out_channels\":1,\"kernel_size\":%d,"
            + "\"stride\":%d,\"padding\":%d,\"output_padding\":%d,\"input_shape\":[1,2,%d]}",
        id,
        kernel,
        stride,
        random.nextInt(kernel / 2 + 1),
        random.nextInt(stride),
        random.nextInt(8, 8 + lengths));
  }
}
