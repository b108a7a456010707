/**
 * Builds the distributions when the project is packaged. Not part of the distributions.
 *
 * <p>A distribution has launchers in {@code bin}, the manual and completions in {@code share}, and
 * in {@code runtime} a Java runtime in which Padbridge and its libraries are one module, started
 * from a class archive. If the JDK cannot link a runtime, it has jars in {@code lib} instead, which
 * run with Java 17 or newer. The native libraries of ND4J are in {@code natives}.
 */
@NullMarked
package io.github.padbridge.packaging;

import org.jspecify.annotations.NullMarked;
