package io.github.padbridge.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licences in the jars of the libraries. */
final class Licences {
  private static final Pattern LICENCE =
      Pattern.compile("META-INF/([^/]*(?:LICENSE|NOTICE)[^/]*)", Pattern.CASE_INSENSITIVE);

  private Licences() {}

  /** Copies the licences of every jar to a folder with its name. */
  static void copy(List<Path> jars, Path folder) throws IOException {
    for (Path jar : jars) {
      Path own = folder.resolve(jar.getFileName().toString().replaceFirst("[.]jar$", ""));
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          var name = LICENCE.matcher(entry.getName());
          if (name.matches()) {
            Files.createDirectories(own);
            try (InputStream in = zip.getInputStream(entry)) {
              Files.copy(in, own.resolve(name.group(1)));
            }
          }
        }
      }
    }
  }
}
