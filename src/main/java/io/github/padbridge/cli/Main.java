package io.github.padbridge.cli;

import io.github.padbridge.cli.input.InputFile;
import io.github.padbridge.cli.input.IoReason;
import io.github.padbridge.cli.output.Console;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.ThreadLimit;
import io.github.padbridge.render.RefusalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;

/** Runs one command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Launcher.status(runOnce(args)));
  }

  private static int runOnce(String... args) {
    try {
      // Threads of Padbridge pass their exceptions on; those of libraries do not help users.
      Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {});
      Launcher.endWithIt();
      return hasReadablePath() ? run(Console.standard(), args) : refusePath();
    } catch (OutOfMemoryError | LinkageError e) {
      if (!ThreadLimit.isReached(e)) {
        throw e;
      }
      System.err.println("error: " + ThreadLimit.REASON);
      System.err.println("  help: " + ThreadLimit.HELP);
      return ExitCode.UNUSABLE;
    }
  }

  /** Whether Java can load its libraries, whose path it keeps as text. */
  private static boolean hasReadablePath() {
    return System.getProperty("java.home").indexOf(InputFile.UNREADABLE) < 0;
  }

  private static int refusePath() {
    System.err.println("error: the path of this folder is not UTF-8");
    System.err.println("  help: move or rename the folder of Padbridge");
    return ExitCode.UNUSABLE;
  }

  /**
   * Runs the command line on these streams and returns its exit code.
   *
   * @throws Error where the {@link ThreadLimit} is reached
   */
  public static int run(Console console, String... args) {
    // No option is a path, a date or belongs to a database. Loading these converters takes longer
    // than translating a layer.
    System.setProperty("picocli.converters.excludes", "java.*");
    RootCommand root = new RootCommand(console);
    CommandLine commandLine = new CommandLine(root.options.spec(), Factory.PLAIN);
    addCommands(commandLine, console, args);
    commandLine.setExpandAtFiles(false);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setOut(new PrintWriter(console.out(), false, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler(
        new UsageReport(console.err(), () -> commandLine(console)));
    AtomicBoolean reported = new AtomicBoolean();
    commandLine.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          reported.set(true);
          return report(e, console, root.stacktrace());
        });
    int exitCode = ExitCode.OK;
    try {
      exitCode = commandLine.execute(args);
      commandLine.getOut().flush();
      console.out().flush();
      return exitCode;
    } catch (OutOfMemoryError e) {
      flush(console);
      if (ThreadLimit.isReached(e)) {
        throw e;
      }
      console.err().println("error: not enough memory for this input");
      console.err().println("  help: raise the limit of Java, such as PADBRIDGE_JAVA_OPTS=-Xmx4g");
      return ExitCode.UNUSABLE;
    } catch (IOException | RuntimeException | Error e) {
      if (e instanceof Error error && ThreadLimit.isReached(error)) {
        throw error;
      }
      // Output that has failed fails again.
      return reported.get() ? exitCode : report(e, console, root.stacktrace());
    }
  }

  /** Adds the named command; all commands for the help and for unknown names. */
  private static void addCommands(CommandLine to, Console console, String... args) {
    if (args.length > 0
        && !args[0].equals(HelpCommand.NAME)
        && CommandGroup.all().contains(args[0])) {
      to.addSubcommand(args[0], command(args[0], console));
      return;
    }
    addAll(to, console);
  }

  private static void addAll(CommandLine to, Console console) {
    for (String name : CommandGroup.all()) {
      if (name.equals(HelpCommand.NAME)) {
        to.addSubcommand(HelpCommand.NAME, help(console));
      } else {
        to.addSubcommand(name, command(name, console));
      }
    }
  }

  private static CommandLine help(Console console) {
    return new CommandLine(
        new HelpCommand(console, CommandGroup.all()).options.spec(), Factory.PLAIN);
  }

  /** The command line with all commands. */
  public static CommandLine commandLine(Console console) {
    CommandLine all = new CommandLine(new RootCommand(console).options.spec(), Factory.PLAIN);
    addAll(all, console);
    return all;
  }

  /** One command: declaring the options of all takes longer than a short run. */
  private static CommandLine command(String name, Console console) {
    SubCommand command =
        switch (name) {
          case "compare" -> new CompareCommand(console);
          case "translate" -> new TranslateCommand(console);
          case "verify" -> new VerifyCommand(console);
          case "diagnose" -> new DiagnoseCommand(console);
          case "scan" -> new ScanCommand(console);
          case "weights" -> new WeightsCommand(console);
          case "table" -> new TableCommand(console);
          case "explain" -> new ExplainCommand(console);
          case "matrix" -> new MatrixCommand(console);
          case "pad" -> new PadCommand(console);
          case "schema" -> new SchemaCommand(console);
          case "completion" -> new CompletionCommand(console);
          default -> throw new IllegalArgumentException(name);
        };
    return new CommandLine(command.options.spec(), Factory.PLAIN);
  }

  /** Writes the answers so far, if there is enough memory. */
  private static void flush(Console console) {
    try {
      console.out().flush();
    } catch (OutOfMemoryError e) {
      // The run ends with the same error, which is reported.
    } catch (IOException e) {
      console.err().println("error: the output cannot be written: " + IoReason.of(e));
    }
  }

  private static int report(Throwable e, Console console, boolean stacktrace) {
    if (e instanceof Refusal refusal) {
      console.err().print(RefusalText.of(refusal.faults()));
      return ExitCode.UNUSABLE;
    }
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    // A failure of input is a refusal, so this is the output.
    if (cause instanceof IOException && IoReason.isClosedPipe(cause)) {
      return ExitCode.CLOSED_PIPE;
    }
    if (cause instanceof IOException failure) {
      console.err().println("error: the output cannot be written: " + IoReason.of(failure));
      return ExitCode.UNUSABLE;
    }
    console.err().println("error: internal error: " + e);
    if (stacktrace) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      console.err().print(trace.toString().replace("\t", "    "));
    } else {
      console
          .err()
          .println("  help: run again with --stacktrace and report the output and the input");
    }
    return ExitCode.BUG;
  }
}
