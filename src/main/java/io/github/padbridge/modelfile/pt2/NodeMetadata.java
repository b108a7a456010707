package io.github.padbridge.modelfile.pt2;

import io.github.padbridge.modelfile.common.PlainJson;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in the model a call stands.
 *
 * @param path the dotted name of the module that makes it; empty for the model itself
 * @param className the module's class without its package; empty where it is not recorded
 * @param source the line of the model's own code, {@code model.py:147: x = self.conv(x)}; null
 *     where it is not recorded
 */
record NodeMetadata(String path, String className, @Nullable String source) {
  /** The number of a repeated call: {@code layer@1}. */
  private static final Pattern REPEAT = Pattern.compile("@\\d+");

  private static final String FILE = "File \"";
  private static final String LINE = "\", line ";

  static NodeMetadata of(@Nullable Object metadata) {
    Map<String, @Nullable Object> fields = PlainJson.fields(metadata);
    String stack = PlainJson.text(fields.get("nn_module_stack"));
    String trace = PlainJson.text(fields.get("stack_trace"));
    String[] modules = stack == null ? new String[0] : stack.split(";", -1);
    String[] last = modules.length == 0 ? new String[0] : modules[modules.length - 1].split(",", 3);
    String path = last.length == 3 ? REPEAT.matcher(last[1]).replaceAll("") : "";
    String fullClass = last.length == 3 ? last[2] : "";
    return new NodeMetadata(
        path,
        fullClass.substring(fullClass.lastIndexOf('.') + 1),
        trace == null ? null : source(trace, fullClass));
  }

  /**
   * The innermost line outside PyTorch, of frames such as {@code File "model.py", line 147, in
   * forward} with the code on a line of its own.
   */
  private static @Nullable String source(String trace, String fullClass) {
    int end = trace.length();
    @Nullable String innermost = null;
    for (int at = trace.lastIndexOf(FILE); at >= 0; at = trace.lastIndexOf(FILE, at - 1)) {
      int file = at + FILE.length();
      int line = trace.indexOf(LINE, file);
      int comma = line < 0 ? -1 : trace.indexOf(',', line + LINE.length());
      if (comma >= 0 && comma < end) {
        String path = trace.substring(file, line);
        String written = path + ":" + trace.substring(line + LINE.length(), comma);
        int code = trace.indexOf('\n', comma);
        String shown = code < 0 || code >= end ? "" : trace.substring(code, end).strip();
        innermost = shown.isEmpty() ? written : written + ": " + shown;
        if (!isTorch(path, fullClass)) {
          return innermost;
        }
      }
      end = at;
    }
    return innermost;
  }

  /**
   * Whether PyTorch wrote the file. Paths may be recorded without their folders; then the class
   * tells whose file it is. Generated code has a name such as {@code <eval_with_key>.6}.
   */
  private static boolean isTorch(String file, String fullClass) {
    if (file.startsWith("<")) {
      return true;
    }
    if (file.contains("/") || file.contains("\\")) {
      return ("/" + file.replace('\\', '/')).contains("/torch/nn/");
    }
    String[] parts = fullClass.split("\\.", -1);
    return fullClass.startsWith("torch.nn.modules.")
        && List.of(parts[3] + ".py", "functional.py", "container.py").contains(file);
  }
}
