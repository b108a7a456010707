package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.render.RefusalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Console.standard(), args));
  }

  /** Runs the command line on these streams and returns its exit code. */
  static int run(Console console, String... args) {
    RootCommand root = new RootCommand();
    CommandLine commandLine = new CommandLine(root);
    commandLine.addSubcommand(new TranslateCommand(console));
    commandLine.addSubcommand(new VerifyCommand(console));
    commandLine.addSubcommand(new ScanCommand(console));
    commandLine.addSubcommand(new TableCommand(console));
    commandLine.addSubcommand(new ExplainCommand(console));
    commandLine.addSubcommand(new MatrixCommand(console));
    commandLine.addSubcommand(new PadCommand(console));
    commandLine.addSubcommand(new SchemaCommand(console));
    commandLine.setExpandAtFiles(false);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setOut(new PrintWriter(console.out(), false, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler(Main::reportUsage);
    commandLine.setExecutionExceptionHandler(
        (e, command, parsed) -> report(e, console, root.stacktrace));
    try {
      int exitCode = commandLine.execute(args);
      commandLine.getOut().flush();
      console.out().flush();
      return exitCode;
    } catch (IOException | StackOverflowError | LinkageError e) {
      return report(e, console, root.stacktrace);
    } catch (OutOfMemoryError e) {
      flush(console);
      console.err().println("error: there is not enough memory for this input");
      console.err().println("  help: give the JVM more with PADBRIDGE_JAVA_OPTS=-Xmx...");
      return ExitCode.UNUSABLE;
    }
  }

  /** Saves what has been answered; that it cannot be written does not matter any more. */
  private static void flush(Console console) {
    try {
      console.out().flush();
    } catch (IOException e) {
      console.err().println("error: the output cannot be written: " + e.getMessage());
    }
  }

  private static int reportUsage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("error: " + e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      err.println("  help: did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?");
    } else if (misspeltOption(e).isPresent()) {
      err.println("  help: did you mean " + misspeltOption(e).get() + "?");
    } else {
      err.println("  help: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.UNUSABLE;
  }

  /** The option that is nearest to the first that is not known. */
  private static Optional<String> misspeltOption(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || !unmatched.getUnmatched().get(0).startsWith("--")) {
      return Optional.empty();
    }
    String given = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
    return Suggestion.nearest(given, e.getCommandLine().getCommandSpec().optionsMap().keySet());
  }

  private static int report(Throwable e, Console console, boolean stacktrace) {
    if (e instanceof Refusal refusal) {
      console.err().print(RefusalText.of(refusal.faults()));
      return ExitCode.UNUSABLE;
    }
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    // Reading problems are refusals, so what is left is output that cannot be written.
    if (cause instanceof IOException && isClosedPipe(cause)) {
      return ExitCode.CLOSED_PIPE;
    }
    if (cause instanceof IOException) {
      console.err().println("error: the output cannot be written: " + cause.getMessage());
      return ExitCode.UNUSABLE;
    }
    console.err().println("error: a fault of padbridge's own: " + e);
    if (stacktrace) {
      e.printStackTrace(console.err());
    } else {
      console.err().println("  help: run again with --stacktrace and report it, with the input");
    }
    return ExitCode.BUG;
  }

  private static boolean isClosedPipe(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Broken pipe") || message.contains("pipe is being closed");
  }
}
