package io.github.padbridge.cli;

import java.util.concurrent.Callable;

/** One of padbridge's commands; called, it returns its exit code. */
interface SubCommand extends Callable<Integer> {
  /** What may stand on its command line. */
  Options options();
}
