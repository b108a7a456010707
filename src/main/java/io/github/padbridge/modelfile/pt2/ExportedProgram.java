package io.github.padbridge.modelfile.pt2;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.padbridge.diagnostic.Refusal;
import io.github.padbridge.json.Json;
import io.github.padbridge.modelfile.common.ModelArchive;
import io.github.padbridge.modelfile.common.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a program that {@code torch.export.save} has written. What does not count here
 * is skipped where it stands.
 */
final class ExportedProgram {
  /** The major version of the schema that PyTorch 2.5 and later write. */
  private static final long SCHEMA = 8;

  /** Convolutions, poolings, paddings and slices. */
  private static final int MOST_NODES = 50_000;

  private static final int MOST_TENSORS = 300_000;

  private final String source;
  private final JsonParser parser;
  private final PlainJson json;
  private final List<ExportedNode> nodes = new ArrayList<>();
  private final Map<String, List<SymbolicSize>> sizes = new LinkedHashMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final List<String> tensors = new ArrayList<>();
  private final Set<String> userInputs = new HashSet<>();
  private int subgraphs;
  private final Map<String, String> stored = new HashMap<>();
  private boolean hasGraph;
  private @Nullable Object version;

  private ExportedProgram(String source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
    this.json = new PlainJson(parser);
  }

  /**
   * The graph of a program.
   *
   * @throws Refusal if it is no program, or one of another schema
   */
  static ExportedGraph read(String source, InputStream in) throws IOException {
    try (JsonParser parser = Json.FACTORY.createParser(in)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      return new ExportedProgram(source, parser).read();
    }
  }

  private ExportedGraph read() throws IOException {
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      forEachField(this::topField);
    }
    Object major = PlainJson.fields(version).get("major");
    if (!hasGraph || major == null) {
      throw ModelArchive.refusal(source, "this archive holds no program of torch.export", null);
    }
    if (!Long.valueOf(SCHEMA).equals(major)) {
      throw ModelArchive.refusal(
          source,
          "this program has schema version " + major + ", and " + SCHEMA + " is read here",
          major instanceof Long number && number > SCHEMA
              ? "a newer PyTorch wrote it: export it again with PyTorch 2.13"
              : "export it again with PyTorch 2.6 or later");
    }
    List<String> inputs = tensors.stream().filter(userInputs::contains).toList();
    return new ExportedGraph(nodes, sizes, uses, inputs, stored);
  }

  private interface FieldReader {
    void read(String name) throws IOException;
  }

  /** Reads the fields of the object that has just begun. */
  private void forEachField(FieldReader reader) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      reader.read(name);
    }
  }

  private void topField(String name) throws IOException {
    if (name.equals("graph_module") && parser.currentToken() == JsonToken.START_OBJECT) {
      forEachField(this::moduleField);
    } else if (name.equals("schema_version")) {
      version = json.value();
    } else {
      parser.skipChildren();
    }
  }

  private void moduleField(String name) throws IOException {
    if (name.equals("graph") && parser.currentToken() == JsonToken.START_OBJECT) {
      hasGraph = true;
      forEachField(this::graphField);
    } else if (name.equals("signature")) {
      PlainJson.items(PlainJson.fields(json.value()).get("input_specs")).forEach(this::input);
    } else {
      parser.skipChildren();
    }
  }

  private void input(@Nullable Object spec) {
    Object user = PlainJson.fields(spec).get("user_input");
    ExportedNode.forEachTensor(PlainJson.fields(user).get("arg"), userInputs::add);
    for (String kind : List.of("parameter", "buffer", "tensor_constant")) {
      Map<String, @Nullable Object> fields = PlainJson.fields(PlainJson.fields(spec).get(kind));
      if (PlainJson.fields(fields.get("arg")).get("name") instanceof String name
          && fields.get(kind + "_name") instanceof String inModel) {
        stored.put(name, inModel);
      }
    }
  }

  private void graphField(String name) throws IOException {
    switch (name) {
      case "nodes" -> forEachItem(this::node);
      case "tensor_values" -> {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
          forEachField(this::tensor);
        }
      }
      case "inputs" ->
          PlainJson.items(json.value())
              .forEach(input -> ExportedNode.forEachTensor(input, tensors::add));
      case "outputs" -> PlainJson.items(json.value()).forEach(output -> use(output, ""));
      default -> parser.skipChildren();
    }
  }

  private interface ItemReader {
    void read() throws IOException;
  }

  private void forEachItem(ItemReader reader) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
        reader.read();
      }
    }
  }

  private void use(@Nullable Object argument, String scope) {
    ExportedNode.forEachTensor(argument, tensor -> uses.merge(scope + tensor, 1, Integer::sum));
  }

  /** The target comes first, and of a call that does not count only the tensors it takes matter. */
  private void node() throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    forEachField(
        name -> {
          String target = ExportedNode.target(fields);
          boolean isNeeded = target.isEmpty() || ExportedOps.isKept(ExportedNode.op(target));
          if (name.equals("target") || name.equals("inputs") || isNeeded) {
            fields.put(name, json.value());
          } else {
            parser.skipChildren();
          }
        });
    node(fields, "");
  }

  private void node(Map<String, @Nullable Object> fields, String scope) throws PlainJson.TooMany {
    for (Object input : PlainJson.items(fields.get("inputs"))) {
      Object argument = PlainJson.fields(input).get("arg");
      use(argument, scope);
      subgraph(PlainJson.fields(PlainJson.fields(argument).get("as_graph")).get("graph"));
    }
    if (ExportedOps.isKept(ExportedNode.op(ExportedNode.target(fields)))) {
      nodes.add(ExportedNode.of(fields, scope));
      if (nodes.size() > MOST_NODES) {
        throw new PlainJson.TooMany(MOST_NODES, "layers");
      }
    }
  }

  /** The graph of a branch or a loop, whose tensors may have names of tensors outside. */
  private void subgraph(@Nullable Object graph) throws PlainJson.TooMany {
    Map<String, @Nullable Object> fields = PlainJson.fields(graph);
    if (fields.isEmpty()) {
      return;
    }
    subgraphs++;
    String scope = subgraphs + "/";
    for (Object node : PlainJson.items(fields.get("nodes"))) {
      node(PlainJson.fields(node), scope);
    }
    PlainJson.items(fields.get("outputs")).forEach(output -> use(output, scope));
    PlainJson.fields(fields.get("tensor_values"))
        .forEach((name, value) -> sizes.put(scope + name, sizes(PlainJson.fields(value))));
  }

  private void tensor(String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    if (sizes.size() >= MOST_TENSORS) {
      throw new PlainJson.TooMany(MOST_TENSORS, "tensors");
    }
    forEachField(
        field -> {
          if (field.equals("sizes")) {
            sizes.put(name, sizes(Map.of("sizes", PlainJson.items(json.value()))));
          } else {
            parser.skipChildren();
          }
        });
  }

  private static List<SymbolicSize> sizes(Map<String, @Nullable Object> tensor) {
    List<SymbolicSize> sizes = new ArrayList<>();
    for (Object size : PlainJson.items(tensor.get("sizes"))) {
      Map<String, @Nullable Object> fields = PlainJson.fields(size);
      Object expression = PlainJson.fields(fields.get("as_expr")).get("expr_str");
      sizes.add(
          fields.get("as_int") instanceof Long number
              ? new SymbolicSize.Known(number)
              : expression instanceof String text
                  ? SymbolicText.read(text)
                  : new SymbolicSize.Unread("?"));
    }
    return sizes;
  }
}
