package io.github.padbridge.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** The JSON dialect that Padbridge reads and writes. */
public final class Json {
  /** Creates parsers and generators. */
  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          // JSON is UTF-8 (RFC 8259); guessing would take a stray NUL for UTF-16.
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
          .characterEscapes(new PrintableEscapes())
          .build();

  private Json() {}
}
