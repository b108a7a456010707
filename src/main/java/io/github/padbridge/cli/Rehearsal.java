package io.github.padbridge.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an archive of classes is made of: the commands as people use them, answers unread. */
final class Rehearsal {
  private static final String TRANSPOSED =
      "{\"op\":\"conv_transpose2d\",\"in_channels\":8,\"out_channels\":4,\"kernel_size\":4,"
          + "\"stride\":2,\"padding\":1,\"output_padding\":1,\"input_shape\":[1,8,16,16]}\n";
  private static final String LAYERS =
      TRANSPOSED
          + "{\"id\":\"a\",\"op\":\"conv2d\",\"in_channels\":4,\"out_channels\":4,"
          + "\"kernel_size\":[3,3],\"padding\":\"same\",\"groups\":2,\"padding_mode\":\"reflect\"}\n"
          + "{\"op\":\"conv1d\",\"kernel_size\":0}\n";
  private static final String MODEL =
      "Net(\n  (conv1): Conv2d(1, 32, kernel_size=(3, 3), stride=(1, 1))\n)\n";
  private static final String[] OPTIONS = {
    "conv1d", "--kernel-size", "3", "--input-shape", "1,1,9"
  };

  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException {
    // What every run begins and ends with.
    Launcher.endWithIt();
    Console.standard();
    ClassArchive.makeIfWanted();
    Path file = Files.createTempFile("padbridge", ".json");
    try {
      Files.writeString(file, TRANSPOSED);
      rehearse(file.toString());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void rehearse(String file) {
    List<String> formats =
        List.of("text", "json", "jsonl", "tsv", "csv", "markdown", "python", "keras");
    for (String format : formats) {
      run(LAYERS, "translate", "-", "--format", format);
    }
    run("", "translate", file);
    run("", "translate", file, "--format", "json");
    run("", "translate", "nn.Conv2d(3, 64, 7, stride=2)");
    run(
        "",
        "translate",
        "tf.nn.conv2d(x, w, strides=2, padding=\"SAME\")",
        "--weight-shape",
        "3,3,4,8");
    onOptions("translate");
    onOptions("explain");
    onOptions("translate", "--kernel-sze", "3");
    run("", "--help");
    run("", "translate", "--help");
    run("", "pad", "F.pad(x, (1, 2))");
    run("", "pad", "padding=(1, 0)", "--show");
    onOptions("matrix");
    run("", "schema", "spec");
    run("", "table", "conv1d", "--kernel-size", "1..3");
    run(MODEL, "scan", "-");
    if (Rehearsal.class.getResource("/org/nd4j/linalg/factory/Nd4j.class") != null) {
      run(LAYERS, "verify", "-");
      run(TRANSPOSED, "verify", "-", "--format", "jsonl");
      run("", "verify", file);
      onOptions("verify", "--strategy", "all");
      run("", "verify", "max_pool2d", "--kernel-size", "2", "--input-shape", "1,2,8,8");
      run(MODEL, "scan", "-", "--verify");
      run(MODEL, "scan", "-", "--format", "html");
    }
  }

  private static void onOptions(String command, String... more) {
    String[] all = new String[1 + OPTIONS.length + more.length];
    all[0] = command;
    System.arraycopy(OPTIONS, 0, all, 1, OPTIONS.length);
    System.arraycopy(more, 0, all, 1 + OPTIONS.length, more.length);
    run("", all);
  }

  private static void run(String input, String... arguments) {
    OutputStream unread = OutputStream.nullOutputStream();
    Main.run(
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            unread,
            new PrintStream(unread, false, StandardCharsets.UTF_8)),
        arguments);
  }
}
