package io.github.padbridge.cli;

import io.github.padbridge.cli.help.Block;
import io.github.padbridge.cli.help.Topic;
import io.github.padbridge.cli.help.TopicParser;
import io.github.padbridge.layer.read.LayerNames;
import io.github.padbridge.model.KnownClassNames;
import io.github.padbridge.notation.NotationReader;
import io.github.padbridge.translate.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What help topics show of the program's own tables. */
final class HelpTables {
  private HelpTables() {}

  /** A topic with its tables. */
  static List<Block> blocks(Topic topic) {
    return TopicParser.parse(
        topic.source(),
        Map.of(
            "layers", names(LayerNames.byModule()),
            "other-names", names(LayerNames.othersByModule()),
            "paddings", List.of(names(LayerNames.joined(NotationReader.names()))),
            "classes", classes(),
            "strategies", strategies(),
            "exit-codes", exitCodes()));
  }

  private static List<Block> names(Map<String, List<String>> byModule) {
    List<Block> blocks = new ArrayList<>();
    byModule.forEach(
        (module, names) -> {
          blocks.add(new Block.Heading(module));
          blocks.add(names(LayerNames.joined(names)));
        });
    return blocks;
  }

  private static List<Block> classes() {
    List<Block> blocks = new ArrayList<>();
    KnownClassNames.byLibrary()
        .forEach((library, names) -> blocks.add(new Block.Entry(library, list(names))));
    return blocks;
  }

  private static List<Block> strategies() {
    return Arrays.stream(Strategy.values())
        .<Block>map(strategy -> new Block.Entry(strategy.id(), strategy.reason()))
        .toList();
  }

  private static List<Block> exitCodes() {
    return ExitCode.meanings().entrySet().stream()
        .<Block>map(code -> new Block.Entry("" + code.getKey(), code.getValue()))
        .toList();
  }

  private static Block names(Collection<String> names) {
    return new Block.Paragraph(list(names));
  }

  private static String list(Collection<String> names) {
    return String.join(", ", names);
  }
}
