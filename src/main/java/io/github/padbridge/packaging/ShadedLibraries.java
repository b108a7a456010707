package io.github.padbridge.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Libraries that a jar contains besides its own classes, by what Maven left of them in it. */
final class ShadedLibraries {
  private static final String FOLDER = "META-INF/maven/";

  private ShadedLibraries() {}

  /**
   * Components of CycloneDX, without references to them.
   *
   * @param own the group and the name of the jar itself, with a slash between them
   */
  static List<Object> in(Path jar, String own) throws IOException {
    List<Object> components = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<ZipEntry> files = new ArrayList<>(Collections.list(zip.entries()));
      files.removeIf(
          file ->
              !file.getName().matches(FOLDER + ".*/pom[.]properties")
                  || file.getName().startsWith(FOLDER + own + "/"));
      files.sort(Comparator.comparing(ZipEntry::getName));
      for (ZipEntry file : files) {
        Properties coordinates = new Properties();
        try (InputStream in = zip.getInputStream(file)) {
          coordinates.load(in);
        }
        components.add(component(coordinates));
      }
    }
    return components;
  }

  private static Map<String, Object> component(Properties coordinates) {
    String group = coordinates.getProperty("groupId");
    String name = coordinates.getProperty("artifactId");
    String version = coordinates.getProperty("version");
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("type", "library");
    component.put("group", group);
    component.put("name", name);
    component.put("version", version);
    component.put("purl", "pkg:maven/" + group + "/" + name + "@" + version);
    return component;
  }
}
