package io.github.padbridge.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The native libraries of ND4J in jars made by JavaCPP. */
final class NativeLibraries {
  /** The path of a library in a jar, with its file name. */
  private static final Pattern LIBRARY =
      Pattern.compile(".*/([^/]+[.](?:so|dylib|dll)(?:[.][0-9]+)*)");

  /** The JavaCPP name of OpenBLAS without LAPACK. */
  private static final String ALIAS = "openblas_nolapack";

  /**
   * Libraries in loading order. Each system has some of the first ones, with its own prefixes and
   * suffixes; Java calls the last three.
   */
  private static final List<String> IN_ORDER =
      List.of(
          "winpthread",
          "gcc_s_seh",
          "stdc++",
          "gomp",
          "quadmath",
          "gfortran",
          "openblas",
          ALIAS,
          "nd4jcpu",
          "jnijavacpp",
          "jniopenblas_nolapack",
          "jnind4jcpu");

  /** The file that lists the libraries to load, one on each line, in order. */
  private static final String LIST = "libraries.txt";

  /** No proof calls LAPACK; on Linux libgcc_s belongs to the C++ library of the system. */
  private static final Pattern UNUSED = Pattern.compile("(lib)?jniopenblas[.].*|libgcc_s[.]so.*");

  private NativeLibraries() {}

  /**
   * Unpacks the libraries that the proofs need.
   *
   * @throws IllegalStateException if a library that Java calls is missing
   */
  static void unpack(List<Path> jars, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          Matcher library = LIBRARY.matcher(entry.getName());
          if (library.matches() && !UNUSED.matcher(library.group(1)).matches()) {
            unpack(zip, entry, folder.resolve(library.group(1)));
          }
        }
      }
    }
    for (String library : List.of("jnijavacpp", "jniopenblas_nolapack", "jnind4jcpu")) {
      if (!Files.exists(folder.resolve(System.mapLibraryName(library)))) {
        throw new IllegalStateException(library + " is in none of " + jars);
      }
    }
    Files.write(folder.resolve(LIST), inOrder(folder));
  }

  private static List<String> inOrder(Path folder) throws IOException {
    List<String> sorted;
    try (Stream<Path> files = Files.list(folder)) {
      sorted = files.map(file -> file.getFileName().toString()).sorted().toList();
    }
    return IN_ORDER.stream()
        .map(library -> "(lib)?" + Pattern.quote(library) + "[-.].*")
        .flatMap(pattern -> sorted.stream().filter(name -> name.matches(pattern)))
        .toList();
  }

  private static void unpack(ZipFile zip, ZipEntry entry, Path file) throws IOException {
    String name = file.getFileName().toString();
    boolean openBlas = name.matches("(lib)?openblas[.].*");
    Path alias = file.resolveSibling(name.replace("openblas", ALIAS));
    // On Linux a loaded library is found by its SONAME too, which is the name without the alias.
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, openBlas && isLinux() ? alias : file);
    }
    if (openBlas && !isLinux()) {
      link(file, alias);
    }
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }

  /** A link: two copies would be loaded as two libraries. */
  private static void link(Path file, Path alias) throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      Files.copy(file, alias);
    } else {
      Files.createSymbolicLink(alias, file.getFileName());
    }
  }
}
