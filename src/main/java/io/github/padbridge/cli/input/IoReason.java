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

/** Why a file could not be read or written, in words, without a full stop. */
public final class IoReason {
  private static final String NOT_THERE = "it does not exist";
  static final String NOT_ALLOWED = "permission denied";
  private static final String NOT_A_DIRECTORY = "a part of its path is not a directory";
  private static final String IS_A_DIRECTORY = "it is a directory, not a file";
  private static final String LOOP = "its symbolic links lead in a circle";

  /** What the operating system says, where this can be said more plainly. */
  private static final Map<String, String> PLAINLY =
      Map.of(
          "No such file or directory", NOT_THERE,
          "Permission denied", NOT_ALLOWED,
          "Operation not permitted", NOT_ALLOWED,
          "Not a directory", NOT_A_DIRECTORY,
          "Is a directory", IS_A_DIRECTORY,
          "Too many levels of symbolic links", LOOP);

  /** How a {@link FileNotFoundException} gives a reason: behind the name. */
  private static final Pattern IN_BRACKETS = Pattern.compile("(?s).*\\(([^()]+)\\)");

  private IoReason() {}

  /** The reason of a failure to open, read or write. */
  public static String of(IOException e) {
    if (e instanceof FileSystemException failure) {
      return ofFileSystem(failure);
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

  /** Whether the reader of a pipe went away. */
  public static boolean isClosedPipe(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Broken pipe") || message.contains("pipe is being closed");
  }

  /** Whether there is no file of that name, or none at the end of the link. */
  static boolean isMissing(FileNotFoundException e) {
    return of(e).equals(NOT_THERE);
  }

  /** The reason why a name cannot be that of a file. */
  public static String of(InvalidPathException e) {
    return "this cannot be the name of a file (" + e.getReason() + ")";
  }

  private static String ofFileSystem(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return NOT_THERE;
    }
    if (e instanceof AccessDeniedException) {
      return NOT_ALLOWED;
    }
    if (e instanceof NotDirectoryException) {
      return NOT_A_DIRECTORY;
    }
    if (e instanceof FileSystemLoopException) {
      return LOOP;
    }
    if (e instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return IS_A_DIRECTORY;
    }
    return plainly(e.getReason());
  }

  private static String plainly(@Nullable String reason) {
    return reason == null ? "input/output error" : PLAINLY.getOrDefault(reason, reason);
  }
}
