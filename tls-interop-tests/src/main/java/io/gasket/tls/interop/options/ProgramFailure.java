package io.gasket.tls.interop.options;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Ends a program with one line on standard error, the message, and an exit code. */
public final class ProgramFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int FAILED = 1;
  private static final int BAD_ARGUMENTS = 2;

  private final int exitCode;

  /** A failure whose message tells a user what is wrong and where. */
  public ProgramFailure(String message) {
    this(message, FAILED, null);
  }

  /** A failure with the exception behind it, whose text the message holds already. */
  public ProgramFailure(String message, Throwable cause) {
    this(message, FAILED, cause);
  }

  private ProgramFailure(String message, int exitCode, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Arguments that each have their form but make no sense together. */
  public static ProgramFailure badArguments(String message) {
    return new ProgramFailure(message, BAD_ARGUMENTS, null);
  }

  /** 1, or 2 for bad arguments. */
  public int exitCode() {
    return exitCode;
  }

  /**
   * What an I/O failure means, in a line: the platform's own messages are often a bare file name or
   * nothing at all.
   */
  public static String text(IOException failure) {
    if (failure instanceof FileSystemException file) {
      return file.getFile() + ": " + fileText(file);
    }
    if (failure instanceof UnknownHostException) {
      return "unknown host " + failure.getMessage();
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private static String fileText(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "exists already";
    }
    return failure.getReason() == null ? "cannot be read or written" : failure.getReason();
  }

  /** The text with each line break turned into a space. */
  public static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
