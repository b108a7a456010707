package io.github.padbridge.cli;

import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.diagnostic.Suggestion;
import io.github.padbridge.render.RefusalText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs one command line. */
public final class Main {
  /** How picocli refuses a value that is none of an option's, whose names it shouts. */
  private static final Pattern NO_CHOICE =
      Pattern.compile(
          "(?s)Invalid value for (?:option|positional parameter at index \\d+) "
              + "(?:'(.*?)'(?: \\(.*?\\))?|\\((.*?)\\)): "
              + "expected one of \\[(.*?)\\] \\(case-insensitive\\) but was '(.*)'");

  /** In the order of the help. To read the options of all takes longer than a short run. */
  private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("translate", TranslateCommand::new);
    COMMANDS.put("verify", VerifyCommand::new);
    COMMANDS.put("scan", ScanCommand::new);
    COMMANDS.put("table", TableCommand::new);
    COMMANDS.put("explain", ExplainCommand::new);
    COMMANDS.put("matrix", MatrixCommand::new);
    COMMANDS.put("pad", PadCommand::new);
    COMMANDS.put("schema", SchemaCommand::new);
  }

  private Main() {}

  public static void main(String[] args) {
    int exitCode = run(Console.standard(), args);
    ClassArchive.makeIfWanted();
    System.exit(exitCode);
  }

  /** Runs the command line on these streams and returns its exit code. */
  static int run(Console console, String... args) {
    RootCommand root = new RootCommand();
    CommandLine commandLine = new CommandLine(root);
    commands(args).forEach(make -> commandLine.addSubcommand(make.apply(console)));
    commandLine.setExpandAtFiles(false);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setOut(new PrintWriter(console.out(), false, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler(Main::reportUsage);
    AtomicBoolean reported = new AtomicBoolean();
    commandLine.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          reported.set(true);
          return report(e, console, root.stacktrace);
        });
    int exitCode = ExitCode.OK;
    try {
      exitCode = commandLine.execute(args);
      commandLine.getOut().flush();
      console.out().flush();
      return exitCode;
    } catch (IOException e) {
      // What could not be written then cannot be written now.
      return reported.get() ? exitCode : report(e, console, root.stacktrace);
    } catch (StackOverflowError | LinkageError e) {
      return report(e, console, root.stacktrace);
    } catch (OutOfMemoryError e) {
      flush(console);
      console.err().println("error: there is not enough memory for this input");
      console.err().println("  help: give the JVM more with PADBRIDGE_JAVA_OPTS=-Xmx...");
      return ExitCode.UNUSABLE;
    }
  }

  /** The command that is named first; all of them where none is, for the help and for slips. */
  private static Collection<Function<Console, Object>> commands(String... args) {
    Function<Console, Object> named = args.length == 0 ? null : COMMANDS.get(args[0]);
    return named == null ? COMMANDS.values() : List.of(named);
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
    Matcher choice = NO_CHOICE.matcher(e.getMessage());
    if (choice.matches()) {
      String name = choice.group(1) == null ? choice.group(2) : choice.group(1);
      String choices = choice.group(3).toLowerCase(Locale.ROOT);
      String given = choice.group(4);
      err.println("error: " + name + " must be one of " + choices + " (got '" + given + "')");
      err.println("  help: " + Suggestion.help(given, List.of(choices.split(", "))));
      return ExitCode.UNUSABLE;
    }
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
