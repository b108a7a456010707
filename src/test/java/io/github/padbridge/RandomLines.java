package io.github.padbridge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * JSON lines of convolutions, from a seed: right ones, ones that break a rule, and garbled ones.
 */
public final class RandomLines {
  private static final List<Long> CORNERS =
      List.of(-1L, 0L, 999_999_999L, 1_000_000_000L, 2_147_483_647L, 2_147_483_648L, 46_341L);

  private final Random random;

  public RandomLines(long seed) {
    this.random = new Random(seed);
  }

  /** A line whose every key and value is plain; PyTorch may have something against the layer. */
  public String plain() {
    int rank = 1 + random.nextInt(3);
    boolean transposed = random.nextBoolean();
    List<String> fields = new ArrayList<>();
    fields.add(field("op", "\"conv" + (transposed ? "_transpose" : "") + rank + "d\""));
    fields.add(field("kernel_size", perAxis(rank, 1, 7)));
    maybe(
        fields, "id", random.nextInt(3) > 0 ? "" + random.nextLong(1 << 20) : "\"a-" + rank + "\"");
    maybe(fields, "name", "\"layer " + random.nextInt(9) + ", b\"");
    maybe(fields, "stride", perAxis(rank, 1, 4));
    maybe(fields, "padding", perAxis(rank, 0, 5));
    maybe(fields, "dilation", perAxis(rank, 1, 3));
    if (transposed) {
      maybe(fields, "output_padding", perAxis(rank, 0, 3));
    } else {
      maybe(fields, "padding_mode", "\"" + mode() + "\"");
    }
    int groups = random.nextInt(3) == 0 ? 2 : 1;
    if (groups > 1 || random.nextBoolean()) {
      fields.add(field("groups", "" + groups));
    }
    maybe(fields, "bias", "" + random.nextBoolean());
    int in = groups * (1 + random.nextInt(3));
    maybe(fields, "in_channels", "" + in);
    maybe(fields, "out_channels", "" + groups * (1 + random.nextInt(3)));
    StringBuilder shape = new StringBuilder(random.nextInt(4) == 0 ? "" : "2" + comma());
    shape.append(in);
    for (int axis = 0; axis < rank; axis++) {
      shape.append(comma()).append(corner(1 + random.nextInt(12)));
    }
    fields.add(field("input_shape", "[" + shape + "]"));
    Collections.shuffle(fields, random);
    return blank() + "{" + blank() + String.join(comma(), fields) + blank() + "}" + blank();
  }

  /** A plain line of which a few letters are others. */
  public String garbled() {
    StringBuilder line = new StringBuilder(plain());
    String letters = "{}[]\",:0123456789-+.eE \\tfnué\u0001xz";
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(line.length());
      switch (random.nextInt(4)) {
        case 0 -> line.deleteCharAt(at);
        case 1 -> line.insert(at, letters.charAt(random.nextInt(letters.length())));
        case 2 -> line.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
        default -> line.insert(at, line.substring(at, Math.min(at + 9, line.length())));
      }
    }
    return line.toString();
  }

  /** So many lines, most of them plain, each with its line feed. */
  public byte[] lines(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(random.nextInt(10) == 0 ? garbled() : plain()).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void maybe(List<String> fields, String key, String value) {
    if (random.nextBoolean()) {
      fields.add(field(key, value));
    }
  }

  private String field(String key, String value) {
    return "\"" + key + "\"" + blank() + ":" + blank() + value;
  }

  private String comma() {
    return blank() + "," + blank();
  }

  private String blank() {
    return random.nextInt(12) == 0 ? " " : random.nextInt(40) == 0 ? "\t" : "";
  }

  private String mode() {
    return List.of("zeros", "reflect", "replicate", "circular").get(random.nextInt(4));
  }

  private String perAxis(int rank, int least, int most) {
    if (random.nextBoolean()) {
      return corner(least + random.nextInt(most - least + 1));
    }
    // Now and then not as many as there are axes.
    int count = random.nextInt(30) == 0 ? 1 + random.nextInt(6) : rank;
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(corner(least + random.nextInt(most - least + 1)));
    }
    return "[" + String.join(comma(), numbers) + "]";
  }

  /** Nearly always the number. */
  private String corner(int number) {
    return random.nextInt(60) == 0
        ? CORNERS.get(random.nextInt(CORNERS.size())).toString()
        : Integer.toString(number);
  }
}
