package io.github.padbridge.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bill of materials of a distribution: of the libraries that the CycloneDX plugin lists, those
 * in the distribution, and the Java runtime.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
final class Sbom {
  private final Set<String> jars;
  private final Set<Object> missing = new HashSet<>();

  private Sbom(Libraries libraries) {
    jars =
        Stream.concat(libraries.classes().stream(), libraries.natives().stream())
            .map(jar -> jar.getFileName().toString())
            .collect(Collectors.toSet());
  }

  /**
   * @param listed the list of the plugin
   * @param runtime whether the distribution has a Java runtime, which is that of this JDK
   */
  static void write(Path listed, Path sbom, Libraries libraries, boolean runtime)
      throws IOException {
    Map<?, ?> all = (Map<?, ?>) JsonTree.read(listed);
    Sbom filter = new Sbom(libraries);
    Map<Object, Object> kept = new LinkedHashMap<>(all);
    List<Object> components = filter.components((List<?>) of(all, "components"));
    if (runtime) {
      components.add(0, runtime());
    }
    kept.put("components", components);
    kept.put("dependencies", filter.dependencies((List<?>) of(all, "dependencies")));
    JsonTree.write(kept, sbom);
  }

  private static Object of(Map<?, ?> object, String key) throws IOException {
    Object value = object.get(key);
    if (value == null) {
      throw new IOException("the bill of materials has no " + key);
    }
    return value;
  }

  private List<Object> components(List<?> all) throws IOException {
    List<Object> kept = new ArrayList<>();
    for (Object element : all) {
      Map<?, ?> component = (Map<?, ?>) element;
      if (jars.contains(jar(component))) {
        kept.add(component);
      } else {
        missing.add(of(component, "bom-ref"));
      }
    }
    return kept;
  }

  /** The file name that Maven gives a component. */
  private static String jar(Map<?, ?> component) throws IOException {
    String purl = (String) of(component, "purl");
    String classifier =
        purl.contains("classifier=")
            ? "-" + purl.replaceFirst(".*classifier=", "").replaceFirst("&.*", "")
            : "";
    return of(component, "name") + "-" + of(component, "version") + classifier + ".jar";
  }

  private List<Object> dependencies(List<?> all) {
    List<Object> kept = new ArrayList<>();
    for (Object element : all) {
      Map<Object, Object> dependency = new LinkedHashMap<>((Map<?, ?>) element);
      if (dependency.get("dependsOn") instanceof List<?> refs) {
        dependency.put("dependsOn", refs.stream().filter(ref -> !missing.contains(ref)).toList());
      }
      if (!missing.contains(dependency.get("ref"))) {
        kept.add(dependency);
      }
    }
    return kept;
  }

  private static Map<String, Object> runtime() {
    String version = System.getProperty("java.version");
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("type", "platform");
    component.put("bom-ref", "pkg:generic/openjdk@" + version);
    component.put("publisher", System.getProperty("java.vendor"));
    component.put("name", "openjdk");
    component.put("version", version);
    component.put("cpe", "cpe:2.3:a:oracle:openjdk:" + version + ":*:*:*:*:*:*:*");
    component.put("purl", "pkg:generic/openjdk@" + version);
    return component;
  }
}
