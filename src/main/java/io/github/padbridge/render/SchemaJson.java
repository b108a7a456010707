package io.github.padbridge.render;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.github.padbridge.json.Json;
import io.github.padbridge.layer.Argument;
import io.github.padbridge.layer.ArgumentType;
import io.github.padbridge.layer.LayerFamily;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The JSON Schemas of input and output. In these resources a member {@code $include} is replaced by
 * the members of another resource, and {@code $arguments} by the arguments of a family of layers.
 */
public final class SchemaJson {
  private final JsonGenerator generator;

  private SchemaJson(JsonGenerator generator) {
    this.generator = generator;
  }

  /** The text of a schema, with a line feed at its end. */
  public static byte[] of(String name) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator generator = Json.FACTORY.createGenerator(text)) {
      // The # of a reference stays as it is.
      generator.setCharacterEscapes(null);
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      generator.setPrettyPrinter(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(lines)
              .withArrayIndenter(lines));
      generator.writeStartObject();
      new SchemaJson(generator).members(name + ".schema");
      generator.writeEndObject();
      generator.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }

  private void members(String resource) throws IOException {
    try (InputStream in = SchemaJson.class.getResourceAsStream("/schema/" + resource + ".json");
        JsonParser parser = Json.FACTORY.createParser(in)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT || !parser.getParsingContext().inRoot()) {
        if ("$include".equals(parser.currentName())) {
          members(parser.nextTextValue());
        } else if ("$arguments".equals(parser.currentName())) {
          arguments(LayerFamily.valueOf(parser.nextTextValue()));
        } else {
          generator.copyCurrentEvent(parser);
        }
      }
    }
  }

  private void arguments(LayerFamily family) throws IOException {
    for (Argument argument : Argument.TABLE) {
      ArgumentType type = argument.types().get(family);
      if (type != null) {
        generator.writeObjectFieldStart(argument.name());
        generator.writeStringField("description", argument.description());
        generator.writeStringField("$ref", "#/$defs/" + type.schema());
        generator.writeEndObject();
      }
    }
  }
}
