package io.gasket.tls.nio;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work in a thread of its own, whose result or exception is asked for later. */
final class Background<T> {
  private final FutureTask<T> task;
  private final Thread thread;

  private Background(Callable<T> work) {
    task = new FutureTask<>(work);
    thread = new Thread(task, "test-background");
    thread.setDaemon(true);
    thread.start();
  }

  static <T> Background<T> run(Callable<T> work) {
    return new Background<>(work);
  }

  /** The result; throws what the work threw; fails when it takes a minute. */
  T result() throws Exception {
    try {
      return task.get(1, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    } catch (TimeoutException e) {
      AssertionError stuck = new AssertionError("the thread hangs");
      stuck.setStackTrace(thread.getStackTrace());
      throw stuck;
    }
  }

  /** Waits until the thread waits for I/O or a lock at this method. */
  void awaitIn(String className, String methodName) throws InterruptedException {
    while (true) {
      for (StackTraceElement frame : thread.getStackTrace()) {
        if (frame.getClassName().endsWith(className) && frame.getMethodName().equals(methodName)) {
          return;
        }
      }
      if (task.isDone()) {
        throw new AssertionError("the thread ended before it came to " + methodName);
      }
      Thread.sleep(1);
    }
  }
}
