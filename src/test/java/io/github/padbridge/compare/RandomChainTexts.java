package io.github.padbridge.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Chains as people write them: one to three layers with pads and crops between them. */
final class RandomChainTexts {
  private final SplittableRandom random;
  private int rank;
  private int channels;

  RandomChainTexts(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** {@code nn.Sequential(...)}. */
  String torch() {
    return "nn.Sequential(" + String.join(", ", steps(true)) + ")";
  }

  /** {@code keras.Sequential([...])}. */
  String keras() {
    String input = "keras.Input((" + "None, ".repeat(rank()) + channels + "))";
    return "keras.Sequential([" + input + ", " + String.join(", ", steps(false)) + "])";
  }

  /** Statements with {@code F}. */
  String statements() {
    rank();
    List<String> lines = new ArrayList<>();
    int layers = from(1, 3);
    for (int i = 0; i < layers; i++) {
      if (oneIn(3)) {
        lines.add("x = F.pad(x, (" + from(-1, 2) + ", " + from(-1, 2) + ")" + mode() + ")");
      }
      int in = channels;
      channels = from(1, 4);
      boolean transposed = oneIn(3);
      String shape =
          (transposed ? in + ", " + channels : channels + ", " + in)
              + (", " + from(2, 4)).repeat(rank);
      lines.add("w%d = torch.zeros(%s)".formatted(i, shape));
      lines.add(
          "x = F.conv%s%dd(x, w%d, stride=%d, padding=%d)"
              .formatted(transposed ? "_transpose" : "", rank, i, from(1, 2), from(0, 1)));
      if (oneIn(3)) {
        lines.add("x = x[..., 1:" + (random.nextBoolean() ? "-1" : "") + "]");
      }
    }
    return String.join("\n", lines);
  }

  private String mode() {
    return oneIn(3) ? ", value=" + from(1, 2) + ".5" : "";
  }

  private int rank() {
    rank = from(1, 2);
    channels = from(1, 4);
    return rank;
  }

  private List<String> steps(boolean torch) {
    if (torch) {
      rank();
    }
    List<String> steps = new ArrayList<>();
    int layers = from(1, 3);
    for (int i = 0; i < layers; i++) {
      if (oneIn(3)) {
        steps.add(torch ? torchPad() : kerasPad());
      }
      steps.add(torch ? torchLayer() : kerasLayer());
      if (oneIn(3)) {
        steps.add(torch ? "nn.ReLU()" : "keras.layers.ReLU()");
      }
    }
    if (oneIn(4)) {
      steps.add(
          torch
              ? "nn.ZeroPad%dd(-1)".formatted(rank)
              : "keras.layers.Cropping%dD(1)".formatted(rank));
    }
    return steps;
  }

  private String torchPad() {
    String name = List.of("Zero", "Reflection", "Replication", "Circular").get(from(0, 3));
    return "nn.%sPad%dd(%d)".formatted(name, rank, from(1, 2));
  }

  private String kerasPad() {
    return "keras.layers.ZeroPadding%dD(%d)".formatted(rank, from(1, 2));
  }

  private String torchLayer() {
    int kernel = from(1, 4);
    int in = channels;
    int stride = from(1, 3);
    int padding = from(0, 2);
    switch (from(0, 4)) {
      case 0 -> {
        return "nn.MaxPool%dd(%d, %d, %d)".formatted(rank, kernel, stride, kernel / 2);
      }
      case 1 -> {
        return "nn.AvgPool%dd(%d, %d, %d)".formatted(rank, kernel, stride, kernel / 2);
      }
      case 2 -> {
        channels = from(1, 4);
        return "nn.ConvTranspose%dd(%d, %d, %d, %d, %d)"
            .formatted(rank, in, channels, kernel, stride, Math.min(padding, kernel - 1));
      }
      default -> {
        boolean depthwise = in > 1 && oneIn(4);
        channels = depthwise ? in * from(1, 2) : from(1, 4);
        return "nn.Conv%dd(%d, %d, %d, %d, %d%s)"
            .formatted(
                rank, in, channels, kernel, stride, padding, depthwise ? ", groups=" + in : "");
      }
    }
  }

  private String kerasLayer() {
    String common =
        "%d, strides=%d, padding='%s'"
            .formatted(from(1, 4), from(1, 3), random.nextBoolean() ? "same" : "valid");
    switch (from(0, 4)) {
      case 0 -> {
        return "keras.layers.MaxPooling%dD(%s)".formatted(rank, common);
      }
      case 1 -> {
        return "keras.layers.AveragePooling%dD(%s)".formatted(rank, common);
      }
      case 2 -> {
        channels = from(1, 4);
        return "keras.layers.Conv%dDTranspose(%d, %s)".formatted(rank, channels, common);
      }
      default -> {
        if (oneIn(4)) {
          int multiplier = from(1, 2);
          channels *= multiplier;
          return "keras.layers.DepthwiseConv%dD(%s, depth_multiplier=%d)"
              .formatted(rank, common, multiplier);
        }
        channels = from(1, 4);
        return "keras.layers.Conv%dD(%d, %s)".formatted(rank, channels, common);
      }
    }
  }

  private boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }

  private int from(int least, int most) {
    return random.nextInt(least, most + 1);
  }
}
