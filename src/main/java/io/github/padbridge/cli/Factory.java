package io.github.padbridge.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IFactory;

/**
 * Creates objects for picocli. The default factory of picocli looks for Groovy in every jar, which
 * takes as long as planning a layer.
 */
final class Factory implements IFactory {
  static final IFactory PLAIN = new Factory();

  private Factory() {}

  @Override
  public <K> K create(Class<K> type) throws ReflectiveOperationException {
    if (type == List.class) {
      return type.cast(new ArrayList<>());
    }
    return type.getDeclaredConstructor().newInstance();
  }
}
