package io.github.padbridge.modelfile.keras;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.Json;
import io.github.padbridge.model.FileModel;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.modelfile.common.PlainJson;
import io.github.padbridge.shape.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A {@code .keras} archive, or its {@code config.json}. */
public final class KerasFile {
  private static final String CONFIG = "config.json";

  private KerasFile() {}

  /** Whether an archive holds a Keras model. */
  public static boolean isIn(ModelArchive archive) {
    return !archive.names(CONFIG::equals).isEmpty();
  }

  /** Reads the model of an archive, as {@link #read(String, InputStream, Shape)}. */
  public static FileModel read(ModelArchive archive, @Nullable Shape input) throws IOException {
    return model(archive.source(), archive.read(CONFIG, KerasFile::json), input);
  }

  /**
   * Reads the JSON of a model.
   *
   * @param input the shape of the model's input, which gives sizes that are open; null for none
   * @throws Refusal if it is no Functional or Sequential model
   */
  public static FileModel read(String source, InputStream in, @Nullable Shape input)
      throws IOException {
    return model(source, ModelArchive.bounded(source, "this JSON", in, KerasFile::json), input);
  }

  private static Object json(InputStream in) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(in)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      // Python writes -Infinity, the value that pads a max pooling.
      parser.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature());
      JsonToken first = parser.nextToken();
      return first == null ? "" : Objects.requireNonNullElse(new PlainJson(parser).value(), "");
    }
  }

  private static FileModel model(String source, Object root, @Nullable Shape input) {
    KerasGraph graph = new KerasGraph(source, input);
    List<KerasGraph.Call> calls = graph.read(root);
    List<String> notes = new ArrayList<>();
    boolean isOpen =
        calls.stream()
            .anyMatch(call -> KerasClass.of(call.node).isPresent() && call.input.isEmpty());
    if (isOpen && !graph.untold().isEmpty()) {
      notes.add(
          "sizes are open after layers of other classes: "
              + String.join(", ", new TreeSet<>(graph.untold())));
    }
    return new FileModel("this Keras model", new KerasLayers(source, calls).rows(), notes);
  }
}
