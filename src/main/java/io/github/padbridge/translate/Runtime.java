package io.github.padbridge.translate;

import java.util.Locale;

/** The build of TensorFlow that a plan is to run on. */
@SuppressWarnings("JavaLangClash") // Nothing that plans asks for Java's.
public enum Runtime {
  /** Any CPU build: no dilated transposed or 3-D kernels. */
  PORTABLE,
  /** A build with oneDNN switched on, in float32, which has them. */
  ONEDNN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
