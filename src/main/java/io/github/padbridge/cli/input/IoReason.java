package io.github.padbridge.cli.input;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reason of an I/O error, in plain words, without a full stop. */
public final class IoReason {
  private static final String NOT_THERE = "it does not exist";
  static final String NOT_ALLOWED = "permission denied";
  private static final String NOT_A_DIRECTORY = "part of its path is not a directory";
  private static final String IS_A_DIRECTORY = "it is a directory, not a file";
  private static final String LOOP = "its symbolic links form a loop";

  /** Plain words for messages of the operating system. */
  private static final Map<String, String> PLAINLY =
      Map.of(
          "No such file or directory", NOT_THERE,
          "Permission denied", NOT_ALLOWED,
          "Operation not permitted", NOT_ALLOWED,
          "Not a directory", NOT_A_DIRECTORY,
          "Is a directory", IS_A_DIRECTORY,
          "Too many levels of symbolic links", LOOP);

  private static final Map<Class<? extends FileSystemException>, String> BY_CLASS =
      Map.of(
          NoSuchFileException.class, NOT_THERE,
          AccessDeniedException.class, NOT_ALLOWED,
          NotDirectoryException.class, NOT_A_DIRECTORY,
          FileSystemLoopException.class, LOOP,
          FileAlreadyExistsException.class, "it already exists",
          DirectoryNotEmptyException.class, IS_A_DIRECTORY);

  /** A {@link FileNotFoundException} has the reason in brackets after the name. */
  private static final Pattern IN_BRACKETS = Pattern.compile("(?s).*\\(([^()]+)\\)");

  private IoReason() {}

  public static String of(IOException e) {
    if (e instanceof FileSystemException failure) {
      String reason = BY_CLASS.get(failure.getClass());
      return reason == null ? plainly(failure.getReason()) : reason;
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    }
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      return "input/output error (" + e.getClass().getSimpleName() + ")";
    }
    Matcher inBrackets = IN_BRACKETS.matcher(message);
    return e instanceof FileNotFoundException && inBrackets.matches()
        ? plainly(inBrackets.group(1))
        : plainly(message);
  }

  /** Whether the reader of the output has closed the pipe. */
  public static boolean isClosedPipe(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Broken pipe") || message.contains("pipe is being closed");
  }

  /** Whether the file, or the target of the link, does not exist. */
  static boolean isMissing(FileNotFoundException e) {
    return of(e).equals(NOT_THERE);
  }

  public static String of(InvalidPathException e) {
    return "invalid file name (" + e.getReason() + ")";
  }

  private static String plainly(@Nullable String reason) {
    return reason == null ? "input/output error" : PLAINLY.getOrDefault(reason, reason);
  }
}
