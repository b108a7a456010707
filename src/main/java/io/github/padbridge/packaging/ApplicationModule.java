package io.github.padbridge.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Padbridge and its libraries as one module. The libraries of ND4J share packages, which separate
 * modules cannot. A class archive of modules stays valid when the runtime is moved, unlike one of
 * jars.
 */
final class ApplicationModule {
  static final String NAME = "io.github.padbridge";

  private static final String PADBRIDGE = "io/github/padbridge/";
  private static final String PICOCLI = "picocli/";
  private static final String CLASS = ".class";

  private static final String SERVICES = "META-INF/services/";

  /** Modules of the JDK that Padbridge or a library uses. */
  private static final List<String> REQUIRED =
      List.of("java.logging", "java.management", "java.xml", "jdk.management", "jdk.unsupported");

  /** The services that Padbridge looks up. */
  private static final String ENGINE = "io.github.padbridge.proof.Engine";

  /** Files by name, so that the same jars give the same module. */
  private final SortedMap<String, byte[]> files = new TreeMap<>();

  private final SortedMap<String, NavigableSet<String>> services = new TreeMap<>();

  private ApplicationModule() {}

  /** The content of the jars. If two have a file of the same name, the first one is used. */
  static ApplicationModule of(List<Path> jars) throws IOException {
    ApplicationModule module = new ApplicationModule();
    for (Path jar : jars) {
      try (JarFile content =
          new JarFile(jar.toFile(), true, ZipFile.OPEN_READ, Runtime.version())) {
        for (JarEntry entry : content.versionedStream().toList()) {
          try (InputStream in = content.getInputStream(entry)) {
            module.add(entry.getName(), in.readAllBytes());
          }
        }
      }
    }
    module.linkStatically();
    return module;
  }

  /** In what every run uses; in other libraries it is not worth the space. */
  private void linkStatically() {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    files.forEach(
        (name, bytes) -> {
          if ((name.startsWith(PADBRIDGE) || name.startsWith(PICOCLI)) && name.endsWith(CLASS)) {
            classes.put(name.substring(0, name.length() - CLASS.length()), bytes);
          }
        });
    StaticLinking.of(classes).forEach((name, bytes) -> files.put(name + CLASS, bytes));
  }

  private void add(String name, byte[] bytes) {
    if (name.endsWith("/")
        || name.equals("module-info.class")
        || name.equals(JarFile.MANIFEST_NAME)
        || name.startsWith("META-INF/versions/")) {
      return;
    }
    String service = name.startsWith(SERVICES) ? name.substring(SERVICES.length()) : "/";
    if (service.contains("/")) {
      files.putIfAbsent(name, bytes);
      return;
    }
    NavigableSet<String> providers = services.computeIfAbsent(service, none -> new TreeSet<>());
    new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceAll("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(providers::add);
  }

  /** Writes the module as a jar. */
  void write(Path jar) throws IOException {
    writeFiles(jar);
    Path folder = Files.createTempDirectory("padbridge");
    try {
      Path source = Files.writeString(folder.resolve("module-info.java"), descriptor());
      Tool.run(
          "javac",
          "--release",
          "17",
          "-nowarn",
          "--patch-module",
          NAME + "=" + jar,
          "-d",
          folder.toString(),
          source.toString());
      files.put("module-info.class", Files.readAllBytes(folder.resolve("module-info.class")));
    } finally {
      FileTree.delete(folder);
    }
    writeFiles(jar);
  }

  /** Open, because ND4J looks up resources and constructors by name. */
  private String descriptor() {
    StringBuilder text = new StringBuilder("open module " + NAME + " {\n");
    REQUIRED.forEach(module -> text.append("  requires ").append(module).append(";\n"));
    // A runtime resolves modules with exports by default.
    text.append("  exports io.github.padbridge.cli;\n");
    services.computeIfAbsent(ENGINE, none -> new TreeSet<>());
    services.forEach(
        (service, providers) -> {
          text.append("  uses ").append(service).append(";\n");
          // What another profile has left in the folder of classes may name a class that is not
          // there.
          providers.removeIf(provider -> !files.containsKey(provider.replace('.', '/') + ".class"));
          if (!providers.isEmpty()) {
            text.append("  provides ").append(service).append(" with ");
            text.append(String.join(", ", providers)).append(";\n");
          }
        });
    return text.append("}\n").toString();
  }

  private void writeFiles(Path jar) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.setLevel(0);
      for (var file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
  }
}
