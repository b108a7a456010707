package io.github.padbridge.packaging;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.spi.ToolProvider;

/** Runs tools of the JDK. Their output is shown if they fail. */
final class Tool {
  private Tool() {}

  /** A tool is missing or has failed. */
  static final class ToolFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    ToolFailure(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  /**
   * @throws ToolFailure if this JDK has no such tool, or it fails
   */
  static void run(String name, String... arguments) throws ToolFailure {
    Optional<ToolProvider> tool = ToolProvider.findFirst(name);
    if (tool.isEmpty()) {
      throw new ToolFailure("this JDK has no " + name);
    }
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed);
    int exitCode = tool.get().run(out, out, arguments);
    out.flush();
    if (exitCode != 0) {
      throw new ToolFailure(name + ": " + printed.toString().strip());
    }
  }
}
