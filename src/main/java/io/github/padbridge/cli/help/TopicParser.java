package io.github.padbridge.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of a topic. Blank lines separate blocks. {@code ## } begins a heading, {@code - }
 * an item, <code>name :: text</code> an entry; more lines of these begin with two blanks. Lines
 * that begin with four blanks are literal. A line <code>{{name}}</code> stands for a table.
 */
public final class TopicParser {
  private static final String LITERAL = "    ";
  private static final String HEADING = "## ";
  private static final String ITEM = "- ";
  private static final String ENTRY = " :: ";

  private final Map<String, List<Block>> tables;
  private final List<Block> blocks = new ArrayList<>();

  private TopicParser(Map<String, List<Block>> tables) {
    this.tables = tables;
  }

  /**
   * The blocks of a text.
   *
   * @param tables the blocks that stand in place of each table's name
   * @throws IllegalArgumentException if the text names another table
   */
  public static List<Block> parse(String text, Map<String, List<Block>> tables) {
    TopicParser parser = new TopicParser(tables);
    for (String part : text.strip().split("\n\n+", -1)) {
      parser.add(part);
    }
    return List.copyOf(parser.blocks);
  }

  private void add(String part) {
    if (part.startsWith(LITERAL)) {
      blocks.add(new Block.Literal(part.lines().map(TopicParser::literal).toList()));
    } else if (part.startsWith("{{")) {
      blocks.addAll(table(part.replaceAll("[{}\\s]", "")));
    } else if (part.startsWith(HEADING)) {
      String[] heading = part.substring(HEADING.length()).split("\n", 2);
      blocks.add(new Block.Heading(heading[0]));
      if (heading.length > 1) {
        add(heading[1]);
      }
    } else {
      for (String line : part.replaceAll("\n {2,}", " ").split("\n(?=- |.* :: )", -1)) {
        blocks.add(filled(line.replace('\n', ' ')));
      }
    }
  }

  private static String literal(String line) {
    return line.substring(Math.min(LITERAL.length(), line.length()));
  }

  private List<Block> table(String name) {
    List<Block> table = tables.get(name);
    if (table == null) {
      throw new IllegalArgumentException("there is no table " + name);
    }
    return table;
  }

  private static Block filled(String text) {
    if (text.startsWith(ITEM)) {
      return new Block.Item(text.substring(ITEM.length()));
    }
    int end = text.indexOf(ENTRY);
    return end < 0
        ? new Block.Paragraph(text)
        : new Block.Entry(text.substring(0, end).strip(), text.substring(end + ENTRY.length()));
  }
}
