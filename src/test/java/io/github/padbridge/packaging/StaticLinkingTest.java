package io.github.padbridge.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

class StaticLinkingTest {
  private static final String CODE = LinkedCode.class.getName();

  /** Not the test classes, but what was made of them. */
  private static final class Linked extends ClassLoader {
    private final Map<String, byte[]> classes;

    Linked(Map<String, byte[]> classes) {
      super(StaticLinkingTest.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] bytes = classes.get(name.replace('.', '/'));
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
    }
  }

  private static SortedMap<String, byte[]> classes() throws IOException {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    for (String nested : List.of("", "$Values", "$Empty", "$Doubling", "$Inner", "$1")) {
      String name = CODE.replace('.', '/') + nested;
      try (InputStream in =
          StaticLinkingTest.class.getClassLoader().getResourceAsStream(name + ".class")) {
        classes.put(name, Objects.requireNonNull(in, name).readAllBytes());
      }
    }
    return classes;
  }

  @Test
  void theSameResults() throws Exception {
    SortedMap<String, byte[]> linked = StaticLinking.of(classes());
    var constructor = new Linked(linked).loadClass(CODE).getDeclaredConstructor();
    constructor.setAccessible(true);
    Callable<?> code = (Callable<?>) constructor.newInstance();
    List<Object> expected = new LinkedCode().call();
    assertThat(expected).hasSizeGreaterThan(25);
    assertThat(code.call()).isEqualTo(expected);
    assertThat(code.getClass()).isNotEqualTo(LinkedCode.class);
  }

  @Test
  void nothingIsLinkedWhenItRunsExceptTextsOfRecords() throws Exception {
    SortedMap<String, byte[]> linked = StaticLinking.of(classes());
    assertThat(linked).hasSizeGreaterThan(classes().size() + 20);
    assertThat(having(classes(), "LambdaMetafactory")).isNotEmpty();
    assertThat(having(linked, "LambdaMetafactory")).isEmpty();
    assertThat(having(classes(), "ObjectMethods")).hasSize(2);
    assertThat(having(linked, "record$equals")).hasSize(2);
    assertThat(having(linked, "record$hashCode")).hasSize(2);
  }

  private static List<String> having(Map<String, byte[]> classes, String constant) {
    return classes.entrySet().stream()
        .filter(file -> new String(file.getValue(), StandardCharsets.ISO_8859_1).contains(constant))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Of Java 5, as picocli has them. */
  @Test
  void oldClassesGetStackMaps() throws IOException {
    String name = "picocli/CommandLine$Range";
    byte[] old;
    try (InputStream in =
        StaticLinkingTest.class.getClassLoader().getResourceAsStream(name + ".class")) {
      old = Objects.requireNonNull(in).readAllBytes();
    }
    assertThat(old[7]).isLessThan((byte) 51);
    byte[] linked = StaticLinking.of(new TreeMap<>(Map.of(name, old))).get(name);
    assertThat(linked[7]).isEqualTo((byte) 51);
    assertThat(new String(linked, StandardCharsets.ISO_8859_1)).contains("StackMapTable");
    assertThat(new ClassReader(linked).getClassName()).isEqualTo(name);
  }
}
