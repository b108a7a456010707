/**
 * Puts the distributions together when the project is packaged. It is no part of them.
 *
 * <p>A distribution has launchers in {@code bin}, the manual and completions in {@code share}, and
 * in {@code runtime} a Java runtime in which Padbridge and its libraries are one module, started
 * from an archive of loaded classes. A JDK that cannot link a runtime leaves the jars in {@code
 * lib} instead, which run with any Java 17. The native libraries of ND4J are in {@code natives}.
 */
@NullMarked
package io.github.padbridge.packaging;

import org.jspecify.annotations.NullMarked;
