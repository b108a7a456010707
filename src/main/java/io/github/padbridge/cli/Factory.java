package io.github.padbridge.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IFactory;

/**
 * Makes what picocli asks for by its class. Picocli's own looks for Groovy first, in every jar,
 * which takes as long as to plan a layer.
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
