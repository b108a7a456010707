package io.github.padbridge.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The bill of materials of a distribution: of the libraries that the CycloneDX plugin lists, those
 * in the distribution with what they contain, and the Java runtime.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
final class Sbom {
  /** Jars by name that no component has been found for. */
  private final SortedMap<String, Path> jars = new TreeMap<>();

  private final Set<Object> missing = new HashSet<>();

  private Sbom(Libraries libraries) {
    Stream.concat(libraries.classes().stream(), libraries.natives().stream())
        .skip(1) // Padbridge itself
        .forEach(jar -> jars.put(jar.getFileName().toString(), jar));
  }

  /**
   * @param listed the list of the plugin
   * @param runtime whether the distribution has a Java runtime, which is that of this JDK
   */
  static void write(Path listed, Path sbom, Libraries libraries, boolean runtime)
      throws IOException {
    if (!Files.exists(listed)) {
      throw new IOException("no " + listed + ": the CycloneDX plugin needs Maven online, not -o");
    }
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
      Path jar = jars.remove(jar(component));
      if (jar == null) {
        missing.add(of(component, "bom-ref"));
      } else {
        kept.add(withShaded(component, jar));
      }
    }
    if (!jars.isEmpty()) {
      throw new IOException("the bill of materials lacks " + jars.keySet());
    }
    return kept;
  }

  private static Map<Object, Object> withShaded(Map<?, ?> component, Path jar) throws IOException {
    Map<Object, Object> whole = new LinkedHashMap<>(component);
    String own = of(component, "group") + "/" + of(component, "name");
    List<Object> shaded = ShadedLibraries.in(jar, own);
    if (!shaded.isEmpty()) {
      whole.put("components", shaded);
    }
    return whole;
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
